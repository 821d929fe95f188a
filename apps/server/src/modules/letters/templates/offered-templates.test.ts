import { type LetterTemplates, letterKinds, ProcedureDeclaration } from '@opis/contracts';
import { expect, test } from 'vitest';
import { aLetterWorld } from '../../../../test/a-letter-world.ts';
import { aDatabase } from '../../../../test/test-database.ts';
import { declareProcedures } from '../../case-files/index.ts';
import { shippedTemplates } from './shipped-templates.ts';

const database = await aDatabase();
const world = await aLetterWorld(database);
const { server, handler, head, idOf } = world;
const { product } = server;

const offered = async (query: string) =>
  ((await handler.request('GET', `/api/v1/letter-templates?${query}`)).body as LetterTemplates).items;

test('every declaration that the program ships names templates that there are, and they are offered first', async () => {
  const shipped = (await product.procedures.list()).filter(({ origin }) => origin === 'shipped');
  expect(shipped.length).toBeGreaterThan(8);
  for (const { code, version, answer } of shipped) {
    for (const name of answer?.templates ?? []) {
      const found = shippedTemplates.find((template) => template.code === name);
      expect(found, `${code} names ${name}`).toBeDefined();
      expect(found && letterKinds[found.kind].concludes).toBe(true);
    }
    const items = await offered(`procedure=${code}&procedureVersion=${version}`);
    const names = answer?.templates ?? [];
    expect(items.slice(0, names.length).map((template) => template.code)).toEqual(names);
  }
  expect(shipped.find(({ code }) => code === 'petition')?.answer?.templates).toEqual(['raspuns-petitie']);
  expect(shipped.find(({ code }) => code === 'referral-notice')?.answer?.templates).toEqual([
    'raspuns-petitie',
  ]);
});

test('a petition sent by another authority is answered by the template that its procedure names', async () => {
  const { id } = await world.register({ unit: 'juridic', procedure: 'referral-notice' });
  await world.assign(head, id, 1, { person: idOf(handler) });
  expect((await world.begin(id)).template).toEqual({ code: 'raspuns-petitie', version: 0 });
});

test('a file is offered what the version that it follows names, not what a later one does', async () => {
  const declaration = (templates: string[]) =>
    ProcedureDeclaration.parse({
      ...{ code: 'sondaj', name: 'Sondaj', retention: { years: 5 } },
      answer: { templates },
    });
  const declare = (templates: string[]) =>
    declareProcedures(product, { accountId: null }, [declaration(templates)]);
  await declare(['informare', 'raspuns-544']);
  const { id } = await world.register({ unit: 'juridic', procedure: 'sondaj' });
  await world.assign(head, id, 1, { person: idOf(handler) });
  await declare(['raspuns']);
  const codes = async (version: number) =>
    (await offered(`procedure=sondaj&procedureVersion=${version}`)).slice(0, 2).map(({ code }) => code);
  expect(await codes(1)).toEqual(['informare', 'raspuns-544']);
  expect((await codes(2))[0]).toBe('raspuns');
  expect((await world.begin(id)).template?.code).toBe('raspuns-544');
});

test('a declaration that names a template which is not there is refused', async () => {
  const declaration = ProcedureDeclaration.parse({
    ...{ code: 'sondaj', name: 'Sondaj', retention: { years: 5 } },
    answer: { templates: ['raspuns', 'no-such'] },
  });
  await expect(declareProcedures(product, { accountId: null }, [declaration])).rejects.toMatchObject({
    fields: [{ path: '0.answer.templates.1', code: 'procedure.template-unknown' }],
  });
});
