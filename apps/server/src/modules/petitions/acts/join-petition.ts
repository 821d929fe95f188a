import {
  AppError,
  type ErrorCode,
  formatRegistrationNumber,
  type JoinPetitionRequest,
} from '@opis/contracts';
import { sql } from 'kysely';
import type { Db, Tx } from '../../../platform/db.ts';
import { newId } from '../../../platform/ids.ts';
import { closeWithin, joinCaseFile, noteWithin, readFileStandings } from '../../case-files/index.ts';
import { recordEvent } from '../../events/index.ts';
import type { Acting, Actor } from '../../identity/index.ts';
import { type EntryReach, readEntryReach } from '../../registry/index.ts';
import { actOnPetition } from '../act-on-petition.ts';
import type { PetitionDeps } from '../petition-deps.ts';
import { petitionText } from '../petition-text.ts';
import { answeredOutcomes, basisOf, findEarlier, percentOf } from '../views/list-similar.ts';
import { requirePetition } from './require-petition.ts';

type Command = JoinPetitionRequest & { id: string };

/**
 * Joins a petition to the first one about the same (art. 10 (1) of OG 27/2002): its papers go to that file, and one answer
 * names every number. Errors: `petition.first-not-found`, `.first-is-later`, `.first-closed` and those of joining.
 */
export async function joinPetition(
  deps: PetitionDeps,
  actor: Actor,
  { id, firstId, reason, requestId, version }: Command,
): Promise<void> {
  await requirePetition(deps, actor, { id, action: 'join' });
  const reach = await readEntryReach(deps, actor);
  const first = await requireFirst(deps.db, reach, { id, firstId });
  const found = await likenessOf(deps.db, reach, { id, firstId });
  const { register, year, number } = first;
  await joinCaseFile(deps, actor, {
    ...{ id, requestId, version, register, year, number },
    async also(tx, acting) {
      if (first.status === 'closed') throw refused('conflict', 'petition.first-closed');
      const at = deps.clock.now();
      await insertJoinder(tx, acting, { id, firstId, kind: 'joined', found, reason, at });
      const subject = { subjectType: 'case-file', subjectId: id } as const;
      await recordEvent(tx, acting, { type: 'petition.joined', at, ...subject, data: { first: firstId } });
    },
  });
}

/**
 * Closes a petition that repeats one which was answered (art. 10 (2)), with a mention at the first number that it was.
 * Errors: `petition.first-not-found`, `.first-is-later`, `.first-not-answered`.
 */
export async function closeRepeat(
  deps: PetitionDeps,
  actor: Actor,
  { firstId, reason, ...command }: Command,
): Promise<void> {
  const { id } = command;
  await actOnPetition(deps, actor, command, {
    action: 'close-repeat',
    name: 'petition.closed-as-repeat',
    body: { firstId, reason },
    alsoLock: [firstId],
    async write(tx, { petition, acting, at, reach }) {
      const first = await requireFirst(tx, reach, { id, firstId });
      if (!answeredOutcomes.includes(first.outcome)) {
        throw refused('conflict', 'petition.first-not-answered');
      }
      const found = await likenessOf(tx, reach, { id, firstId });
      await insertJoinder(tx, acting, { id, firstId, kind: 'repeat', found, reason, at });
      const number = formatRegistrationNumber(first.number, first.registered_on);
      const text = petitionText('repeat.close', { first: number, reason });
      await closeWithin(tx, deps, acting, { id, outcome: 'closed-repeat', text });
      const file = (await readFileStandings(tx, { reach, clock: deps.clock, actor }, [firstId])).get(firstId);
      if (file === undefined) throw refused('validation', 'petition.first-not-found');
      const { registrationNumber, unitId } = petition.file;
      const mention = petitionText('repeat.mention', { number: registrationNumber });
      await noteWithin(tx, acting, { file, text: mention, at });
      const subject = { subjectType: 'case-file', subjectId: id, unitId } as const;
      await recordEvent(tx, acting, {
        ...{ type: 'petition.closed-as-repeat', at, ...subject },
        data: { first: firstId },
      });
    },
  });
}

type First = {
  register: string;
  year: number;
  number: number;
  registered_on: string;
  status: string;
  outcome: Parameters<typeof answeredOutcomes.includes>[0];
};

/** The first petition, among those that the actor may read, registered before this one. */
async function requireFirst(
  db: Db | Tx,
  { fileReadable }: EntryReach,
  { id, firstId }: { id: string; firstId: string },
): Promise<First> {
  const { rows } = await sql<First>`
    SELECT registers.code AS register, books.year, entries.number, entries.registered_on, case_files.status,
      case_files.outcome
    FROM case_files JOIN entries ON entries.id = case_files.id JOIN books ON books.id = entries.book_id
    JOIN registers ON registers.id = books.register_id
    WHERE case_files.id = ${firstId} AND ${fileReadable}
      AND books.register_id = (SELECT own.register_id FROM entries AS this JOIN books AS own ON own.id = this.book_id
        WHERE this.id = ${id})
  `.execute(db);
  const [first] = rows;
  if (first === undefined) throw refused('validation', 'petition.first-not-found');
  if (firstId.toLowerCase() >= id.toLowerCase()) throw refused('validation', 'petition.first-is-later');
  return first;
}

type Found = { basis: 'person' | 'text' | 'both' | 'stated'; likeness: number };

async function likenessOf(
  db: Db | Tx,
  reach: EntryReach,
  ids: { id: string; firstId: string },
): Promise<Found> {
  const [earlier] = await findEarlier(db, reach, ids);
  if (earlier === undefined) return { basis: 'stated', likeness: 0 };
  return { basis: basisOf(earlier), likeness: percentOf(earlier) };
}

async function insertJoinder(
  tx: Tx,
  acting: Acting,
  joinder: { id: string; firstId: string; kind: 'joined' | 'repeat'; found: Found; reason: string; at: Date },
) {
  const { id, firstId, kind, found, reason, at } = joinder;
  await sql`
    INSERT INTO petition_joinders (id, case_file_id, first_id, kind, basis, likeness, reason, at, account_id, on_behalf_of)
    VALUES (${newId()}, ${id}, ${firstId}, ${kind}, ${found.basis}, ${found.likeness}, ${reason}, ${at},
      ${acting.accountId}, ${acting.onBehalfOf})
  `.execute(tx);
}

const refused = (family: 'validation' | 'conflict', code: ErrorCode) =>
  new AppError(family, code, { fields: [{ path: 'firstId', code }] });
