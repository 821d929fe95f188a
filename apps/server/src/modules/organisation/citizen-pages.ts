import { addDays } from '@opis/contracts';
import { renderError, renderFront } from '@opis/portal';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { type Clock, toLegalTime } from '../../platform/clock.ts';
import type { Db } from '../../platform/db.ts';
import type { CitizenPages } from '../../platform/http/console-pages.ts';
import { type PortalFrames, sendPage } from '../../platform/http/portal-pages.ts';
import { listHolidays } from './holiday-views.ts';
import { findInstitution } from './institution.ts';

/** How far ahead the next day on which nobody works is told. */
const aheadDays = 30;

type Deps = { db: Db; clock: Clock; frames: PortalFrames };

/** What a citizen finds at `/`, and where nothing is. Before there is an institution both are the console's to tell. */
export function citizenPages(
  { db, clock, frames }: Deps,
  isStaff: (request: FastifyRequest) => boolean,
): CitizenPages {
  return {
    isStaff,
    async front(reply: FastifyReply) {
      const institution = await findInstitution(db);
      if (institution === undefined) return undefined;
      const model = {
        openingHours: institution.openingHours,
        closedOn: await nextClosedDay(db, toLegalTime(clock.now()).date),
        demonstration: institution.demonstrationPassword !== null,
      };
      return sendPage(reply, renderFront(await frames(), model));
    },
    async notFound(reply: FastifyReply) {
      if ((await findInstitution(db)) === undefined) return undefined;
      return sendPage(reply, renderError(await frames(), { status: 404 }), 404);
    },
  };
}

/** The next working day of the week that is free by law or by the institution's own act. */
async function nextClosedDay(db: Db, today: string): Promise<{ day: string; name: string } | null> {
  const last = addDays(today, aheadDays);
  const years = new Set([today, last].map((day) => Number(day.slice(0, 4))));
  const days = (await Promise.all([...years].map((year) => listHolidays(db, year)))).flat();
  const next = days
    .filter(({ day, kind }) => kind !== 'worked' && day >= today && day <= last && isWeekday(day))
    .toSorted((one, other) => one.day.localeCompare(other.day))
    .at(0);
  return next === undefined ? null : { day: next.day, name: next.name };
}

const isWeekday = (day: string) => {
  const weekday = new Date(`${day}T12:00:00Z`).getUTCDay();
  return weekday !== 0 && weekday !== 6;
};
