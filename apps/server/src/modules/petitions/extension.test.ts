import { randomUUID } from 'node:crypto';
import { formatPlainDate } from '@opis/contracts';
import { sql } from 'kysely';
import { describe, expect, test } from 'vitest';
import { aClock } from '../../../test/a-clock.ts';
import { aPetitionWorld } from '../../../test/a-petition-world.ts';
import { aDatabase } from '../../../test/test-database.ts';
import { toLegalTime } from '../../platform/clock.ts';
import { watchTerms } from '../deadlines/index.ts';

const database = await aDatabase();
const { world, chief, act, file, petition, letterOf, leave, aPaper, terms } = await aPetitionWorld(database);
const { head, handler, registrar, idOf, today } = world;

/** As if the paper had come so many days earlier. */
const age = (id: string, days: number) =>
  sql`UPDATE terms SET start_on = start_on - ${days}::int, target_on = target_on - ${days}::int,
    limit_on = limit_on - ${days}::int, due_on = due_on - ${days}::int,
    started_at = started_at - make_interval(days => ${days}) WHERE terms.case_file_id = ${id}`.execute(
    database.owner,
  );

const reason = 'Este nevoie de o expertiză a drumului.';

/** A petition at the handler, extended by its head; with the notice that is begun. */
async function anExtended(days = 15) {
  const { id } = await aPaper();
  await world.assign(head, id, 1, { person: idOf(handler) });
  const { version } = await file(id);
  expect((await act(chief, id, 'extension', { version, days, reason })).status).toBe(204);
  return { id, noticeId: (await petition(id)).extension?.notice.id ?? '' };
}

const running = async (id: string) =>
  (await terms(id)).filter(({ status }) => status === 'running').map(({ role, rule }) => `${role} ${rule}`);
const dueOf = async (id: string, role = 'answer') =>
  (await terms(id)).findLast((term) => term.role === role && term.status !== 'cancelled')?.due ?? '';
const notes = async (id: string) =>
  (
    await sql<{ text: string }>`SELECT case_steps.text FROM case_steps
      WHERE case_steps.case_file_id = ${id} AND case_steps.kind = 'note' ORDER BY case_steps.id`.execute(
      database.db,
    )
  ).rows.map(({ text }) => text);

/** The letter is back from the post. */
async function giveBack(letterId: string) {
  const back = { on: today, reason: 'Destinatar mutat.' };
  const returned = await world.act(registrar, await letterOf(letterId), 'returned', back);
  expect(returned.status, JSON.stringify(returned.problem)).toBe(200);
}

describe('the decision to extend (art. 9)', () => {
  test('is taken once, by the head of the institution, and moves no term: the notice has one of its own', async () => {
    const { id } = await aPaper();
    const before = await dueOf(id);
    const command = { version: 1, days: 15, reason };
    expect((await act(head, id, 'extension', command)).status).toBe(403);
    expect((await act(chief, id, 'extension', command)).status).toBe(204);
    expect(await running(id)).toEqual(['answer PET-06', 'notice PET-06']);
    expect([await dueOf(id), await dueOf(id, 'notice')]).toEqual([before, before]);
    const { extension } = await petition(id, chief);
    expect(extension).toMatchObject({
      ...{ days: 15, firstDueOn: before, toldOn: null, inTime: null },
      notice: { status: 'draft', left: false },
    });
    expect(String(extension?.dueOn) > before).toBe(true);
    const { content } = await letterOf(extension?.notice.id ?? '');
    expect(JSON.stringify(content.body)).toContain(formatPlainDate(extension?.dueOn ?? ''));
    expect(JSON.stringify(content.body)).not.toContain('due-on');
    expect((await act(chief, id, 'extension', command)).status).toBe(403);
  });

  test('is of at most 15 days, and 30 where the petition is about energy or gas', async () => {
    const { id } = await aPaper();
    const command = { version: 1, days: 30, reason: 'Operatorul de rețea trebuie întrebat.' };
    expect(await act(chief, id, 'extension', command)).toMatchObject({
      status: 422,
      body: { code: 'petition.extension-cap' },
    });
    await world.assign(head, id, 1, { person: idOf(handler) });
    const { version } = await file(id);
    const set = await head.request('POST', `/api/v1/case-files/${id}/fields`, {
      ...{ requestId: randomUUID(), version, fields: { energy: true } },
    });
    expect(set.status).toBe(200);
    const answer = await act(chief, id, 'extension', { ...command, version: (await file(id)).version });
    expect(answer.status).toBe(204);
    expect(await running(id)).toEqual(['answer PET-06', 'notice PET-06']);
    const { extension } = await petition(id);
    await leave(extension?.notice.id ?? '');
    expect(await running(id)).toEqual(['answer PET-06-EN']);
    expect(await dueOf(id)).toBe(extension?.dueOn);
  });
});

