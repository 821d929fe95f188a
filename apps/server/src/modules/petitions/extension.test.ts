import { randomUUID } from 'node:crypto';
import type { Letters } from '@opis/contracts';
import { describe, expect, test } from 'vitest';
import { aPetitionWorld } from '../../../test/a-petition-world.ts';
import { aDatabase } from '../../../test/test-database.ts';

const database = await aDatabase();
const { world, chief, act, file, petition, letterOf, aPaper, terms } = await aPetitionWorld(database);
const { head } = world;

describe('the extension (art. 9)', () => {
  test('is decided once, by the head of the institution, with the notice begun', async () => {
    const { id } = await aPaper();
    const before = (await terms(id))[0]?.due ?? '';
    const command = { version: 1, days: 15, reason: 'Este nevoie de o expertiză a drumului.' };
    expect((await act(head, id, 'extension', command)).status).toBe(403);
    expect((await act(chief, id, 'extension', command)).status).toBe(204);
    const { extension } = await petition(id, chief);
    expect(extension).toMatchObject({
      days: 15,
      firstDueOn: before,
      notice: { status: 'draft', left: false },
    });
    expect(String(extension?.dueOn) > before).toBe(true);
    expect((await act(chief, id, 'extension', command)).status).toBe(403);
  });

  test('is at most 15 days, and 30 where the petition is about energy or gas', async () => {
    const { id } = await aPaper();
    const command = { version: 1, days: 30, reason: 'Operatorul de rețea trebuie întrebat.' };
    expect(await act(chief, id, 'extension', command)).toMatchObject({
      status: 422,
      body: { code: 'petition.extension-cap' },
    });
    const { version } = await file(id);
    const set = await head.request('POST', `/api/v1/case-files/${id}/fields`, {
      ...{ requestId: randomUUID(), version, fields: { energy: true } },
    });
    expect(set.status).toBe(200);
    const answer = await act(chief, id, 'extension', { ...command, version: (await file(id)).version });
    expect(answer.status).toBe(204);
    expect((await terms(id)).map(({ rule, status }) => [rule, status])).toEqual([
      ['PET-06', 'cancelled'],
      ['PET-06-EN', 'running'],
    ]);
    const { items } = (await head.request('GET', `/api/v1/case-files/${id}/letters`)).body as Letters;
    const notice = await letterOf(items.find(({ kind }) => kind === 'extension')?.id ?? '');
    expect(JSON.stringify(notice?.content.body)).not.toContain('15 zile');
  });
});
