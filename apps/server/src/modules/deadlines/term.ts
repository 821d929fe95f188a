import type { TermCancelReason, TermRole, TermStatus } from '@opis/contracts';
import type { Clock } from '../../platform/clock.ts';
import type { Db, Tx } from '../../platform/db.ts';
import type { DeadlineBook, RuleRef } from './deadline-book.ts';

/** A term of a case file. Days are legal ones; `dueOn` is the one that people are given. */
export type Term = {
  readonly id: string;
  readonly caseFileId: string;
  readonly role: TermRole;
  readonly ruleId: string;
  readonly ruleValidFrom: string;
  readonly startedAt: Date;
  readonly startOn: string;
  readonly targetOn: string;
  readonly limitOn: string;
  readonly limitAt: Date | null;
  readonly dueOn: string;
  readonly status: TermStatus;
  readonly extendedBy: number;
  readonly extendedAt: Date | null;
  readonly extensionCap: number;
  readonly suspendable: boolean;
  readonly suspendedOn: string | null;
  readonly suspendedDays: number;
  readonly metAt: Date | null;
  readonly metOn: string | null;
  readonly metCause: string | null;
  readonly metCauseId: string | null;
  readonly cancelledAt: Date | null;
  readonly cancelReason: TermCancelReason | null;
  readonly missedAt: Date | null;
};

/** Where a file lies and who is told of it; `sealedRegisterId`: it is of a confidential register. */
export type TermFile = {
  readonly id: string;
  readonly unitId: string | null;
  readonly handlerId: string | null;
  readonly sealedRegisterId: string | null;
};

/** What deadlines ask of case files, which lie above them; `compose.ts` hands it in. */
export type TermFiles = {
  placesOf(db: Db | Tx, fileIds: readonly string[]): Promise<ReadonlyMap<string, TermFile>>;
};

/** What every act on terms needs. */
export type TermDeps = { clock: Clock; deadlines: DeadlineBook; termFiles: TermFiles };

/** The very version of the rule that a term began with: a later one, even dated back, changes nothing of it. */
export const ruleOfTerm = ({ ruleId, ruleValidFrom }: Pick<Term, 'ruleId' | 'ruleValidFrom'>): RuleRef => ({
  id: ruleId,
  validFrom: ruleValidFrom,
});
