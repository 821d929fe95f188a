import { isDeepStrictEqual } from 'node:util';
import { ReportLayout } from '@opis/contracts';
import { sql } from 'kysely';
import type { Clock } from '../../../platform/clock.ts';
import type { Db, Tx } from '../../../platform/db.ts';
import { newId } from '../../../platform/ids.ts';
import { type EventActor, recordEvent } from '../../events/index.ts';

/** The layout that holds for a year: of the last one imported for the latest first year that is not after it. */
export async function readLayout(
  db: Db | Tx,
  year: number,
): Promise<{ layout: ReportLayout; fromYear: number }> {
  const { rows } = await sql<{ layout: unknown; from_year: number }>`
    SELECT information_report_layouts.layout, information_report_layouts.from_year FROM information_report_layouts
    ORDER BY information_report_layouts.from_year > ${year}, abs(information_report_layouts.from_year - ${year}),
      information_report_layouts.imported_at DESC LIMIT 1
  `.execute(db);
  const [found] = rows;
  if (found === undefined) throw new Error('a layout came with the program');
  return { layout: ReportLayout.parse(found.layout), fromYear: found.from_year };
}

/**
 * Takes in the annex that is in force from a year on (INF-16; H.G. nr. 830/2022 may have changed it). Reports of earlier
 * years keep theirs, and what was imported before stays. False when that year has just this layout already.
 */
export async function importLayout(
  { db, clock }: { db: Db; clock: Clock },
  by: EventActor,
  { fromYear, layout }: { fromYear: number; layout: ReportLayout },
): Promise<boolean> {
  const at = clock.now();
  return await db.transaction().execute(async (tx) => {
    const before = await readLayout(tx, fromYear);
    if (before.fromYear === fromYear && isDeepStrictEqual(before.layout, layout)) return false;
    await sql`
      INSERT INTO information_report_layouts (from_year, layout, origin, imported_at)
      VALUES (${fromYear}, ${JSON.stringify(layout)}::jsonb, 'institution', ${at})
    `.execute(tx);
    await recordEvent(tx, by, {
      ...{
        type: 'information-report.layout-imported',
        at,
        subjectType: 'information-report',
        subjectId: newId(),
      },
      data: { fromYear, act: layout.act },
    });
    return true;
  });
}
