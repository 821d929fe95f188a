import type { AppError, CaseEntryRole, Direction, FieldInput } from '@opis/contracts';
import type { Db } from '../../platform/db.ts';
import type { EventRow } from '../events/index.ts';
import type { Acting, Actor } from '../identity/index.ts';

/** An entry that a registration answers or completes; the actor may see it. */
export type FollowedEntry = {
  readonly entryId: string;
  readonly role: Extract<CaseEntryRole, 'answers' | 'completes'>;
  /** What column 12 says of it; null for an entry of another register, whose numbers are others (decision 0100). */
  readonly joinedTo: { readonly year: number; readonly number: number } | null;
};

/** What a registration was made of, for the participant that knows such things; the registry only hands it on. */
export type RegistrationOrigin = {
  readonly kind: 'incoming-message';
  readonly id: string;
  readonly decision: Readonly<Record<string, string | boolean | null>>;
};

/** A registration that waits for its number, as a participant sees it. */
export type RegistrationToPlan = {
  readonly actor: Actor & Acting;
  readonly follows: FollowedEntry | undefined;
  /** Of a confidential register: nobody reads its file but who is named on the register. */
  readonly sealed: boolean;
  readonly unitId: string | null;
  readonly uploads: readonly string[];
  /** Codes of the register and of its sub-registers. */
  readonly register: string;
  readonly subRegisters: readonly string[];
  readonly direction: Direction;
  readonly categoryCode: string | null;
  readonly subRegister: string | null;
  /** When it was first written on a sheet of an emergency book (ISO, UTC): from then on its terms run. */
  readonly emergency: { readonly receivedAt: string } | undefined;
  /** What was asked of the case file: its procedure, values of its fields, documents that came along. */
  readonly caseFile: CaseFileWishes;
  readonly origin: RegistrationOrigin | undefined;
};

/** What a registration asks of its case file. The registry hands it on and knows nothing of it. */
export type CaseFileWishes = {
  readonly procedure: string | null;
  readonly fields: FieldInput | null;
  readonly presented: readonly string[];
  /** Whom it is about: a person's id, a unit's code. */
  readonly complaint: { readonly person?: string | undefined; readonly unit?: string | undefined } | null;
};

/** The same with its number. `unitId` is where it goes at last. */
export type RegisteredEntry = {
  readonly id: string;
  readonly at: Date;
  readonly unitId: string | null;
  readonly documentIds: readonly string[];
};

/** What a participant makes of one registration. */
export type Participation = {
  /** Units or persons who may read the entry from the start, beside those whom the registry names. */
  readonly readers: readonly string[];
  /** Where it goes (column 8) whatever was asked; undefined: as asked. */
  readonly unitId?: string | null;
  /** Sub-register and file of the nomenclature (column 13) where neither the person nor the category said one. */
  readonly subRegister?: string | undefined;
  readonly nomenclatureCode?: string | undefined;
  /** Rows of the participant's own, under the name of the list that its statement reads them from. */
  rows(entry: RegisteredEntry): Readonly<Record<string, readonly object[]>>;
  events?(entry: RegisteredEntry): readonly (EventRow & { hash: string })[];
};

/**
 * A module above the registry that writes with each registration, in the very statement that gives the number: no round
 * trip more, and nothing half written. Wired in `compose.ts`.
 *
 * `plan` looks at the whole batch at once, before the number; a batch that needs no look-up must cost none.
 * `writes` gives the common table expressions for the lists that have rows in this batch; a row that no longer fits what
 * was planned must fail the statement (SQLSTATE 23…): each registration is then planned again, alone.
 */
export type RegistrationParticipant = {
  /** In the name of the prepared statement; with a number that grows whenever `writes` changes. */
  readonly name: string;
  plan(
    db: Db,
    items: readonly RegistrationToPlan[],
  ): Promise<readonly (Participation | { refusal: AppError })[]>;
  writes(given: StatementPlace, lists: ReadonlySet<string>): string;
};

/**
 * Where the fragment stands: `rows` is the parameter with the JSON object of its lists, `at` the one with the moment,
 * `when` a table expression that has one row when the batch goes through, else none.
 */
export type StatementPlace = { readonly rows: string; readonly at: string; readonly when: string };
