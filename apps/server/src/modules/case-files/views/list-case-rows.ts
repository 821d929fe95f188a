import type { CaseFileRow } from '@opis/contracts';
import { sql } from 'kysely';
import type { Actor } from '../../identity/index.ts';
import { readEntryReach } from '../../registry/index.ts';
import { type CaseRecord, selectCaseFiles, toCaseRow } from './case-row.ts';
import type { CaseViewDeps } from './require-case-file.ts';

/** The rows of these files, in their order; those that the person may not see are left out. */
export async function listCaseRows(
  deps: CaseViewDeps,
  actor: Actor,
  ids: readonly string[],
): Promise<CaseFileRow[]> {
  const eyes = { actor, reach: await readEntryReach(deps, actor), clock: deps.clock };
  const page = sql`SELECT asked.id, asked.place FROM unnest(${ids}::uuid[]) WITH ORDINALITY AS asked(id, place)`;
  const { rows } = await sql<CaseRecord>`
    ${selectCaseFiles(eyes, page)} WHERE ${eyes.reach.rowVisible} ORDER BY page.place
  `.execute(deps.db);
  return rows.map((row) => toCaseRow(eyes, row));
}
