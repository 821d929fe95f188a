import { randomUUID } from 'node:crypto';
import type { AbsenceReason } from '@opis/contracts';
import type { Foundation } from '../compose.ts';
import { resolveAccount } from '../modules/identity/index.ts';
import { findStaffId } from '../modules/organisation/index.ts';
import { declareSubstitution } from '../modules/substitutions/index.ts';
import { toLegalTime } from '../platform/clock.ts';

const dayMs = 86_400_000;

/** Who declares whose absence, who stands in, from when to when (days from today), and why. */
const absences: readonly {
  by: string;
  absent: string;
  substitute: string;
  from: number;
  to: number;
  reason: AbsenceReason;
}[] = [
  {
    by: 'sef',
    absent: 'raluca-stefania-iordachescu',
    substitute: 'sorin-nedelciu-parvu',
    from: -2,
    to: 9,
    reason: 'leave',
  },
  {
    by: 'inspector',
    absent: 'andrei-stanciulescu',
    substitute: 'raluca-stefania-iordachescu',
    from: 24,
    to: 34,
    reason: 'leave',
  },
];

/** One inspector is on leave today, another announced his: declared by those who may, as in the console. */
export async function seedAbsences({ db, clock }: Foundation): Promise<void> {
  const dayAt = (days: number) => toLegalTime(new Date(clock.now().getTime() + days * dayMs)).date;
  for (const { by, absent, substitute, from, to, reason } of absences) {
    const [actor, absentId, substituteId] = await Promise.all([
      resolveAccount({ db, clock }, by),
      findStaffId(db, absent),
      findStaffId(db, substitute),
    ]);
    if (!actor || !absentId || !substituteId) throw new Error(`the demonstration knows no ${absent}`);
    await declareSubstitution({ db, clock, forgetCallers: () => {} }, actor, {
      requestId: randomUUID(),
      absentId,
      substituteId,
      firstDay: dayAt(from),
      lastDay: dayAt(to),
      reason,
    });
  }
}
