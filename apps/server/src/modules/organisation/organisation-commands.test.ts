import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { aCommandLine } from '../../../test/a-command-line.ts';
import { anOrganisation } from '../../../test/an-organisation.ts';
import { aDatabase } from '../../../test/test-database.ts';
import { systemClock } from '../../platform/clock.ts';
import { organisationCommands } from './organisation-commands.ts';
import { noUnitFiles } from './unit-closings.ts';
import { listUnits } from './unit-views.ts';

const { db } = await aDatabase();
const folder = await mkdtemp('/tmp/opis-plan-');
afterAll(() => rm(folder, { recursive: true }));

type Options = { name?: string; flags?: string[] };

async function importing(
  content: string | Uint8Array,
  { name = 'plan.json', flags = ['--yes'] }: Options = {},
) {
  const file = join(folder, name);
  await writeFile(file, content);
  return typing('import', file, ...flags);
}

const deps = {
  ...{ db, clock: systemClock, unitFiles: noUnitFiles },
  findAccountId: async () => undefined,
  carryOut: async () => ({ handedOver: 0 }),
};
const atMachine = aCommandLine(folder, (program, streams) =>
  organisationCommands(program, (work) => work(deps), streams),
);
const typing = (...words: string[]) => atMachine('org', ...words);

const addition = { units: [{ code: 'arhiva', parent: 'primar', name: 'Arhivă', shortName: 'Arhivă' }] };

test('writes a structure and says what it changed, then nothing when it is given again', async () => {
  const text = JSON.stringify(anOrganisation());
  expect(await importing(text)).toMatch(
    /10 rânduri adăugate, nimic schimbat, nimic închis\.\nStructura este scrisă\.\n$/,
  );
  expect(await importing(text)).toBe('Nimic adăugat, nimic schimbat, nimic închis.\n');
});

test('shows what it would change and changes nothing until told to', async () => {
  const text = JSON.stringify(addition);
  const preview = '+ structură arhiva: Arhivă\nUn rând adăugat, nimic schimbat, nimic închis.\n';
  expect(await importing(text, { flags: ['--dry-run'] })).toBe(preview);
  expect(await importing(text, { flags: [] })).toBe(
    `${preview}Nu este cine să răspundă. Adăugați --yes ca să schimbați fără întrebare.`,
  );
  expect((await listUnits(db, '2026-06-29')).map((unit) => unit.code)).not.toContain('arhiva');
  expect(await importing(`\ufeff${text}`)).toBe(`${preview}Structura este scrisă.\n`);
  expect((await listUnits(db, '2026-06-29')).map((unit) => unit.code)).toContain('arhiva');
});

test('shows a rename, a move and a closing field by field, and the same for programs', async () => {
  const units = [
    { code: 'arhiva', parent: 'juridic', name: 'Arhiva și biblioteca', shortName: 'Arhivă' },
    {
      code: 'contencios',
      parent: 'juridic',
      name: 'Compartimentul Contencios',
      shortName: 'Contencios',
      closedOn: '2026-07-01',
    },
  ];
  const flags = ['--dry-run'];
  expect(await importing(JSON.stringify({ units }), { flags })).toBe(
    [
      '~ structură arhiva: Arhiva și biblioteca',
      '    structura superioară: primar → juridic',
      '    denumire: Arhivă → Arhiva și biblioteca',
      '− structură contencios: Compartimentul Contencios',
      '    închis din: – → 2026-07-01',
      'Nimic adăugat, unul schimbat, unul închis.\n',
    ].join('\n'),
  );
  const json = JSON.parse(await importing(JSON.stringify({ units }), { flags: ['--dry-run', '--json'] }));
  expect(json).toMatchObject([
    { list: 'units', key: 'arhiva', before: { parent: 'primar' }, after: { parent: 'juridic' } },
    { list: 'units', key: 'contencios', after: { closedOn: '2026-07-01' } },
  ]);
});

