import { randomUUID } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  type CaseFileDetail,
  type EntryDetail,
  type LetterDetail,
  type LetterRouteChoices,
  type LetterTemplates,
  OrganisationPlan,
  type TaskPage,
} from '@opis/contracts';
import { afterAll, expect, test } from 'vitest';
import { files } from '../../../test/a-case-world.ts';
import { aCommandLine } from '../../../test/a-command-line.ts';
import { aLetterWorld, letters } from '../../../test/a-letter-world.ts';
import type { Caller } from '../../../test/a-server.ts';
import { readPdfText } from '../../../test/read-pdf.ts';
import { aDatabase } from '../../../test/test-database.ts';
import { procedureCommands } from '../case-files/index.ts';
import { importOrganisation } from '../organisation/index.ts';

const database = await aDatabase();
const world = await aLetterWorld(database);
const { server, registrar, head, handler, director, stranger, idOf, today } = world;
const jurist = await server.aCaller(['jurist']);
const administrator = await server.aCaller(['administrator']);
const folder = await mkdtemp('/tmp/opis-made-up-');
afterAll(() => rm(folder, { recursive: true }));

const typing = aCommandLine(folder, (program, streams) =>
  procedureCommands(program, (work) => work(server.product), streams),
);

async function importing(content: string) {
  const file = join(folder, 'procedura.yaml');
  await writeFile(file, content);
  return typing('procedures', 'import', file, '--yes');
}

const trees = `
code: taiere-arbori
name: Tăierea arborilor
legalBasis: Regulamentul local privind spațiile verzi
categories: [arbori]
fields:
  - { name: treeCount, label: Câți arbori, kind: number, min: 1, max: 9999, required: true, atCounter: true, measure: arbori }
  - name: species
    label: Specia
    kind: choice
    options: [{ code: tei, label: tei argintiu }, { code: plop, label: plop }]
  - { name: fee, label: Taxa, kind: money }
  - { name: seenOn, label: Constatat la, kind: date }
  - { name: dangerous, label: Pericol de cădere, kind: yes-no }
  - { name: inspectedBy, label: Structura care constată, kind: unit }
  - { name: remarks, label: Alte mențiuni, kind: text }
requiredDocuments:
  - { code: plan, name: Schița terenului }
terms:
  - { rule: TAC-01-15, role: answer }
route:
  - { kind: opinion, to: { unit: contencios }, withinDays: 2 }
  - { kind: visa, to: { permission: case.visa }, withinDays: 3, required: true }
  - { kind: signature, to: { leads: unit } }
  - { kind: signature, to: { leads: institution } }
answer: { signatures: 2, legalBasis: true }
outcomes: [granted, refused]
retention: { nomenclature: I-01, years: 10, commission: true }
public: [status, outcome, 'field:treeCount']
`;

const field = (name: string) => ({ type: 'mergeField', attrs: { name } });
const text = (words: string) => ({ type: 'text', text: words });
const template = {
  name: 'Aviz de tăiere',
  kind: 'answer',
  procedure: 'taiere-arbori',
  lead: 'Doamnei/Domnului',
  subject: 'tăierea a {field:treeCount}',
  legalBasis: '',
  closing: 'Cu stimă,',
  resolution: 'aviz pentru {field:treeCount}',
  body: {
    type: 'doc',
    content: [
      {
        type: 'paragraph',
        content: [
          ...[
            text('La cererea '),
            field('all-numbers'),
            text(' vă aprobăm tăierea a '),
            field('field:treeCount'),
          ],
          ...[text(' ('), field('field:species'), text('), taxa '), field('field:fee')],
          ...[text(', constatat la '), field('field:seenOn'), text(' de '), field('field:inspectedBy')],
          ...[text(', pericol: '), field('field:dangerous'), text('.')],
        ],
      },
    ],
  },
};
const saving = (changes: object, version: number | null = null) =>
  administrator.request('POST', '/api/v1/letter-templates', {
    ...{ requestId: randomUUID(), code: 'aviz-taiere', version },
    text: { ...template, ...changes },
  }) as Promise<{ status: number; body: { code: string; fields: { path: string; code: string }[] } }>;

const taskOf = async (caller: Caller, queue: string) =>
  ((await caller.request('GET', `/api/v1/tasks?queue=${queue}&limit=200`)).body as TaskPage).items;
