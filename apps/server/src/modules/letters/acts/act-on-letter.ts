import { AppError, type EventType, type LetterAction, type LetterConflict } from '@opis/contracts';
import { sql } from 'kysely';
import { type ClaimedCommand, claimCommand } from '../../../platform/claim-command.ts';
import type { Tx } from '../../../platform/db.ts';
import { lockCaseFiles } from '../../case-files/index.ts';
import { recordEvent } from '../../events/index.ts';
import { type Acting, type Actor, inNameOf } from '../../identity/index.ts';
import type { LockedBooks } from '../../registry/index.ts';
import { announceLetter } from '../announce-letter.ts';
import type { LetterDemands, LetterState } from '../letter.ts';
import type { LetterDeps } from '../letter-deps.ts';
import type { LetterFacts } from '../letter-facts.ts';
import { lockLetter, readLetters } from '../letter-store.ts';
import { demandsOf, lockBooksOf } from '../neighbours.ts';
import { requireLetter, type SeenLetter, seeLetter } from '../views/get-letter.ts';

/** What an act finds, under the locks of books (if it asked for them), file and letter, in this order. */
export type LetterPlace = {
  tx: Tx;
  acting: Acting;
  at: Date;
  letter: LetterState;
  facts: LetterFacts;
  demands: LetterDemands;
  books: LockedBooks;
};

/** One act on one letter. */
export type LetterAct<Prepared> = {
  action: LetterAction;
  event: EventType;
  /** Everything that was asked, so that a repeat is told from another command. */
  body: object;
  /** The out columns follow: the books of its numbers are locked first. */
  withBooks?: boolean;
  /** What takes long and needs no lock, before the transaction; on the version that the person saw. */
  prepare: (seen: SeenLetter, demands: LetterDemands) => Promise<Prepared>;
  write: (place: LetterPlace, prepared: Prepared) => Promise<void>;
};

/** Prepares nothing. */
export const nothing = async () => null;

/**
 * Lock, repeat, policy, version, write, event. A repeat has no second effect; another version is a conflict that carries
 * the letter as it stands.
 */
export async function actOnLetter<Prepared>(
  deps: LetterDeps,
  actor: Actor,
  { id, requestId, version }: { id: string; requestId: string; version: number },
  act: LetterAct<Prepared>,
): Promise<void> {
  const seen = await requireLetter(deps, actor, id);
  const at = deps.clock.now();
  const body = { id, version, ...act.body };
  const command: ClaimedCommand = { accountId: actor.accountId, requestId, action: act.event, body, at };
  if (await isDone(deps, command)) return;
  refuseOther(await conflictOf(deps, seen.state), seen, version);
  refuseUnless(seen, act.action);
  const demands = await demandsOf(deps, seen.facts, seen.state.kind);
  const prepared = await act.prepare(seen, demands);
  await deps.db.transaction().execute(async (tx) => {
    const books = act.withBooks ? await lockBooksOf(tx, seen.facts) : new Map();
    await lockCaseFiles(tx, [seen.state.caseFileId]);
    const letter = await lockLetter(tx, id);
    if (!(await claimCommand(tx, command))) return;
    const now = await seeLetter(tx, seen.eyes, id);
    refuseOther(await conflictOf({ db: tx }, letter), now, version);
    refuseUnless(now, act.action);
    const acting = actingOn(actor, { action: act.action, unitId: letter.unitId });
    // Told before what follows from it: signed, then registered.
    await tell(tx, acting, { letter, event: act.event, at });
    await act.write({ tx, acting, at, letter, facts: now.facts, demands, books }, prepared);
  });
}

/** Writes the event of a letter and hints to open pages. */
export async function tell(
  tx: Tx,
  acting: Acting,
  { letter, event, at }: { letter: LetterState; event: EventType; at: Date },
): Promise<void> {
  await recordEvent(tx, acting, {
    ...{ type: event, at, subjectType: 'letter', subjectId: letter.id, unitId: letter.unitId },
    data: { file: letter.caseFileId, kind: letter.kind },
  });
  await announceLetter(tx, letter.caseFileId, at);
}

async function isDone({ db }: Pick<LetterDeps, 'db'>, command: ClaimedCommand): Promise<boolean> {
  const { rows } = await sql`
    SELECT FROM commands WHERE commands.account_id = ${command.accountId} AND commands.request_id = ${command.requestId}
  `.execute(db);
  if (rows.length === 0) return false;
  // The claim compares what was asked, and throws when the id was used for something else.
  return !(await db.transaction().execute((tx) => claimCommand(tx, command)));
}

function refuseUnless({ row }: Pick<SeenLetter, 'row'>, action: LetterAction) {
  if (!row.actions.includes(action)) throw new AppError('forbidden', 'letter.not-allowed');
}

function refuseOther(conflict: LetterConflict, { row }: Pick<SeenLetter, 'row'>, version: number) {
  if (row.version !== version) throw new AppError('conflict', 'letter.changed-meanwhile', { conflict });
}

/** The letter as it stands, for whoever acted on what it was before. */
export async function conflictOf(
  { db }: { db: LetterDeps['db'] | Tx },
  { id, version, status, draft, savedAt, savedBy }: LetterState,
): Promise<LetterConflict> {
  const { rows } = await sql<{ name: string }>`
    SELECT account_names.name FROM account_names WHERE account_names.account_id = ${savedBy}`.execute(db);
  const [current] = await readLetters(db, sql`letters.id = ${id}`);
  return {
    ...{ version: current?.version ?? version, status, content: draft },
    ...{ by: rows[0]?.name ?? '', at: savedAt.toISOString() },
  };
}

const dispatching: readonly LetterAction[] = ['hand-over', 'record-sent', 'record-return'];

// Whose right it was: of what the unit writes, theirs who read its files; of what leaves, theirs who dispatch.
function actingOn(actor: Actor, { action, unitId }: { action: LetterAction; unitId: string | null }): Acting {
  if (dispatching.includes(action)) return inNameOf(actor, ({ scopes }) => scopes.has('entry.dispatch'));
  return inNameOf(actor, ({ principals }) => unitId === null || principals.includes(unitId));
}
