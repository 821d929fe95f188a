import type { SearchResponse } from '@opis/contracts';
import { expect, test } from 'vitest';
import { aLetterWorld } from '../../../../test/a-letter-world.ts';
import type { Caller } from '../../../../test/a-server.ts';
import { aDatabase } from '../../../../test/test-database.ts';
import { followLedger } from '../index.ts';
import { rebuildIndex } from '../rebuild-index.ts';

const world = await aLetterWorld(await aDatabase());
const { registrar, handler, stranger, server, today } = world;

const find = async (caller: Caller, text: string) => {
  const { body } = await caller.request('POST', '/api/v1/search', { text, parties: false });
  return (body as SearchResponse).entries.items;
};

test('what was noted when a letter left is found by who reads its file, in every written form, and by nobody else', async () => {
  const { id, entry } = await world.aPetition();
  const letter = await world.ready(id);
  await followLedger(server.product);
  const note = 'predat la ghișeul 3, 7000 123 456, și RR 555 000 111 RO';
  const sent = await world.act(registrar, letter, 'sent', { on: today, how: 'courier', note });
  expect(sent.status).toBe(200);
  for (const follow of [() => followLedger(server.product), () => rebuildIndex(server.product)]) {
    await follow();
    for (const [typed, marked] of [
      ['7000123456', '7000 123 456'],
      ['AWB 7000-123-456', '7000 123 456'],
      ['rr555000111ro', 'RR 555 000 111 RO'],
      ['RR 555 000 111 RO', 'RR 555 000 111 RO'],
    ] as const) {
      const [found, ...others] = await find(handler, typed);
      expect(others).toEqual([]);
      expect({ typed, number: found?.number }).toEqual({ typed, number: entry.number });
      const why = found?.why.at(-1);
      expect(why?.field).toBe('document');
      expect(why?.marks.map(([from, to]) => why.text.slice(from, to))).toEqual([marked]);
      expect({ typed, found: await find(stranger, typed) }).toEqual({ typed, found: [] });
    }
  }
});
