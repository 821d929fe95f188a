import {
  AppError,
  type BoardLoad,
  type BoardPace,
  type BoardQuery,
  type BoardWeek,
  type UnitBoard,
} from '@opis/contracts';
import { type RawBuilder, sql } from 'kysely';
import { toLegalTime } from '../../../platform/clock.ts';
import type { Db } from '../../../platform/db.ts';
import { type Actor, holds } from '../../identity/index.ts';
import { readEntryReach } from '../../registry/index.ts';
import type { ReportDeps } from '../works/count-works.ts';
import type { BoardPlace } from './board-works.ts';
import { type Load, readBoardFigures } from './read-board-figures.ts';

type LedUnit = { id: string; code: string; name: string; depth: number };

/** How a unit and all below it stands today, for who leads it. Errors: `report.unit-not-led`. */
export async function getUnitBoard(deps: ReportDeps, actor: Actor, query: BoardQuery): Promise<UnitBoard> {
  const { led, chosen, place } = await requireBoard(deps, actor, query);
  const figures = await readBoardFigures(deps.db, place);
  return {
    unit: { code: chosen.code, name: chosen.name },
    units: led.map(({ code, name, depth }) => ({ code, name, depth })),
    countedOn: place.today,
    people: figures.people.map(toLoad),
    below: figures.below.map(toLoad),
    weeks: figures.weeks satisfies BoardWeek[],
    pace: figures.pace satisfies BoardPace[],
    ...figures.waiting,
  };
}

// At the pace of the last weeks, what is due in the next one beyond what is usually closed in one is at risk; what is
// overdue already is late, not at risk.
function toLoad({ closedAWeek, ...load }: Load): BoardLoad {
  return { ...load, atRisk: Math.max(0, load.soon - Math.floor(closedAWeek)) };
}

/** The board that somebody asks for, or the first of theirs. Errors: `report.unit-not-led`. */
export async function requireBoard(
  deps: ReportDeps,
  actor: Actor,
  { unit }: BoardQuery,
): Promise<{ led: LedUnit[]; chosen: LedUnit; place: BoardPlace }> {
  const led = await listLedUnits(deps.db, actor);
  const chosen = unit === undefined ? led[0] : led.find(({ code }) => code === unit);
  if (chosen === undefined) throw new AppError('forbidden', 'report.unit-not-led');
  const reach = await readEntryReach(deps, actor);
  return { led, chosen, place: { unitId: chosen.id, today: toLegalTime(deps.clock.now()).date, reach } };
}

/** Open units that the person leads, themselves or from above, as a tree. */
async function listLedUnits(db: Db, actor: Actor): Promise<LedUnit[]> {
  const leads = (id: string) => actor.principals.includes(id) && holds(actor, 'case.assign', id);
  const { rows } = await sql<LedUnit>`${openTree}`.execute(db);
  return rows.filter(({ id }) => leads(id));
}

const openTree: RawBuilder<LedUnit> = sql`
  WITH RECURSIVE tree AS (
    SELECT units.id, units.code, units.name, 0 AS depth, ARRAY[units.name] AS path FROM units
    WHERE units.parent_id IS NULL AND units.closed_on IS NULL
    UNION ALL
    SELECT units.id, units.code, units.name, tree.depth + 1, tree.path || units.name FROM units
    JOIN tree ON units.parent_id = tree.id WHERE units.closed_on IS NULL
  ) SELECT tree.id, tree.code, tree.name, tree.depth FROM tree ORDER BY tree.path`;
