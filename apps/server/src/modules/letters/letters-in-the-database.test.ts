import { sql } from 'kysely';
import { describe, expect, test } from 'vitest';
import { aLetterWorld } from '../../../test/a-letter-world.ts';
import { aDatabase } from '../../../test/test-database.ts';
import { verifyLetters } from './verify-letters.ts';

const database = await aDatabase();
const { db, owner } = database;
const world = await aLetterWorld(database);

/** By the name of what refused it, with the product's own rights. */
const refusalOf = (work: Promise<unknown>) =>
  work.then(
    () => 'nothing refused it',
    (error: { constraint?: string; message: string }) => error.constraint ?? error.message,
  );
const setStatus = (id: string, status: string) =>
  refusalOf(sql`UPDATE letters SET status = ${status} WHERE letters.id = ${id}`.execute(db));

describe('the database itself refuses', () => {
  test('an answer of a petition approved without its legal basis, whatever the row was told (PET-13)', async () => {
    const draft = await world.begin((await world.aPetition()).id);
    await sql`INSERT INTO letter_versions (letter_id, number, content, saved_at, saved_by)
      SELECT letters.id, 1, letters.draft, now(), letters.author_id FROM letters WHERE letters.id = ${draft.id}`.execute(
      db,
    );
    await sql`INSERT INTO letter_routes (id, letter_id, number, version_number, signing, endorsements, sent_at, sent_by)
      SELECT letters.id, letters.id, 1, 1, 'paper', 0, now(), letters.author_id FROM letters
      WHERE letters.id = ${draft.id}`.execute(db);
    const told = sql`UPDATE letters SET route = 1, signatures_required = 1, legal_basis_required = false, status = 'approved'
      WHERE letters.id = ${draft.id}`;
    expect(await refusalOf(told.execute(db))).toBe('letters_legal_basis_stated');
  });

  test('a letter that is ready without its signatures (PET-13)', async () => {
    const { letter } = await world.sent((await world.aPetition()).id);
    const ready = sql`UPDATE letters SET status = 'ready', dated_on = current_date, ready_at = now()
      WHERE letters.id = ${letter.id}`;
    expect(await refusalOf(ready.execute(db))).toBe('letters_signatures_whole');
  });

  test('a letter that left without a departure, or came back without a return', async () => {
    const letter = await world.ready((await world.aPetition()).id);
    expect(await setStatus(letter.id, 'left')).toBe('letters_left_by_departure');
    await world.act(world.registrar, letter, 'sent', { on: world.today, how: 'post' });
    expect(await setStatus(letter.id, 'ready')).toBe('letters_left_by_departure');
    expect(await setStatus(letter.id, 'draft')).toBe('letters_order_of_states');
  });

  test('another text, kind of signing or day of a letter that is registered', async () => {
    const letter = await world.ready((await world.aPetition()).id);
    const other = sql`UPDATE letters SET dated_on = '2020-01-01' WHERE letters.id = ${letter.id}`;
    expect(await refusalOf(other.execute(db))).toBe('letters_registered_is_fixed');
  });

  test('a version that changes, a signature that is taken back, a departure that never was', async () => {
    const letter = await world.ready((await world.aPetition()).id);
    await world.act(world.registrar, letter, 'sent', { on: world.today, how: 'post' });
    const unsigned = sql`UPDATE letter_signatures SET method = NULL, signed_on = NULL, signed_at = NULL, account_id = NULL`;
    expect(await refusalOf(unsigned.execute(db))).toBe('letter_signatures_stay');
    const changed = [
      sql`UPDATE letter_versions SET content = '{}'`,
      sql`DELETE FROM letter_departures`,
      sql`UPDATE letter_numbers SET record_seq = NULL`,
      sql`DELETE FROM letters`,
    ];
    for (const change of changed)
      expect(await refusalOf(change.execute(owner))).toMatch(/append-only|refus|change/i);
  });
});

describe('verification', () => {
  test('finds nothing wrong in letters that went their way', async () => {
    await world.ready((await world.aPetition()).id);
    expect(await verifyLetters(db)).toEqual([]);
  });

  test('names the number whose out columns are not the letter’s', async () => {
    const { entry, id } = await world.aPetition();
    const letter = await world.ready(id);
    await sql`ALTER TABLE letters DISABLE TRIGGER letters_keep_order`.execute(owner);
    await sql`UPDATE letters SET dated_on = '2020-01-01' WHERE letters.id = ${letter.id}`.execute(owner);
    const findings = await verifyLetters(db);
    expect(findings).toEqual([
      expect.objectContaining({ check: 'letter', place: `general/${entry.year}, nr. ${entry.number}` }),
    ]);
    await sql`UPDATE letters SET dated_on = ${world.today}::date WHERE letters.id = ${letter.id}`.execute(
      owner,
    );
    await sql`ALTER TABLE letters ENABLE TRIGGER letters_keep_order`.execute(owner);
  });
});
