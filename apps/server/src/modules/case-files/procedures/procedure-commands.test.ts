import { randomUUID } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  type CaseFileDetail,
  OrganisationPlan,
  type PetitionerView,
  type ProcedureHistory,
  type Procedures,
} from '@opis/contracts';
import { afterAll, describe, expect, test } from 'vitest';
import { aCaseWorld, files } from '../../../../test/a-case-world.ts';
import { aCommandLine } from '../../../../test/a-command-line.ts';
import { aDatabase } from '../../../../test/test-database.ts';
import { importOrganisation } from '../../organisation/index.ts';
import { procedureCommands } from './procedure-commands.ts';

const database = await aDatabase();
const world = await aCaseWorld(database);
const { server, registrar, head, handler, register, act, assign, get, idOf } = world;
const administrator = await server.aCaller(['administrator']);
const folder = await mkdtemp('/tmp/opis-procedures-');
afterAll(() => rm(folder, { recursive: true }));

const atMachine = aCommandLine(folder, (program, streams) =>
  procedureCommands(program, (work) => work(server.product), streams),
);
const typing = (...words: string[]) => atMachine('procedures', ...words);

async function importing(content: string, ...flags: string[]) {
  const file = join(folder, 'procedura.yaml');
  await writeFile(file, content);
  return typing('import', file, ...flags);
}

const trees = `
code: taiere-arbori
name: Tăierea arborilor
legalBasis: Regulamentul local privind spațiile verzi
categories: [arbori]
fields:
  - { name: treeCount, label: Câți arbori, kind: number, min: 1, max: 99, required: true, atCounter: true }
  - { name: inspectedBy, label: Structura care constată, kind: unit }
  - { name: dangerous, label: Pericol de cădere, kind: yes-no }
requiredDocuments:
  - { code: plan, name: Schița terenului }
terms:
  - { rule: TAC-01-15, role: answer }
outcomes: [granted, refused]
retention: { nomenclature: I-01, years: 10, commission: true }
public: [status, outcome, 'field:treeCount']
rights: { close: case.assign }
`;

describe('a made-up procedure', () => {
  test('is added by a file and driven to its end, without code anywhere', async () => {
    await addCategory();
    expect(await importing(trees, '--dry-run')).toBe(
      'taiere-arbori, versiunea 1: procedură nouă, „Tăierea arborilor”\n',
    );
    expect(await importing(trees)).toContain('Adăugați --yes');
    expect(await importing(trees, '--yes')).toContain('Procedurile sunt scrise.');
    expect(await importing(trees, '--yes')).toBe('Fișierul spune ce este deja: nu se schimbă nimic.\n');

    const { id } = await register({ unit: 'juridic', category: 'arbori', fields: { treeCount: 3 } });
    await assign(head, id, 1, { person: idOf(handler) });
    const { file } = await get(handler, id);
    expect(file).toMatchObject({
      procedure: { code: 'taiere-arbori', version: 1 },
      outcomes: ['granted', 'refused'],
      due: { rule: 'TAC-01-15' },
      declared: { missing: { fields: 0, documents: 1 } },
    });
    expect(await columnThirteen(id)).toBe('I-01');
    const filled = await act(handler, id, 'fields', {
      version: 2,
      fields: { inspectedBy: 'contencios', dangerous: true },
    });
    expect(filled.status).toBe(200);
    const body = { requestId: randomUUID(), code: 'plan', present: true };
    await handler.request('POST', `${files}/${id}/requirements`, body);
    const whole = (await get(handler, id)).file.declared;
    expect(whole?.fields.map(({ shown }) => shown)).toEqual(['3', 'Compartimentul Contencios', 'da']);
    expect(whole?.missing).toEqual({ fields: 0, documents: 0 });
    expect((await act(handler, id, 'close', { version: 3, outcome: 'granted' })).status).toBe(403);
    expect((await act(head, id, 'close', { version: 3, outcome: 'answered' })).status).toBe(422);
    expect((await act(head, id, 'close', { version: 3, outcome: 'granted' })).row.status).toBe('closed');
    const { body: view } = await head.request('GET', `${files}/${id}/as-petitioner`);
    expect(view as PetitionerView).toMatchObject({
      status: 'closed',
      outcome: 'aprobată',
      fields: [{ label: 'Câți arbori', shown: '3' }],
      unit: null,
      handler: null,
      due: null,
      steps: [],
      documents: [],
    });
  });

  test('gets a new version when the file says something else; running files keep theirs', async () => {
    const old = await register({ unit: 'juridic', category: 'arbori' });
    const changed = trees
      .replace('label: Câți arbori', 'label: Numărul arborilor')
      .replace('[granted, refused]', '[granted, refused, withdrawn]')
      .replace(', atCounter: true', '');
    const preview = await importing(changed, '--dry-run');
    expect(preview).toContain('taiere-arbori, versiunea 2:');
    expect(preview).toContain('  outcomes: „granted, refused” devine „granted, refused, withdrawn”');
    expect(preview).toContain('  fields.treeCount.label: „Câți arbori” devine „Numărul arborilor”');
    await importing(changed, '--yes');
    const young = await register({ unit: 'juridic', category: 'arbori' });
    const versionOf = async (id: string) => (await get(head, id)).file.procedure.version;
    expect([await versionOf(old.id), await versionOf(young.id)]).toEqual([1, 2]);
    const { declared } = (await get(head, old.id)).file;
    expect(declared).toMatchObject({ version: 1, newest: 2 });
    const { body } = await administrator.request('GET', '/api/v1/procedures/taiere-arbori');
    expect(
      (body as ProcedureHistory).versions.map(({ version, openFiles, allFiles }) => [
        version,
        openFiles,
        allFiles,
      ]),
    ).toEqual([
      [2, 1, 1],
      [1, 1, 2],
    ]);
    expect(
      (await act(head, old.id, 'procedure', { version: 1, procedure: 'taiere-arbori', reason: 'La zi.' }))
        .status,
    ).toBe(200);
    expect(await versionOf(old.id)).toBe(2);
  });

  test('may not turn a field that files have filled in into another kind of thing', async () => {
    await register({ unit: 'juridic', category: 'arbori', fields: { treeCount: 4 } });
    const text = trees.replace('kind: number, min: 1, max: 99', 'kind: text');
    expect(await importing(text, '--yes')).toMatch(
      /^procedura\.yaml:7:\d+: fields\.0\.kind: Câmpul are deja valori/,
    );
  });

  test('is offered to nobody once it is retired; its files go on', async () => {
    await importing(trees.replace('legalBasis', 'active: false\nlegalBasis'), '--yes');
    const { id } = await register({ unit: 'juridic', category: 'arbori' });
    expect((await get(head, id)).file.procedure.code).toBe('general');
    const { body } = await registrar.request('GET', '/api/v1/procedures');
    expect((body as Procedures).items.find(({ code }) => code === 'taiere-arbori')?.active).toBe(false);
  });
});

