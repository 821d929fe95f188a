import { noGroup, type WorksFigure, type WorksGrouping } from '@opis/contracts';
import { type RawBuilder, sql } from 'kysely';

/** How works are grouped: `key` over the row `works` of counted ones, `name` of a key for people, `order` among groups. */
type Grouping = {
  key: RawBuilder<string | null>;
  /** Over `grouped.key`; null where the catalogue names it. */
  name: RawBuilder<string | null>;
  /** In the order of time rather than by how many. */
  inTime?: true;
};

const own = sql<string | null>`NULL::text`;

export const groupings: Readonly<Record<WorksGrouping, Grouping>> = {
  unit: {
    key: sql`works.unit_id::text`,
    name: sql`(SELECT units.name FROM units WHERE units.id::text = grouped.key)`,
  },
  handler: {
    key: sql`works.handler_id::text`,
    name: sql`(SELECT staff.given_name || ' ' || staff.family_name FROM staff WHERE staff.id::text = grouped.key)`,
  },
  procedure: {
    key: sql`works.procedure`,
    name: sql`(SELECT procedures.declaration ->> 'name' FROM procedures WHERE procedures.code = grouped.key
      ORDER BY procedures.version DESC LIMIT 1)`,
  },
  category: {
    key: sql`works.category_code`,
    name: sql`(SELECT categories.name FROM categories WHERE categories.code = grouped.key)`,
  },
  party: {
    key: sql`works.party_id::text`,
    name: sql`(SELECT parties.name FROM parties WHERE parties.id::text = grouped.key)`,
  },
  channel: { key: sql`works.channel`, name: own },
  state: { key: sql`works.status`, name: own },
  term: { key: sql`works.standing`, name: own },
  month: { key: sql`to_char(works.registered_on, 'YYYY-MM')`, name: own, inTime: true },
  week: {
    key: sql`to_char(date_trunc('week', works.registered_on::timestamp), 'YYYY-MM-DD')`,
    name: own,
    inTime: true,
  },
};

/** The works of one group. */
export const inGroup = (by: WorksGrouping, key: string): RawBuilder<unknown> =>
  sql`${groupings[by].key} IS NOT DISTINCT FROM ${key === noGroup ? null : key}::text`;

/** The works that a figure counts. */
export const ofFigure: Readonly<Record<WorksFigure, RawBuilder<unknown>>> = {
  all: sql`true`,
  open: sql`works.status <> 'closed'`,
  closed: sql`works.status = 'closed'`,
  'in-time': sql`works.standing = 'in-time'`,
  late: sql`works.standing = 'late'`,
  running: sql`works.standing = 'running'`,
  overdue: sql`works.standing = 'overdue'`,
  none: sql`works.standing = 'none'`,
};
