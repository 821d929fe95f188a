import { type Clock, toLegalTime } from '../../platform/clock.ts';
import type { Db } from '../../platform/db.ts';
import { type AbsenceToday, listAbsences } from './list-absences.ts';

/** How somebody who is away today is shown where work is handed out. */
export type Presence = {
  presence: 'substituted';
  absence: Pick<AbsenceToday, 'until' | 'substitute'>;
};

/** Who of some people is away today, for the screens that hand work out. */
export function presenceReader({ db, clock }: { db: Db; clock: Clock }): {
  of(staffIds: readonly string[]): Promise<ReadonlyMap<string, Presence>>;
} {
  return {
    of: async (staffIds) => {
      const absences = await listAbsences(db, { staffIds, today: toLegalTime(clock.now()).date });
      return new Map(
        [...absences].map(([id, { until, substitute }]) => [
          id,
          { presence: 'substituted', absence: { until, substitute } },
        ]),
      );
    },
  };
}
