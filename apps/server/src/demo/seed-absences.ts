import { randomUUID } from 'node:crypto';
import type { Foundation } from '../compose.ts';
import { resolveAccount } from '../modules/identity/index.ts';
import { findStaffId } from '../modules/organisation/index.ts';
import { declareSubstitution } from '../modules/substitutions/index.ts';
import { toLegalTime } from '../platform/clock.ts';
import type { DemoAbsence } from './demonstration.ts';

const dayMs = 86_400_000;

/** Who is on leave today and who announced theirs: declared by those who may, as in the console. */
export async function seedAbsences(
  { db, clock }: Foundation,
  absences: readonly DemoAbsence[],
): Promise<void> {
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
      handOver: false,
    });
  }
}
