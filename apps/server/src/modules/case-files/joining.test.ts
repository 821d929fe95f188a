import { randomUUID } from 'node:crypto';
import type { RegisterDocumentResponse } from '@opis/contracts';
import { sql } from 'kysely';
import { describe, expect, test } from 'vitest';
import { aCaseWorld } from '../../../test/a-case-world.ts';
import { aRegistration } from '../../../test/a-registry.ts';
import { aDatabase } from '../../../test/test-database.ts';
import { createRegister } from '../registry/index.ts';

const database = await aDatabase();
const { head, registrar, director, idOf, register, act, assign, get } = await aCaseWorld(database);
const operator = { accountId: null };

type Paper = Pick<RegisterDocumentResponse, 'year' | 'number'>;
const into = ({ year, number }: Paper, changes: object = {}) => ({ version: 1, year, number, ...changes });
const inBook = (from: Paper, to: Paper, register = 'general') =>
  registrar.request('POST', `/api/v1/registers/${register}/entries/${from.year}/${from.number}/joinder`, {
    ...{ requestId: randomUUID(), year: to.year, number: to.number },
  });
const annul = ({ year, number }: Paper) =>
  registrar.request('POST', `/api/v1/registers/general/entries/${year}/${number}/annulment`, {
    requestId: randomUUID(),
    reason: 'înregistrat de două ori',
  });

async function aRegister(code: string, labelCode: string, changes: object = {}) {
  const plan = { code, name: code, labelCode, kind: 'general' as const, ...changes };
  await createRegister({ db: database.db, now: new Date() }, operator, plan);
  return async (unit?: string) => {
    const { register: _, ...body } = aRegistration(unit ? { unit } : {});
    const caller = 'memberStaffIds' in changes ? director : registrar;
    const answer = await caller.request('POST', `/api/v1/registers/${code}/entries`, body);
    expect(answer.status).toBe(201);
    return answer.body as RegisterDocumentResponse;
  };
}

describe('a file is not joined', () => {
  test('to a number that no book can hold', async () => {
    const { id, year } = await register();
    for (const number of [2_147_483_648, 9_007_199_254_740_991]) {
      expect(await act(head, id, 'join', into({ year, number }))).toMatchObject({
        status: 422,
        problem: { code: 'request.invalid' },
      });
      expect(await inBook(await register(), { year, number })).toMatchObject({
        status: 422,
        body: { code: 'request.invalid' },
      });
    }
    const missing = await act(head, id, 'join', into({ year, number: 999_999_999 }));
    expect(missing.problem.code).toBe('case-file.target-not-found');
  });

  test('on a version that no file can have, nor are others acted on so', async () => {
    const { id, year, number } = await register();
    const version = 2_147_483_648;
    expect((await act(head, id, 'join', { version, year, number })).status).toBe(422);
    const undone = await head.request('POST', '/api/v1/case-files/undo', {
      ...{ requestId: randomUUID(), items: [{ id, version }], reason: 'din greșeală' },
    });
    expect(undone.status).toBe(422);
  });

  test('to an annulled number, by its file or in the book', async () => {
    const [main, wrong, from] = [await register(), await register(), await register()];
    await act(head, wrong.id, 'join', into(main));
    expect((await annul(wrong)).status).toBe(200);
    // It lies in a file that is open: the file alone would not have refused it.
    expect((await act(head, from.id, 'join', into(wrong))).problem.code).toBe('registry.entry-annulled');
    expect(await inBook(from, wrong)).toMatchObject({
      status: 422,
      body: { code: 'registry.entry-annulled' },
    });
    const alone = await register();
    await annul(alone);
    expect((await act(head, from.id, 'join', into(alone))).problem.code).toBe('registry.entry-annulled');
    expect((await inBook(from, alone)).status).toBe(422);
    expect((await get(head, alone.id)).file).toMatchObject({ status: 'closed', outcome: 'annulled' });
    expect((await get(head, from.id)).file).toMatchObject({ status: 'with-unit', version: 1 });
  });

  test('back to one that was joined to it, by its file or in the book', async () => {
    const [first, second] = [await register(), await register()];
    expect((await act(head, second.id, 'join', into(first))).status).toBe(200);
    expect((await act(head, first.id, 'join', into(second, { version: 2 }))).problem.code).toBe(
      'case-file.joined-to-itself',
    );
    const [one, two, three] = [await register(), await register(), await register()];
    expect((await inBook(two, one)).status).toBe(200);
    expect((await inBook(three, two)).status).toBe(200);
    expect(await inBook(one, three)).toMatchObject({
      status: 422,
      body: { code: 'registry.joined-in-circle', fields: [{ path: 'number' }] },
    });
    expect(await inBook(one, one)).toMatchObject({ body: { code: 'registry.joined-to-itself' } });
  });

  test('when it is joined already', async () => {
    const [first, second, third] = [await register(), await register(), await register()];
    await act(head, second.id, 'join', into(first));
    expect(await act(head, second.id, 'join', into(third, { version: 2 }))).toMatchObject({
      status: 403,
      problem: { code: 'case-file.not-allowed' },
    });
  });

  test('to a confidential register, whether one is named on it or not', async () => {
    const sealed = await aRegister('avertizari', 'W', {
      ...{ kind: 'confidential', memberStaffIds: [idOf(director)] },
    });
    const hidden = await sealed();
    const open = await register();
    for (const caller of [head, director]) {
      const command = into(hidden, { register: 'avertizari' });
      expect((await act(caller, open.id, 'join', command)).problem.code).toBe('case-file.target-not-found');
    }
    const command = into(open, { register: 'general' });
    expect((await act(director, hidden.id, 'join', command)).problem.code).toBe('case-file.target-not-found');
    const other = await sealed();
    expect((await act(director, other.id, 'join', into(hidden))).status).toBe(200);
  });
});