async function answers(caller: Caller, queue: string, said: object) {
  const [task] = await taskOf(caller, queue);
  const { status, body } = await caller.request('POST', `/api/v1/tasks/${task?.id}/answer`, {
    ...{ requestId: randomUUID(), version: task?.version },
    ...said,
  });
  expect(status, JSON.stringify(body)).toBe(200);
}

test('a made-up procedure goes from its file to a closed case, without code anywhere', async () => {
  const category = { code: 'arbori', name: 'Tăiere de arbori', unit: 'juridic' };
  const plan = { categories: [{ ...category, subRegister: null, nomenclatureCode: null }] };
  await importOrganisation(server.product, OrganisationPlan.parse(plan));
  server.product.organisation.forget();

  // The declaration: what does not hold together is told by its line, then it is written.
  const wrong = trees
    .replace('answer: {', 'answer: { templates: [aviz-de-taiere],')
    .replace('to: { leads: unit } }', 'to: { unit: juridic } }');
  expect(await importing(wrong)).toMatch(
    /:26:\d+: answer\.templates\.0: Nu există un model[\s\S]*:24:\d+: route\.2\.to: Semnăturile/,
  );
  expect(await importing(trees)).toContain('Procedurile sunt scrise.');

  // Its template takes its own fields; those of no procedure, or of another, are refused where they stand.
  expect(await saving({ subject: '{field:trees}' })).toMatchObject({
    ...{ status: 422, body: { code: 'letter.unknown-field', fields: [{ path: 'text.subject' }] } },
  });
  const unknown = { type: 'doc', content: [{ type: 'paragraph', content: [field('field:trees')] }] };
  expect(await saving({ body: unknown })).toMatchObject({
    status: 422,
    body: { fields: [{ path: 'text.body' }] },
  });
  expect((await saving({ procedure: null })).body.code).toBe('letter.unknown-field');
  expect((await saving({ procedure: 'no-such' })).body.fields).toMatchObject([{ path: 'text.procedure' }]);
  expect((await saving({})).status).toBe(201);

  // A paper, a handler, the values of its fields, the document that it asks for.
  const entry = await world.register({ unit: 'juridic', category: 'arbori', fields: { treeCount: 3 } });
  const { id } = entry;
  await world.assign(head, id, 1, { person: idOf(handler) });
  const file = await fileOf(id);
  expect(file).toMatchObject({
    procedure: { code: 'taiere-arbori', version: 1 },
    due: { rule: 'TAC-01-15' },
    declared: { missing: { fields: 0, documents: 1 } },
  });
  const fields = {
    species: 'tei',
    fee: '1234.5',
    seenOn: '2026-06-29',
    dangerous: true,
    inspectedBy: 'contencios',
  };
  expect((await actOnFile(handler, id, 'fields', { version: 2, fields })).status).toBe(200);
  await handler.request('POST', `${files}/${id}/requirements`, {
    ...{ requestId: randomUUID(), code: 'plan', present: true },
  });
  expect((await fileOf(id)).declared?.missing).toEqual({ fields: 0, documents: 0 });

  // The letter: its own template first, its fields printed by their kinds.
  const query = 'procedure=taiere-arbori&procedureVersion=1&kind=answer';
  const offered = (await handler.request('GET', `/api/v1/letter-templates?${query}`)).body as LetterTemplates;
  expect(offered.items.map(({ code }) => code)).toEqual(['aviz-taiere', 'raspuns']);
  const draft = await world.begin(id);
  expect(draft).toMatchObject({
    template: { code: 'aviz-taiere', version: 1 },
    content: { subject: 'tăierea a 3 arbori', resolution: 'aviz pentru 3 arbori' },
    fields: {
      'field:species': 'tei argintiu',
      'field:fee': '1.234,50 lei',
      'field:seenOn': '29.06.2026',
      'field:dangerous': 'da',
      'field:inspectedBy': 'Compartimentul Contencios',
      'field:remarks': '',
    },
    lacks: ['legal-basis'],
  });
  expect(draft.procedureFields[0]).toEqual({ name: 'field:treeCount', label: 'Câți arbori' });
  const { letter } = await world.save(draft, { legalBasis: 'art. 5 din regulament', sendBy: 'hand' });

  // The way: what is declared is proposed, what is required stays.
  const choices = (await handler.request('GET', `${letters}/${letter.id}/route`)).body as LetterRouteChoices;
  const [[opinion], [visa]] = choices.proposed.steps as [[Step], [Step]];
  expect(opinion).toMatchObject({ kind: 'opinion', required: false, candidates: [{ unit: 'contencios' }] });
  expect(visa).toMatchObject({ kind: 'visa', required: true, candidates: [{ unit: null }] });
  expect(visa.dueOn && opinion.dueOn && opinion.dueOn > today && visa.dueOn > opinion.dueOn).toBe(true);
  const { signers } = choices.proposed;
  expect(signers).toMatchObject([{ slot: 'unit-head' }, { slot: 'institution-head' }]);
  const asOf = ({ kind, dueOn, candidates: [to] }: Step) => ({
    ...{ kind, dueOn },
    to: to?.person ? { person: to.person } : { unit: to?.unit },
  });
  const body = {
    signers: signers.map(({ slot, person }) => ({ slot, person })),
    steps: [[asOf(opinion)], [asOf(visa)]],
  };
  const without = await world.act(handler, letter, 'send-on-route', { ...body, steps: [[asOf(opinion)]] });
  expect(without).toMatchObject({ status: 422, problem: { code: 'letter.step-required' } });
  const sent = await world.act(handler, letter, 'send-on-route', body);
  expect(sent.letter, JSON.stringify(sent.problem)).toMatchObject({ status: 'in-route' });

  expect(await taskOf(jurist, 'endorse')).toEqual([]);
  await answers(stranger, 'clarify', { verdict: 'given', text: 'Arborii sunt bolnavi.' });
  expect((await world.get(letter.id)).letter.status).toBe('in-route');
  const [asked] = await taskOf(jurist, 'endorse');
  expect(asked).toMatchObject({
    kind: 'visa',
    dueOn: visa.dueOn,
    text: expect.stringContaining('viza de legalitate'),
  });
  await answers(jurist, 'endorse', { verdict: 'favourable' });
  expect((await world.get(letter.id)).letter.status).toBe('approved');
  await answers(head, 'sign', { verdict: 'signed' });
  await answers(director, 'sign', { verdict: 'signed' });

  // Signed on paper: registered in the out columns of its number.
  const scan = { upload: await world.upload(), signedOn: today };
  const ready = await world.act(handler, (await world.get(letter.id)).letter, 'signed-paper', scan);
  expect(ready.letter).toMatchObject({ status: 'ready', datedOn: today });
  const url = `/api/v1/registers/general/entries/${entry.year}/${entry.number}`;
  expect((await registrar.request('GET', url)).body as EntryDetail).toMatchObject({
    ...{ dispatchedOn: today, resolution: 'aviz pentru 3 arbori', outCount: 1 },
  });
  expect(await printed(ready.letter)).toContain(
    'tăierea a 3 arbori (tei argintiu), taxa 1.234,50 lei, constatat la 29.06.2026 de Compartimentul Contencios, pericol: da.',
  );

  // It leaves, its term is met, the file closes as its procedure lets it.
  const handing = { on: today, receivedBy: 'Elena Țăranu' };
  expect((await world.act(registrar, ready.letter, 'hand-over', handing)).letter.status).toBe('left');
  expect(await world.terms(id)).toEqual([{ role: 'answer', status: 'met' }]);
  const { version } = await fileOf(id);
  expect((await actOnFile(handler, id, 'close', { version, outcome: 'answered' })).status).toBe(422);
  expect((await actOnFile(handler, id, 'close', { version, outcome: 'granted' })).status).toBe(200);
  expect(await fileOf(id)).toMatchObject({ status: 'closed', outcome: 'granted' });
});

type Step = LetterRouteChoices['proposed']['steps'][number][number];

const fileOf = async (id: string) => (await handler.request('GET', `${files}/${id}`)).body as CaseFileDetail;
const actOnFile = (caller: Caller, id: string, verb: string, body: object) =>
  caller.request('POST', `${files}/${id}/${verb}`, { requestId: randomUUID(), ...body });

async function printed({ id }: LetterDetail) {
  const headers = { authorization: `Bearer ${handler.token}` };
  const { response } = await server.inject({ method: 'GET', url: `${letters}/${id}/letter.pdf`, headers });
  const pages = await readPdfText(response.rawPayload);
  return pages.join(' ').replaceAll('\u00a0', ' ').replaceAll(/\s+/g, ' ');
}
