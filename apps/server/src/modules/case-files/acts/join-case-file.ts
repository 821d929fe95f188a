import { AppError, type CaseFileRow, type ErrorCode, type JoinCaseFileRequest } from '@opis/contracts';
import { sql } from 'kysely';
import { claimCommand } from '../../../platform/claim-command.ts';
import type { Db, Tx } from '../../../platform/db.ts';
import { type Acting, type Actor, inNameOf } from '../../identity/index.ts';
import { amendPlaces, lockBooks } from '../../registry/index.ts';
import type { CaseFileState } from '../case-file.ts';
import { caseFileActions } from '../case-file-policy.ts';
import { lockCaseFiles, readFiledEntries, readStates } from '../case-file-store.ts';
import { type Eyes, findConflict } from '../views/case-row.ts';
import { getCaseRow, requireCaseFile } from '../views/require-case-file.ts';
import { mergeCaseFiles } from './merge-case-files.ts';
import type { ActDeps } from './perform-acts.ts';

/** `also`: what a module above writes with it, in the same transaction and in the same name. */
export type JoinCommand = JoinCaseFileRequest & {
  id: string;
  also?: (tx: Tx, acting: Acting) => Promise<void>;
};

/**
 * Joins a file to the one that holds the named entry (*conexare*, REG-03): all its papers go there, and the row that
 * opened it tells in column 12 where to, when both are of one register. Gives the row of the file that is left.
 */
export async function joinCaseFile(
  deps: ActDeps,
  actor: Actor,
  { requestId, also, ...command }: JoinCommand,
): Promise<CaseFileRow> {
  const at = deps.clock.now();
  const claim = {
    accountId: actor.accountId,
    requestId,
    action: 'case-file.joined',
    body: command,
    at,
  };
  const { eyes } = await requireCaseFile(deps, actor, command.id);
  await deps.db.transaction().execute(async (tx) => {
    // Claimed first: once it is done the file is closed, and would only be refused.
    if (!(await claimCommand(tx, claim))) return;
    const target = await findTarget(tx, eyes, command);
    const places = await placesOf(tx, [command.id]);
    const books = await lockBooks(tx, [...new Set(places.map(({ bookId }) => bookId))]);
    const { from, into } = await lockBoth(tx, deps, { eyes, command, targetId: target.fileId });
    const may = (capacity: Actor) => caseFileActions(capacity, from).includes('join');
    if (!may(actor) || !caseFileActions(actor, into).includes('join')) {
      throw new AppError('forbidden', 'case-file.not-allowed');
    }
    const acting = inNameOf(actor, may);
    const opener = places.find(({ entryId }) => entryId === from.id);
    if (opener && from.registerId === target.registerId) {
      const fields = { year: command.year, to: command.number };
      const { bookId, number } = opener;
      await amendPlaces(tx, { ...deps, books, acting }, [{ bookId, number, kind: 'joined', fields }]);
    }
    // The record of column 12 moved the heads: column 8 goes on from there.
    const heads = await lockBooks(tx, [...books.keys()]);
    await mergeCaseFiles(tx, { ...deps, books: heads }, { from, into, acting });
    await also?.(tx, acting);
  });
  return getCaseRow(deps, actor, command.id);
}

/** Rows of the file that may still change. */
async function placesOf(tx: Tx, ids: readonly string[]) {
  const entries = (await readFiledEntries(tx, ids)).filter(({ fixed }) => !fixed);
  return entries.map(({ entry_id, book_id, number }) => ({ entryId: entry_id, bookId: book_id, number }));
}

async function lockBoth(
  tx: Tx,
  { clock }: ActDeps,
  { eyes, command, targetId }: { eyes: Eyes; command: { id: string; version: number }; targetId: string },
): Promise<{ from: CaseFileState; into: CaseFileState }> {
  await lockCaseFiles(tx, [command.id, targetId]);
  const files = await readStates(tx, { reach: eyes.reach, clock }, [command.id, targetId]);
  const from = files.get(command.id);
  if (from === undefined) throw new AppError('not-found', 'case-file.not-found');
  const into = files.get(targetId);
  if (into === undefined) throw refused('case-file.target-not-found');
  if (from.id === into.id) throw refused('case-file.joined-to-itself');
  if (into.status === 'closed') throw new AppError('conflict', 'case-file.target-closed');
  if (from.version !== command.version) {
    const conflict = await findConflict(tx, eyes, from.id);
    throw new AppError('conflict', 'case-file.changed-meanwhile', conflict ? { conflict } : {});
  }
  // A confidential file meets only those of its own register: what lies in the one would be betrayed by the other.
  if ((from.sealed || into.sealed) && from.registerId !== into.registerId) {
    throw refused('case-file.target-not-found');
  }
  return { from, into };
}

async function findTarget(
  db: Db | Tx,
  { reach }: Eyes,
  command: { id: string; register?: string | undefined; year: number; number: number },
): Promise<{ fileId: string; registerId: string; annulled: boolean }> {
  const register = command.register ?? null;
  const { rows } = await sql<{ fileId: string; registerId: string; annulled: boolean }>`
    SELECT case_entries.case_file_id AS "fileId", books.register_id AS "registerId",
      entries.status = 'annulled' AS annulled
    FROM entries JOIN books ON books.id = entries.book_id JOIN registers ON registers.id = books.register_id
    JOIN case_entries ON case_entries.entry_id = entries.id
    WHERE books.year = ${command.year} AND entries.number = ${command.number} AND ${reach.rowVisible}
      AND (registers.code = ${register}::text OR ${register}::text IS NULL AND books.register_id = (
        SELECT own.register_id FROM entries AS opener JOIN books AS own ON own.id = opener.book_id
        WHERE opener.id = ${command.id}))
  `.execute(db);
  const [found] = rows;
  if (found === undefined) throw refused('case-file.target-not-found');
  if (found.annulled) throw refused('registry.entry-annulled');
  return found;
}

const refused = (code: ErrorCode) => new AppError('validation', code, { fields: [{ path: 'number', code }] });
