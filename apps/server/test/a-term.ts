import type { RegisterDocumentResponse, TermRole } from '@opis/contracts';
import { sql } from 'kysely';
import { termFiles } from '../src/modules/case-files/index.ts';
import {
  deadlineBook,
  listTerms,
  startTerms,
  type Term,
  type TermDeps,
} from '../src/modules/deadlines/index.ts';
import { type Clock, toLegalTime } from '../src/platform/clock.ts';
import type { Db } from '../src/platform/db.ts';

/** Nobody in particular. */
export const nobody = { accountId: null };

/** What acts on terms need, on this test's database. */
export const termDeps = (db: Db, clock: Clock): TermDeps & { db: Db } => ({
  ...{ db, clock, termFiles },
  deadlines: deadlineBook({ db, keepMs: 0 }),
});

/** A term of a file that begins on a day, by the law as it stands; gives it as it lies in the table. */
export async function aTerm(
  deps: TermDeps & { db: Db },
  file: Pick<RegisterDocumentResponse, 'id'>,
  part: { ruleId?: string; role?: TermRole; on?: string } = {},
): Promise<Term> {
  const at = deps.clock.now();
  const { ruleId = 'PET-06', role = 'answer', on = toLegalTime(at).date } = part;
  const start = { caseFileId: file.id, ruleId, role, at, startOn: on };
  await deps.db.transaction().execute((tx) => startTerms(tx, deps, { actor: nobody, at, starts: [start] }));
  return theTerm(deps.db, file.id, role);
}

/** The last term of a role that a file has. */
export async function theTerm(db: Db, fileId: string, role: TermRole = 'answer'): Promise<Term> {
  const found = (await listTerms(db, [fileId])).findLast((term) => term.role === role);
  if (found === undefined) throw new Error(`file ${fileId} has no term of role ${role}`);
  return found;
}

/** What happened to the terms of a file, in order. */
export async function termEvents(db: Db, fileId: string): Promise<string[]> {
  const { rows } = await sql<{ type: string }>`SELECT events.type FROM events
    WHERE events.subject_id = ${fileId} AND events.type LIKE 'term.%' ORDER BY events.at, events.id`.execute(
    db,
  );
  return rows.map(({ type }) => type);
}

/** The day by which a file is sorted. */
export async function dueOf(db: Db, fileId: string): Promise<string | null> {
  const { rows } = await sql<{ on: string | null }>`
    SELECT case_files.due_on AS on FROM case_files WHERE case_files.id = ${fileId}`.execute(db);
  return rows[0]?.on ?? null;
}