test('names file, line and column of what is not YAML, not a plan, or names nothing', async () => {
  expect(await importing('{\n  "units": [,]\n}')).toBe('plan.json:2:13: Aici textul nu mai este YAML.');
  expect(
    await importing('{\n  "units": [\n    { "code": "Cu Spații", "parent": null, "name": "" }\n  ]\n}'),
  ).toBe(
    [
      'plan.json:3:15: units.0.code: Valoarea nu este corectă.',
      'plan.json:3:52: units.0.name: Completați acest câmp.',
      'plan.json:3:5: units.0.shortName: Completați acest câmp.',
    ].join('\n'),
  );
  const lost = '{\n "positions": [\n  { "unit": "nicaieri", "name": "Inspector" }]}';
  expect(await importing(lost)).toBe(
    'plan.json:3:13: positions.0.unit: Codul nu numește nimic din ce există sau se adaugă acum.',
  );
  const yaml = 'units:\n  - code: a\n    code: b\n\t- x: 1\n';
  expect(await importing(yaml, { name: 'plan.yaml' })).toContain(
    'plan.yaml:3:5: Același nume apare de două ori la același loc.',
  );
});

test('reads a table in the encoding and with the separator of Romanian Excel', async () => {
  const table = [
    'tip;cod;denumire;prescurtare;structura',
    'structură;spații;Greșit;Greșit;primar',
    'structură;parcuri;"Serviciul Parcuri;\nși Spații Verzi";Parcuri;nicăieri',
  ].join('\r\n');
  const flags = ['--dry-run'];
  expect(await importing(toWindows1250(table), { name: 'plan.csv', flags })).toBe(
    [
      'plan.csv:2:2: units.0.code: Valoarea nu este corectă.',
      'plan.csv:3:5: units.1.parent: Valoarea nu este corectă.',
    ].join('\n'),
  );
  const good =
    'tip,cod,denumire,prescurtare,structura\nstructură,parcuri,"Șes, țărm și pădure",Parcuri,primar\n';
  expect(await importing(toWindows1250(good), { name: 'plan.csv', flags })).toContain(
    '+ structură parcuri: Șes, țărm și pădure',
  );
});

test('says what is wrong with a table as a table', async () => {
  const of = (text: string) => importing(text, { name: 'plan.csv', flags: ['--dry-run'] });
  expect(await of('')).toBe('plan.csv:1:1: Fișierul este gol.');
  expect(await of('tip;culoare\n')).toBe(
    'plan.csv:1:2: Coloana „culoare” nu este cunoscută sau apare de două ori.',
  );
  expect(await of('cod;denumire\n')).toBe('plan.csv:1:1: Lipsește coloana „tip”.');
  expect(await of('tip;cod\nsediu;a\npalat;b\n')).toContain('plan.csv:3:1: Tipul nu este cunoscut.');
  expect(await of('tip;cod\nsediu;a;b;c\n')).toMatch(/^plan\.csv:2:\d+: Rândul are mai multe celule/);
  expect(await of('tip;cod\nsediu;"a\n')).toMatch(/^plan\.csv:\d+:\d+: Aici tabelul este rupt/);
});

test('says that a file cannot be read', async () => {
  expect(await typing('import', '/nu/exista.json')).toBe(
    '/nu/exista.json: fișierul nu poate fi citit (ENOENT).',
  );
});

/** As Romanian Windows writes: ș and ț with cedilla, one byte each. */
function toWindows1250(text: string): Uint8Array {
  const bytes: Record<string, number> = {
    ș: 0xba,
    ț: 0xfe,
    Ș: 0xaa,
    Ț: 0xde,
    ă: 0xe3,
    Ă: 0xc3,
    â: 0xe2,
    î: 0xee,
  };
  return Uint8Array.from(text, (letter) => bytes[letter] ?? letter.charCodeAt(0));
}
