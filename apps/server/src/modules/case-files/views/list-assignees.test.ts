import { type Assignees, addDays } from '@opis/contracts';
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { aCaseWorld, files } from '../../../../test/a-case-world.ts';
import { aDatabase } from '../../../../test/test-database.ts';
import { toLegalTime } from '../../../platform/clock.ts';

const database = await aDatabase();
const { head, handler, colleague, idOf, register, assign } = await aCaseWorld(database);

test('tells people of the units led with their open works, late and near ones apart, and units to forward to', async () => {
  const sender = { kind: 'natural', name: 'Brutaru Măgurel', cnp: '1960229129672' } as const;
  const before = await register({ unit: 'juridic', sender });
  await assign(head, before.id, 1, { person: idOf(colleague) });
  const late = await register({ unit: 'juridic' });
  const near = await register({ unit: 'juridic' });
  for (const file of [late, near]) await assign(head, file.id, 1, { person: idOf(colleague) });
  const load = async () => {
    const { body } = await head.request('GET', `${files}/${before.id}/assignees`);
    const { people } = body as Assignees;
    const found = people.find((person) => person.id === idOf(colleague));
    return [found?.openFiles ?? 0, found?.overdueFiles ?? 0, found?.nearFiles ?? 0];
  };
  const [open = 0, overdue = 0, soon = 0] = await load();
  const today = toLegalTime(new Date()).date;
  for (const [file, days] of [
    [late, -1],
    [near, 5],
    [before, 6],
  ] as const)
    await sql`UPDATE case_files SET due_on = ${addDays(today, days)} WHERE id = ${file.id}`.execute(
      database.owner,
    );
  expect(await load()).toEqual([open, overdue + 1, soon + 1]);
  const { id } = await register({ unit: 'juridic', sender });
  const { body } = await head.request('GET', `${files}/${id}/assignees`);
  const { people, units } = body as {
    people: { id: string; openFiles: number; samePetitioner: object }[];
    units: object[];
  };
  expect(people.map((person) => person.id).toSorted()).toEqual(
    [idOf(head), idOf(handler), idOf(colleague)].toSorted(),
  );
  expect(people.find((person) => person.id === idOf(colleague))).toMatchObject({
    samePetitioner: { id: before.id },
  });
  expect(people.find((person) => person.id === idOf(colleague))?.openFiles).toBeGreaterThan(0);
  expect(units).toHaveLength(4);
  const forHandler = (await handler.request('GET', `${files}/${id}/assignees`)).body;
  expect(forHandler).toEqual({ people: [], units: [] });
});
