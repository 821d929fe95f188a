import {
  AppError,
  formatRegistrationNumber,
  type PetitionAction,
  type SpecialPurpose,
} from '@opis/contracts';
import { sql } from 'kysely';
import type { Db, Tx } from '../../../platform/db.ts';
import { fileMovedNumbers, leaveForSealed, readFiledEntries } from '../../case-files/index.ts';
import type { Actor } from '../../identity/index.ts';
import { sealParty } from '../../parties/index.ts';
import { findSpecialRegister, lockBooksToSeal, moveToSealed } from '../../registry/index.ts';
import { actOnPetition, type PetitionPlace } from '../act-on-petition.ts';
import type { PetitionCommand, PetitionDeps } from '../petition-deps.ts';
import { petitionText } from '../petition-text.ts';

/** What is moved and why; `decided` writes the decision that moves it, in the same transaction. */
export type MoveToSpecial = PetitionCommand & {
  action: PetitionAction;
  purpose: SpecialPurpose;
  reason: string;
  decided(tx: Tx, place: PetitionPlace): Promise<void>;
};

/**
 * A paper that was numbered in the open book before it was recognised goes to the special register with all that hangs on
 * it: the whole file, its documents, letters, events, readers and, where nothing else knows them, its parties. The open
 * book keeps number and hour. Gives the number that stays there.
 */
export async function moveToSpecialRegister(
  deps: PetitionDeps,
  actor: Actor,
  { purpose, reason, action, decided, ...command }: MoveToSpecial,
): Promise<string> {
  const register = await findSpecialRegister(deps.db, purpose);
  if (register === undefined) throw new AppError('conflict', 'petition.no-special-register');
  const procedure = await deps.procedures.newest('confidential-report');
  if (procedure === undefined) throw new AppError('dependency', 'internal.unavailable');
  let books: Awaited<ReturnType<typeof lockBooksToSeal>>;
  await actOnPetition(deps, actor, command, {
    action,
    name: 'entry.sealed',
    body: { purpose, reason },
    async lockBefore(tx) {
      const entries = await readFiledEntries(tx, [command.id]);
      books = await lockBooksToSeal(tx, deps, { bookIds: entries.map(({ book_id }) => book_id), register });
    },
    async write(tx, place) {
      const { petition, acting, at } = place;
      if (petition.file.sealed) throw new AppError('conflict', 'petition.already-confidential');
      await decided(tx, place);
      const entryIds = (await readFiledEntries(tx, [command.id])).map(({ entry_id }) => entry_id);
      const parties = await partiesOf(tx, entryIds);
      const { code, version } = procedure;
      const text = petitionText('moved-to-special');
      await leaveForSealed(tx, deps, acting, { file: petition.file, procedure: { code, version }, text });
      const moved = await moveToSealed(tx, deps, { acting, entryIds, register, purpose, reason, books });
      await fileMovedNumbers(tx, { stubIds: moved.map(({ stubId }) => stubId), at });
      for (const partyId of parties) await sealParty(tx, { partyId, registerId: register.id });
    },
  });
  return numberLeft(deps.db, command.id);
}

async function partiesOf(tx: Tx, entryIds: readonly string[]): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    SELECT DISTINCT entries.party_id AS id FROM entries
    WHERE entries.id = ANY (${entryIds}::uuid[]) AND entries.party_id IS NOT NULL
  `.execute(tx);
  return rows.map(({ id }) => id);
}

/** The number in the open book, for who has just moved the paper. */
async function numberLeft(db: Db, entryId: string): Promise<string> {
  const { rows } = await sql<{ number: number; registered_on: string }>`
    SELECT entries.number, entries.registered_on FROM sealed_transfers
    JOIN entries ON entries.id = sealed_transfers.stub_id WHERE sealed_transfers.entry_id = ${entryId}
  `.execute(db);
  const [row] = rows;
  if (row === undefined) throw new AppError('not-found', 'case-file.not-found');
  return formatRegistrationNumber(row.number, row.registered_on);
}
