import {
  formatRegistrationNumber,
  type InformationRegisterPage,
  type InformationRegisterRow,
  type ListInformationQuery,
} from '@opis/contracts';
import { type RawBuilder, sql } from 'kysely';
import type { Db, Tx } from '../../../platform/db.ts';
import type { Actor } from '../../identity/index.ts';
import { readEntryReach } from '../../registry/index.ts';
import type { InformationDeps } from '../information-deps.ts';
import { type FactRow, factsCte, todayOf } from '../report/request-facts.ts';

/** How far the counts of the page go. */
const mostCounted = 2_000;

/**
 * The register of requests and answers (INF-14) of a year, newest first: the rows that the person may see. Rights stand in
 * the query, before any page.
 */
export async function listRegister(
  deps: Pick<InformationDeps, 'db' | 'registers' | 'clock'>,
  actor: Actor,
  { year, result, after, limit }: ListInformationQuery,
): Promise<InformationRegisterPage> {
  const { rowVisible } = await readEntryReach(deps, actor);
  const today = todayOf(deps.clock);
  const facts = factsCte({ year, visible: rowVisible, today });
  const items = await readRows(deps.db, facts, {
    where: sql`${ofResult(result)} AND (${after ?? null}::uuid IS NULL OR facts.id < ${after ?? null}::uuid)`,
    limit: limit + 1,
  });
  const { rows } = await sql<{ open: number; late: number }>`
    WITH facts AS (${facts}), counted AS (SELECT facts.result, facts.late FROM facts LIMIT ${mostCounted})
    SELECT count(*) FILTER (WHERE counted.result IS NULL)::int AS open, count(*) FILTER (WHERE counted.late)::int AS late
    FROM counted
  `.execute(deps.db);
  const page = items.slice(0, limit);
  return {
    items: page,
    next: items.length > limit ? (page.at(-1)?.id ?? null) : null,
    open: rows[0]?.open ?? 0,
    late: rows[0]?.late ?? 0,
  };
}

const ofResult = (result: ListInformationQuery['result']): RawBuilder<unknown> => {
  if (result === undefined) return sql`true`;
  return result === 'open' ? sql`facts.result IS NULL` : sql`facts.result = ${result}`;
};

/** Rows of the register for the page and for its paper; ids are in the order of registration. */
export async function readRows(
  db: Db | Tx,
  facts: RawBuilder<FactRow>,
  { where, limit, ascending = false }: { where: RawBuilder<unknown>; limit: number; ascending?: boolean },
): Promise<InformationRegisterRow[]> {
  const { rows } = await sql<FactRow>`
    WITH facts AS (${facts})
    SELECT facts.* FROM facts WHERE ${where}
    ORDER BY facts.id ${ascending ? sql`ASC` : sql`DESC`} LIMIT ${limit}
  `.execute(db);
  return rows.map(toRow);
}

function toRow(row: FactRow): InformationRegisterRow {
  const { number, id, registeredOn, form, issuer, information, domain, result } = row;
  const { grounds, answerBy, dueOn, rule, resultOn, late, complaints, closed } = row;
  return {
    ...{ id, number, registeredOn, form, issuer, information, domain, result, grounds, answerBy },
    registrationNumber: formatRegistrationNumber(number, registeredOn),
    ...{ dueOn, rule, resultOn, late, complaints, closed },
  };
}