describe('a file that is refused says each mistake with its line, in Romanian', () => {
  test.each([
    ['code: a\ncode: b\n', /:2:\d+: Același nume apare de două ori/],
    [trees.replace('kind: yes-no', 'kind: bool'), /^procedura\.yaml:9:\d+: fields\.2\.kind: /m],
    [trees.replace('retention:', 'retentions:'), /^procedura\.yaml:15:\d+: retentions: /m],
    [
      trees.replace('rule: TAC-01-15', 'rule: TAC-99'),
      /:13:\d+: terms\.0\.rule: Nu există o regulă de termen/,
    ],
    [trees.replace('I-01', 'IX-99'), /:15:\d+: retention\.nomenclature: Nomenclatorul/],
    [trees.replace('[arbori]', '[petitie]'), /:5:\d+: categories\.0: Altă procedură urmează deja/],
    [trees.replace('field:treeCount', 'field:trees'), /:16:\d+: public\.2: Nu este o parte/],
    [trees.replace('name: dangerous', 'name: treeCount'), /:9:\d+: fields\.2\.name: Același nume/],
    [trees.replace('code: taiere-arbori', 'code: general'), /: active|: directions: Procedura generală/],
    ['- code: a\n- code: b\n', /^procedura\.yaml:1:\d+: 0\.name: [\s\S]*^procedura\.yaml:2:\d+: 1\.name: /m],
  ])('%#', async (text, expected) => {
    const said = await importing(text, '--yes');
    expect(said).toMatch(expected);
    expect(said).not.toContain('scrise');
  });
});

test('what is exported, YAML or JSON, is imported as the same', async () => {
  const { body } = await registrar.request('GET', '/api/v1/procedures');
  const codes = (body as Procedures).items.map(({ code }) => code);
  expect(codes).toEqual(
    expect.arrayContaining([
      ...['authorisation', 'ex-officio', 'foi-complaint', 'foi-request', 'general'],
      ...['internal-note', 'petition', 'referral-notice'],
    ]),
  );
  for (const code of codes) {
    for (const format of ['yaml', 'json'])
      expect(await importing(await typing('export', code, '--format', format), '--yes')).toBe(
        'Fișierul spune ce este deja: nu se schimbă nimic.\n',
      );
  }
  expect(await typing('export', 'no-such')).toBe('Nu există o procedură cu acest cod.');
  expect(await typing('list')).toMatch(/^petition +\d +Petiție +livrată +da$/m);
});

async function addCategory() {
  const category = {
    code: 'arbori',
    name: 'Tăiere de arbori',
    unit: 'juridic',
    subRegister: null,
    nomenclatureCode: null,
  };
  await importOrganisation(server.product, OrganisationPlan.parse({ categories: [category] }));
  server.product.organisation.forget();
}

async function columnThirteen(id: string) {
  const { file } = (await get(head, id)) as { file: CaseFileDetail };
  const address = `/api/v1/registers/general/entries/${file.year}/${file.number}`;
  const { body } = await registrar.request('GET', address);
  return (body as { nomenclatureCode: string | null }).nomenclatureCode;
}
