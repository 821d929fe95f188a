import type { AbsenceReason } from '@opis/contracts';
import type { Clock } from '../../platform/clock.ts';
import type { Db } from '../../platform/db.ts';

/** `forgetCallers` throws away the callers that this process keeps, whose rights may just have changed. */
export type SubstitutionDeps = { db: Db; clock: Clock; forgetCallers: () => void };

/** Who is away, who stands in, from which day to which (both included), and why. */
export type Absence = {
  absentId: string;
  substituteId: string;
  firstDay: string;
  lastDay: string;
  reason: AbsenceReason;
  /** The open works lie with the substitute meanwhile. */
  handOver: boolean;
};
