import type { CaseFileStatus, CaseOutcome } from '@opis/contracts';

/** Where a file lies. */
export type CasePlace = {
  readonly status: CaseFileStatus;
  readonly unitId: string | null;
  readonly handlerId: string | null;
};

/** What the policy needs to know of a file. */
export type CaseFileFacts = CasePlace & {
  readonly outcome: CaseOutcome | null;
  /** Of a confidential register. */
  readonly sealed: boolean;
  /** Unit whose register it is; null: the institution's. */
  readonly registerUnitId: string | null;
  /** The actor may read the file; else they see the row of the book alone. */
  readonly reader: boolean;
};

/** A file as an act finds it, under its lock. */
export type CaseFileState = CaseFileFacts & {
  readonly id: string;
  readonly version: number;
  readonly registerId: string;
  readonly registrationNumber: string;
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
  if (file.status === 'with-handler') return placeOf(file.unitId, null);
  return placeOf(file.previousUnitId, null);
}
