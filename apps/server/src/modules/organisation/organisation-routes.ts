import { Categories, Holidays, HolidaysQuery, Nomenclature, Offices, Units } from '@opis/contracts';
import { type Clock, toLegalTime } from '../../platform/clock.ts';
import type { Db } from '../../platform/db.ts';
import type { Http } from '../../platform/http/http.ts';
import { listCategories, listNomenclature, listOffices } from './classification-views.ts';
import { listHolidays } from './holiday-views.ts';
import { listUnits } from './unit-views.ts';

/** Lists that whoever is signed in may read: the institution's structure is public information (Legea 544/2001, art. 5). */
export function organisationRoutes(app: Http, deps: { db: Db; clock: Clock }) {
  const today = () => toLegalTime(deps.clock.now()).date;

  app.get('/api/v1/units', { schema: { response: { 200: Units } } }, async () => ({
    items: await listUnits(deps.db, today()),
  }));
  app.get('/api/v1/offices', { schema: { response: { 200: Offices } } }, async () => ({
    items: await listOffices(deps.db, today()),
  }));
  app.get('/api/v1/categories', { schema: { response: { 200: Categories } } }, async () => ({
    items: await listCategories(deps.db, today()),
  }));
  app.get('/api/v1/nomenclature', { schema: { response: { 200: Nomenclature } } }, async () => ({
    items: await listNomenclature(deps.db, today()),
  }));
  app.get(
    '/api/v1/holidays',
    { schema: { querystring: HolidaysQuery, response: { 200: Holidays } } },
    async ({ query: { year } }) => ({ year, items: await listHolidays(deps.db, year) }),
  );
}