describe('joined at once', () => {
  test('the same request is done once; of two others the second is told what changed', async () => {
    const [first, second, third] = [await register(), await register(), await register()];
    const requestId = randomUUID();
    const same = await Promise.all(
      [1, 2, 3].map(() => act(head, second.id, 'join', into(first, { requestId }))),
    );
    expect(same.map(({ status, row }) => [status, row.version])).toEqual([
      [200, 2],
      [200, 2],
      [200, 2],
    ]);
    const answers = await Promise.all([
      act(head, third.id, 'join', into(first)),
      act(head, third.id, 'join', into(first)),
    ]);
    expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 409]);
    expect(answers.find(({ status }) => status === 409)?.problem).toMatchObject({
      code: 'case-file.changed-meanwhile',
      conflict: { version: 2 },
    });
  });

  test('two files to each other: one goes, the other is refused, and no paper is lost', async () => {
    for (let round = 0; round < 4; round++) {
      const [left, right] = [await register(), await register()];
      const answers = await Promise.all([
        act(head, left.id, 'join', into(right)),
        act(head, right.id, 'join', into(left)),
        inBook(left, right),
        inBook(right, left),
      ]);
      for (const { status } of answers) expect([200, 403, 409, 422]).toContain(status);
      const { rows } = await sql<{ file: string }>`
        SELECT case_file_id AS file FROM case_entries WHERE entry_id = ANY (${[left.id, right.id]}::uuid[])`.execute(
        database.db,
      );
      expect(new Set(rows.map(({ file }) => file)).size).toBe(1);
    }
  });
});

test('across open registers papers go together, and column 12 stays empty: it names rows of its own book', async () => {
  const elsewhere = await aRegister('contracte', 'C');
  const contract = await elsewhere('juridic');
  const paper = await register();
  await assign(head, contract.id, 1, { person: idOf(head) });
  const joined = await act(head, paper.id, 'join', into(contract, { register: 'contracte' }));
  expect(joined).toMatchObject({ status: 200, row: { outcome: 'joined' } });
  expect((await get(head, contract.id)).file.entries.map(({ register }) => register)).toEqual([
    'contracte',
    'general',
  ]);
  const { rows } = await sql`SELECT joined_number FROM entries WHERE id = ${paper.id}`.execute(database.db);
  expect(rows).toEqual([{ joined_number: null }]);
});