describe('the notice to the petitioner', () => {
  test('moves the term when it leaves before the first one ends', async () => {
    const { id, noticeId } = await anExtended();
    const promised = (await petition(id)).extension?.dueOn;
    await leave(noticeId);
    expect(await running(id)).toEqual(['answer PET-06']);
    expect(await dueOf(id)).toBe(promised);
    expect((await terms(id)).find(({ role }) => role === 'notice')).toMatchObject({ status: 'met' });
    expect((await petition(id)).extension).toMatchObject({ toldOn: today, inTime: true, dueOn: promised });
    expect((await notes(id)).at(-1)).toContain(`prelungit până la ${formatPlainDate(promised ?? '')}`);
  });

  test('that leaves after the first term ended moves nothing, and the file says so', async () => {
    const { id, noticeId } = await anExtended();
    await age(id, 40);
    const first = await dueOf(id);
    await leave(noticeId);
    expect(await dueOf(id)).toBe(first);
    expect(await running(id)).toEqual(['answer PET-06']);
    expect((await petition(id)).extension).toMatchObject({ toldOn: today, inTime: false, firstDueOn: first });
    expect((await notes(id)).at(-1)).toContain('termenul nu s-a prelungit');
  });

  test('that comes back takes the extension back, and gives it again when it leaves anew', async () => {
    const { id, noticeId } = await anExtended();
    const first = await dueOf(id);
    await leave(noticeId);
    const long = await dueOf(id);
    await giveBack(noticeId);
    expect(await running(id)).toEqual(['notice PET-06', 'answer PET-06']);
    expect(await dueOf(id)).toBe(first);
    expect((await petition(id)).extension).toMatchObject({ toldOn: null, inTime: null });
    const again = await world.act(registrar, await letterOf(noticeId), 'sent', { how: 'post', on: today });
    expect(again.status, JSON.stringify(again.problem)).toBe(200);
    expect(await dueOf(id)).toBe(long);
    expect(long > first).toBe(true);
  });

  test('is no more awaited once the answer itself left, and is again when that comes back', async () => {
    const { id } = await anExtended();
    const answer = await world.begin(id, 'answer', head);
    const saved = await world.save(answer, { legalBasis: 'art. 8 din O.G. nr. 27/2002' }, head);
    expect(saved.status, JSON.stringify(saved.problem)).toBe(200);
    await leave(answer.id);
    expect(await running(id)).toEqual([]);
    expect((await terms(id)).find(({ role }) => role === 'notice')).toMatchObject({ status: 'cancelled' });
    await giveBack(answer.id);
    expect((await running(id)).toSorted()).toEqual(['answer PET-06', 'notice PET-06']);
  });

  test('that never leaves is warned of and missed like any term, and the petition is late with it', async () => {
    const { id } = await anExtended();
    await age(id, 40);
    const { product } = world.server;
    const calendar = await product.deadlines.calendar();
    const clock = aClock(`${today}T09:00:00Z`);
    clock.pass({ days: 1 });
    while (calendar.dayOffHere(toLegalTime(clock.now()).date) !== undefined) clock.pass({ days: 1 });
    await watchTerms({ ...product, db: database.db, clock });
    const { rows } = await sql<{ role: string; staff: string }>`
      SELECT notices.about AS role, notices.staff_id AS staff FROM notices
      WHERE notices.case_file_id = ${id} AND notices.kind = 'term-missed' ORDER BY notices.staff_id, role
    `.execute(database.db);
    const people = [idOf(head), idOf(handler)];
    expect(new Set(rows.map(({ role }) => role))).toEqual(new Set(['answer', 'notice']));
    for (const each of people)
      expect(rows.filter(({ staff }) => staff === each).map(({ role }) => role)).toEqual([
        'answer',
        'notice',
      ]);
    expect((await file(id)).due).toMatchObject({ state: 'late' });
  });
});
