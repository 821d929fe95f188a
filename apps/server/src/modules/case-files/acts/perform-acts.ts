import { AppError, type CaseConflict } from '@opis/contracts';
import type { ClaimedCommand } from '../../../platform/claim-command.ts';
import type { Db, Tx } from '../../../platform/db.ts';
import { DoneElsewhere, recallResult, rememberResult } from '../../../platform/remember-result.ts';
import { type Actor, inNameOf } from '../../identity/index.ts';
import { type EntryReach, lockBooks, type RegisterDirectory, readEntryReach } from '../../registry/index.ts';
import type { CaseFileState } from '../case-file.ts';
import { caseFileActions } from '../case-file-policy.ts';
import { lockCaseFiles, readFiledEntries, readStates } from '../case-file-store.ts';
import { type Eyes, findConflict } from '../views/case-row.ts';
import type { CaseChange, CaseDecision } from './case-change.ts';
import { type CaseWriteDeps, routedEntries, writeChanges } from './write-changes.ts';

/** `trustHour` is true only for the seeder, which writes the past of an empty demonstration. */
export type ActDeps = CaseWriteDeps & { db: Db; registers: RegisterDirectory };

/** An act on some files, each on the version that the person saw. `name` and `body` tell a repeat from another command. */
export type CaseAct = {
  requestId: string;
  name: string;
  body: object;
  items: readonly { id: string; version: number }[];
  /** Pure; throws an `AppError` where the act makes no sense. Its `action` is checked against the policy. */
  decide(file: CaseFileState): CaseDecision;
  /** `decide` itself proves the right, and in whose name: the actor takes back what they did. */
  ownName?(file: CaseFileState): string | null;
  /** What else is written with it, in the same transaction. */
  also?(tx: Tx, changes: readonly CaseChange[]): Promise<void>;
};

/** How one file fared. */
export type ActOutcome = { id: string } & ({ version: number } | { refusal: Refusal });
/** Why one file stays as it was. */
export type Refusal = Pick<AppError, 'family' | 'code'> & { conflict: CaseConflict | null };

/**
 * Lock, policy, decision, write, for many files in one transaction: the books whose column 8 follows first, then the
 * files. One that cannot be done does not hold back the others. A repeat is given the first outcomes.
 */
export function performActs(deps: ActDeps, actor: Actor, act: CaseAct): Promise<ActOutcome[]> {
  return perform(deps, actor, { act, settled: () => {} });
}

/** The same for one file: what refuses it is thrown, and nothing is remembered of it. */
export async function performAct(
  deps: ActDeps,
  actor: Actor,
  { id, version, ...act }: Omit<CaseAct, 'items'> & { id: string; version: number },
): Promise<void> {
  await perform(deps, actor, { act: { ...act, items: [{ id, version }] }, settled: throwRefusals });
}

function throwRefusals(outcomes: readonly ActOutcome[]) {
  for (const outcome of outcomes) {
    if (!('refusal' in outcome)) continue;
    const { family, code, conflict } = outcome.refusal;
    throw new AppError(family, code, conflict ? { conflict } : {});
  }
}

/** What is asked, and what its outcomes must be for anything to be kept. */
type Asked = { act: CaseAct; settled(outcomes: readonly ActOutcome[]): void };

async function perform(deps: ActDeps, actor: Actor, { act, settled }: Asked): Promise<ActOutcome[]> {
  const { requestId, name: action, body } = act;
  const command = { accountId: actor.accountId, requestId, action, body, at: deps.clock.now() };
  const done = await recall(deps.db, command);
  if (done) return done;
  const reach = await readEntryReach(deps, actor);
  try {
    return await deps.db.transaction().execute(async (tx) => {
      const items = await actOnFiles(tx, { deps, actor, reach, act, command });
      settled(items);
      await rememberResult(tx, command, { items });
      return items;
    });
  } catch (error) {
    if (!(error instanceof DoneElsewhere)) throw error;
    return (await recall(deps.db, command)) ?? [];
  }
}

