import type { CasePaper, CasePapers } from '@opis/contracts';
import { type RawBuilder, sql } from 'kysely';
import type { Actor } from '../../identity/index.ts';
import { readEntryReach } from '../../registry/index.ts';
import type { Eyes } from '../views/case-row.ts';
import { type CaseViewDeps, requireCaseFile } from '../views/require-case-file.ts';
import { findPaper, type PaperRecord, selectPapers, toPaper } from './paper-view.ts';

const most = 200;

/** Papers in this person's hands, coming to them, and given by them; what they may do with each. */
export async function listPapers(deps: CaseViewDeps, actor: Actor): Promise<CasePapers> {
  const eyes = { actor, reach: await readEntryReach(deps, actor), clock: deps.clock };
  const [held, coming, given] = await Promise.all([
    read(
      deps,
      eyes,
      sql`given.id IS NULL AND (held.to_person_id = ANY (${actor.principals}::uuid[])
      OR held.to_unit_id = ANY (${actor.principals}::uuid[]))`,
      'held.settled_at',
    ),
    read(
      deps,
      eyes,
      sql`(given.to_person_id = ANY (${actor.principals}::uuid[])
      OR given.to_unit_id = ANY (${actor.principals}::uuid[]))`,
      'given.asked_at',
    ),
    read(deps, eyes, sql`given.asked_by = ${actor.accountId}`, 'given.asked_at'),
  ]);
  return {
    held: held.filter(({ actions }) => actions.includes('give')),
    coming: coming.filter(({ actions }) => actions.includes('receive')),
    given,
  };
}

// Begun at the hand-overs: of all files only these have any.
async function read(
  { db }: CaseViewDeps,
  eyes: Eyes,
  condition: RawBuilder<unknown>,
  order: string,
): Promise<CasePaper[]> {
  const ofMine = sql`case_files.id IN (SELECT case_tasks.case_file_id FROM case_tasks WHERE case_tasks.kind = 'hand-over'
    AND (case_tasks.to_person_id = ANY (${eyes.actor.principals}::uuid[])
      OR case_tasks.to_unit_id = ANY (${eyes.actor.principals}::uuid[])
      OR case_tasks.asked_by = ${eyes.actor.accountId} AND case_tasks.status = 'open'))`;
  const { rows } = await sql<PaperRecord>`
    ${selectPapers(eyes)} WHERE ${ofMine} AND ${condition} AND ${eyes.reach.rowVisible}
    ORDER BY ${sql.ref(order)} DESC, case_files.id LIMIT ${most}
  `.execute(db);
  return rows.map((row) => toPaper(eyes.actor, row));
}

/** Where the paper of one file is; not-found for who may not see its row. */
export async function getPaper(deps: CaseViewDeps, actor: Actor, id: string): Promise<CasePaper> {
  const { eyes } = await requireCaseFile(deps, actor, id);
  const paper = await findPaper(deps.db, eyes, id);
  if (paper === undefined) throw new Error('a file whose row is seen has a paper');
  return paper;
}
