import type { IntakePage } from '@opis/contracts';
import { sql } from 'kysely';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Caller } from '../../../../test/a-server.ts';
import { anIntakeWorld, intake } from '../../../../test/an-intake-world.ts';
import { aDatabase } from '../../../../test/test-database.ts';
import { createRegister, designateSpecialRegister } from '../../registry/index.ts';
import { followLedger } from '../index.ts';
import { rebuildIndex } from '../rebuild-index.ts';

const database = await aDatabase();
const world = await anIntakeWorld(database);
const { officer, arrive, refuse, server } = world;
const cnp = '1960229129672';

const search = async (text: string, caller: Caller = officer, more: object = {}) =>
  (await caller.request('POST', `${intake}/search`, { text, ...more })).body as IntakePage;
const find = async (text: string, caller: Caller = officer) =>
  (await search(text, caller)).items.map(({ id }) => id);
const rows = async () =>
  (
    await sql<{
      row: string;
    }>`SELECT search_messages::text AS row FROM search_messages ORDER BY message_id`.execute(database.db)
  ).rows;

let [waiting, spam, numbered] = ['', '', ''];
beforeAll(async () => {
  waiting = await arrive({
    from: 'Brândușa Leuștean <b.leustean@posta.example>',
    subject: 'Sesizare privind iluminatul',
    text: `Stâlpii din spatele școlii, CNP ${cnp}, tel. 0755.000.321. Vezi nr. 88123 din 14.05.2019. AWB RO700000123RO`,
    attachments: [{ name: 'fotografie_stâlp.jpg', type: 'image/jpeg', content: 'x' }],
  });
  spam = await arrive({
    from: 'Oferte <oferte@rau.example>',
    subject: 'Imprimante la preț mic',
    text: 'Cumpărați',
  });
  await refuse([{ id: spam, version: 1 }]);
  numbered = await arrive({ subject: 'Solicitare arhivă', text: 'Solicit copia deciziei' });
  expect((await world.registerMessage(numbered, { kind: 'petition' })).status).toBe(201);
  await followLedger(server.product);
});

describe('a message that came in', () => {
  test('is found while it waits: by sender, subject, text, names of files, codes and phrases', async () => {
    for (const typed of [
      ...['leustean', 'b.leustean@posta.example', 'iluminat', 'stalpul scolii', 'fotografie stalp'],
      ...[
        '„din spatele școlii”',
        cnp,
        '0755 000 321',
        '88123/2019',
        'RO 700 000 123 RO',
        'leustean sesizarea',
      ],
    ])
      expect({ typed, found: await find(typed) }).toEqual({ typed, found: [waiting] });
    expect(await find('„școlii spatele”')).toEqual([]);
  });

  test('is found when it was not registered, with the reason, and when it was, with its number', async () => {
    expect((await search('imprimanta')).items).toMatchObject([{ id: spam, reason: 'spam' }]);
    const [found] = (await search('copia deciziei')).items;
    expect(found).toMatchObject({ id: numbered, registrationNumber: expect.stringContaining('/') });
  });

  test('is not found by less than a word, nor by part of a personal code, which is in no word of the index', async () => {
    for (const typed of ['', '  ', 'de', cnp.slice(0, 12)])
      expect({ typed, found: await find(typed) }).toEqual({ typed, found: [] });
    expect((await rows()).filter(({ row }) => row.includes(cnp))).toEqual([]);
  });

  test('is found by nobody who does not see the queue', async () => {
    for (const caller of [world.handler, world.stranger])
      expect((await search('iluminat', caller)).items).toEqual([]);
  });

  test('handed over to a confidential register is found by who is named on it alone', async () => {
    const sealed = await arrive({ subject: 'Avertizare în interes public', text: 'nereguli la achiziții' });
    await followLedger(server.product);
    expect(await find('avertizarea nereguli')).toEqual([sealed]);
    const { product } = server;
    const operator = { accountId: null, via: 'command-line' } as const;
    await createRegister({ db: database.db, now: product.clock.now() }, operator, {
      ...{ code: 'avertizari', name: 'Avertizări', labelCode: 'W', kind: 'confidential', subRegisters: [] },
    });
    await designateSpecialRegister(
      product,
      { accountId: null },
      { register: 'avertizari', purpose: 'whistleblower' },
    );
    const named = await server.aCaller(['digital-officer']);
    await sql`INSERT INTO register_members (register_id, staff_id, added_at)
      SELECT registers.id, staff.id, now() FROM registers, staff
      WHERE registers.code = 'avertizari' AND staff.code = ${named.staffCode}`.execute(database.owner);
    expect((await world.post(officer, `${sealed}/hand-over`, { version: 1 })).status).toBe(204);
    expect(await find('avertizarea nereguli')).toEqual([]);
    expect(await find('avertizarea nereguli', named)).toEqual([sealed]);
  });

  test('comes page by page, the newest first', async () => {
    const ids = [];
    for (let at = 0; at < 5; at++) ids.push(await arrive({ subject: `Buletin ${at}`, text: 'gazetă' }));
    await followLedger(server.product);
    const seen: string[] = [];
    for (let after: string | undefined; ; ) {
      const page = await search('gazeta', officer, { limit: 2, ...(after && { after }) });
      seen.push(...page.items.map(({ id }) => id));
      if (page.next === null) break;
      after = page.next;
    }
    expect(seen).toEqual(ids.toReversed());
  });
});

test('the index of messages is the same when written anew', async () => {
  const before = await rows();
  expect(before.length).toBeGreaterThanOrEqual(8);
  await sql`DELETE FROM search_messages WHERE message_id = ${waiting}`.execute(database.db);
  expect(await find('iluminat')).toEqual([]);
  await rebuildIndex(server.product);
  expect(await rows()).toEqual(before);
  expect(await find('iluminat')).toEqual([waiting]);
});