async function recall(db: Db, command: ClaimedCommand): Promise<ActOutcome[] | undefined> {
  const found = (await recallResult(db, command)) as { items: ActOutcome[] } | undefined;
  return found?.items;
}

type Place = { deps: ActDeps; actor: Actor; reach: EntryReach; act: CaseAct; command: ClaimedCommand };

async function actOnFiles(tx: Tx, { deps, actor, reach, act, command }: Place): Promise<ActOutcome[]> {
  const ids = act.items.map(({ id }) => id);
  const sight = { reach, clock: deps.clock };
  const books = await lockBooks(tx, await booksToFollow(tx, { sight, ids, act }));
  await lockCaseFiles(tx, ids);
  // The same request in another transaction was quicker to the lock: its outcome is this one's.
  if (await recallResult(tx, command)) throw new DoneElsewhere('the command was done by another transaction');
  const files = await readStates(tx, sight, ids);
  const changes: CaseChange[] = [];
  const outcomes = new Map<string, ActOutcome>();
  for (const item of act.items) {
    if (outcomes.has(item.id)) continue;
    const settled = settle(actor, files.get(item.id), item, act);
    if ('refusal' in settled) {
      outcomes.set(item.id, {
        id: item.id,
        refusal: await describe(tx, { actor, reach, clock: deps.clock }, item.id, settled.refusal),
      });
    } else {
      changes.push(settled);
      outcomes.set(item.id, { id: item.id, version: settled.file.version + 1 });
    }
  }
  const entries = await readFiledEntries(
    tx,
    changes.map(({ file }) => file.id),
  );
  await writeChanges(tx, { ...deps, books }, { changes, entries });
  await act.also?.(tx, changes);
  return act.items.flatMap(({ id }) => outcomes.get(id) ?? []);
}

// Which books must be locked is seen before the files are. A paper of another book that joined the file in between makes
// the write fail, and whoever asked asks again.
async function booksToFollow(
  tx: Tx,
  { sight, ids, act }: { sight: Parameters<typeof readStates>[1]; ids: readonly string[]; act: CaseAct },
): Promise<string[]> {
  const planned = [...(await readStates(tx, sight, ids)).values()].flatMap((file) => {
    try {
      return [{ file, place: act.decide(file).place }];
    } catch (error) {
      if (error instanceof AppError) return [];
      throw error;
    }
  });
  const moving = planned.filter(({ file, place }) => file.unitId !== place.unitId);
  if (moving.length === 0) return [];
  const entries = await readFiledEntries(
    tx,
    moving.map(({ file }) => file.id),
  );
  return [...new Set(routedEntries(moving, entries).map(({ entry }) => entry.book_id))];
}

function settle(
  actor: Actor,
  file: CaseFileState | undefined,
  item: { version: number },
  act: CaseAct,
): CaseChange | { refusal: AppError } {
  if (file === undefined) return { refusal: new AppError('not-found', 'case-file.not-found') };
  if (file.version !== item.version) {
    return { refusal: new AppError('conflict', 'case-file.changed-meanwhile') };
  }
  try {
    const decision = act.decide(file);
    if (act.ownName) {
      const onBehalfOf = act.ownName(file);
      return { ...decision, file, acting: { accountId: actor.accountId, onBehalfOf } };
    }
    const may = (capacity: Actor) => caseFileActions(capacity, file).includes(decision.action);
    if (!may(actor)) return { refusal: new AppError('forbidden', 'case-file.not-allowed') };
    return { ...decision, file, acting: inNameOf(actor, may) };
  } catch (error) {
    if (error instanceof AppError) return { refusal: error };
    throw error;
  }
}

async function describe(tx: Tx, eyes: Eyes, id: string, { family, code }: AppError): Promise<Refusal> {
  const isConflict = code === 'case-file.changed-meanwhile';
  return { family, code, conflict: isConflict ? await findConflict(tx, eyes, id) : null };
}
