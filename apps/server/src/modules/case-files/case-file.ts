import type { CaseFileAction, CaseFileStatus, CaseOutcome, FieldValues, Permission } from '@opis/contracts';
import type { ProcedureKey } from './procedures/procedure.ts';

/** Where a file lies. */
export type CasePlace = {
  readonly status: CaseFileStatus;
  readonly unitId: string | null;
  readonly handlerId: string | null;
};

/** The right that an act asks for, by the declaration of a procedure. */
export type ActRights = Readonly<Partial<Record<CaseFileAction, Permission>>>;

/** What the policy needs to know of a file. */
export type CaseFileFacts = CasePlace & {
  readonly outcome: CaseOutcome | null;
  /** Of a confidential register. */
  readonly sealed: boolean;
  /** Unit whose register it is; null: the institution's. */
  readonly registerUnitId: string | null;
  /** The actor may read the file; else they see the row of the book alone. */
  readonly reader: boolean;
  /** Units and persons that may not have it: whom it complains of and who is under them (PET-11). */
  readonly barred: ReadonlySet<string>;
  /** What its procedure asks for an act beside what it asks of everybody. */
  readonly rights: ActRights;
};

/** A file as an act finds it, under its lock. */
export type CaseFileState = CaseFileFacts & {
  readonly id: string;
  readonly version: number;
  readonly registerId: string;
  readonly registrationNumber: string;
  /** When its first paper came: the hour on its emergency sheet, else the book's. Terms run from there. */
  readonly receivedAt: Date;
  readonly procedure: ProcedureKey;
  /** How the procedure lets it end. */
  readonly outcomes: readonly CaseOutcome[];
  readonly fields: FieldValues;
  /** The unit that had it before the one where it lies, when that still receives papers; null: the registry. */
  readonly previousUnitId: string | null;
};

/** Where an open file of this unit and handler lies. */
export function placeOf(unitId: string | null, handlerId: string | null): CasePlace {
  if (handlerId !== null) return { status: 'with-handler', unitId, handlerId };
  return { status: unitId === null ? 'unassigned' : 'with-unit', unitId, handlerId: null };
}

/** Where a return takes it: from a person to their unit, from a unit to the one before it or to the registry. */
export function returnPlaceOf(file: CaseFileState): CasePlace {
  const before = file.status === 'with-handler' ? file.unitId : file.previousUnitId;
  return lawfulPlace(file, placeOf(before, null));
}

/**
 * Where a file comes to lie by itself, returned or opened again: there, or without the person, or with nobody, when the
 * petition is about whoever would have it or somebody above them (OG 27/2002 art. 11).
 */
export function lawfulPlace({ barred }: Pick<CaseFileState, 'barred'>, place: CasePlace): CasePlace {
  const { unitId, handlerId } = place;
  if (unitId !== null && barred.has(unitId)) return placeOf(null, null);
  return handlerId !== null && barred.has(handlerId) ? placeOf(unitId, null) : place;
}

/** True when somebody who may not have the file would have it there. */
export function isBarred(
  file: Pick<CaseFileState, 'barred'>,
  place: Pick<CasePlace, 'unitId' | 'handlerId'>,
) {
  return [place.unitId, place.handlerId].some((id) => id !== null && file.barred.has(id));
}
