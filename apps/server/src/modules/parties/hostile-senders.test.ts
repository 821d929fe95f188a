import { AppError, Sender, toStoredText } from '@opis/contracts';
import fc from 'fast-check';
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { insertAsRegistry, planOne } from '../../../test/a-party.ts';
import { aDatabase } from '../../../test/test-database.ts';

const { db } = await aDatabase();

const text = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 320 }),
  fc.string({ unit: 'grapheme', maxLength: 320 }),
  fc.constantFrom(
    "Robert'); DROP TABLE parties; --",
    '=HYPERLINK("http://rau.example")',
    '<script>alert(1)</script>',
    '\u202eucsepoP',
    'Ștefan\0Popescu',
    '\ud800',
    '\\x00',
    'ß'.repeat(300),
    '😀'.repeat(300),
    'a\u0301'.repeat(300),
    '{"name": 1}',
    '$1',
  ),
);
const senders = fc.record(
  {
    kind: fc.constantFrom('natural', 'legal', 'public-body'),
    name: text,
    address: text,
    phone: text,
    email: text,
    cnp: text,
    cui: text,
  },
  { requiredKeys: ['kind', 'name'] },
);

async function rowOf(id: string) {
  const { rows } = await sql<object>`SELECT name, address FROM parties WHERE id = ${id}`.execute(db);
  return rows[0];
}

test('whatever is typed into a sender is kept as text or refused by field, and never makes the database fail', async () => {
  await fc.assert(
    fc.asyncProperty(senders, async (typed) => {
      const parsed = Sender.safeParse(typed);
      if (!parsed.success) return;
      const plan = await planOne(db, parsed.data).catch((error: unknown) => {
        if (error instanceof AppError && error.family === 'validation') return undefined;
        throw error;
      });
      if (plan === undefined || !('newParty' in plan)) return;
      await insertAsRegistry(db, [plan.newParty]);
      const address = toStoredText(typed.address ?? '') || null;
      expect(await rowOf(plan.newParty.id)).toEqual({ name: toStoredText(typed.name), address });
    }),
    { numRuns: 300 },
  );
});

test('every hostile name and address alone is kept as it was typed, or refused by the contract', async () => {
  await fc.assert(
    fc.asyncProperty(text, text, async (name, address) => {
      const parsed = Sender.safeParse({ kind: 'natural', name, address });
      if (!parsed.success) return;
      const plan = await planOne(db, parsed.data);
      if (!('newParty' in plan)) throw new Error('a name alone made two people one');
      await insertAsRegistry(db, [plan.newParty]);
      expect(await rowOf(plan.newParty.id)).toEqual({
        name: toStoredText(name),
        address: toStoredText(address) || null,
      });
    }),
    { numRuns: 300 },
  );
});
