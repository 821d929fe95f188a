import { randomUUID } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  type CaseTerms,
  type DeadlineRules,
  type DeadlineSheet,
  ProcedureDeclaration,
  type TermSheet,
} from '@opis/contracts';
import { sql } from 'kysely';
import { afterAll, describe, expect, test } from 'vitest';
import { aCaseWorld } from '../../../../test/a-case-world.ts';
import { aClock } from '../../../../test/a-clock.ts';
import { aCommandLine } from '../../../../test/a-command-line.ts';
import { aTerm, termDeps, termEvents, theTerm } from '../../../../test/a-term.ts';
import { aDatabase } from '../../../../test/test-database.ts';
import { declareProcedures } from '../../case-files/index.ts';
import { moveTerms } from '../index.ts';
import { toPaperData } from '../sheet/print-sheet.ts';
import { lawCommands } from './law-commands.ts';

const database = await aDatabase();
const { db, owner } = database;
const clock = aClock('2026-11-23T08:00:00Z');
const world = await aCaseWorld(database);
const { product } = world.server;
const deps = { ...termDeps(db, clock), termFiles: product.termFiles };
const jurist = await world.server.aCaller(['jurist']);
const folder = await mkdtemp('/tmp/opis-rules-');
afterAll(() => rm(folder, { recursive: true }));

const typing = aCommandLine(folder, (program, streams) =>
  lawCommands(program, (work) => work({ ...product, clock }), streams),
);
async function importing(content: string, ...flags: string[]) {
  const file = join(folder, 'reguli.yaml');
  await writeFile(file, content);
  return typing('rules', 'import', file, ...flags);
}

const ruleOf = (part: Record<string, string | number>) => {
  const rule = {
    ...{ id: 'INST-AUT-20', validFrom: '2026-11-01', name: 'răspunsul la cererea de racordare' },
    ...{ act: 'H.C.L. nr. 12/2026', article: 'art. 4', value: 20, countMode: 'free' },
    ...{ startsFrom: 'de la depunerea cererii', stopsWith: 'la plecarea răspunsului' },
    ...{ extensionCap: 10, extensionArticle: 'art. 6 alin. (5) din O.U.G. nr. 27/2003', source: 'hotărârea' },
    ...part,
  };
  return `  - ${Object.entries(rule)
    .map(([key, value]) => `${key}: ${value}`)
    .join('\n    ')}\n`;
};
const rulesOf = async (id: string) =>
  ((await jurist.request('GET', '/api/v1/deadlines/rules')).body as DeadlineRules).items.filter(
    (rule) => rule.id === id,
  );
const sheetOf = async (rule: string, start: string) =>
  (await jurist.request('GET', `/api/v1/deadlines/compute?rule=${rule}&start=${start}`))
    .body as DeadlineSheet;

const own = `rules:\n${ruleOf({})}${ruleOf({ id: 'INST-AUT-45', value: 45, article: 'art. 5' })}`;

describe('a rule of the institution’s own', () => {
  test('is shown before it is written, written once, and said to be there already when it comes again', async () => {
    const shown = await importing(own, '--dry-run');
    expect(shown).toContain(
      'INST-AUT-20, din 01.11.2026: regulă nouă, „răspunsul la cererea de racordare”: 20, zile libere',
    );
    expect(await rulesOf('INST-AUT-20')).toEqual([]);
    expect(await importing(own)).toContain('Adăugați --yes');
    expect(await importing(own, '--yes')).toContain('Scrise.');
    expect(await importing(own, '--yes')).toBe('Fișierul spune ce este deja: nu se schimbă nimic.\n');
  });

  test('is in doubt until the jurist has checked it, however sure the file says to be', async () => {
    await importing(
      `rules:\n${ruleOf({ id: 'INST-SURE', certainty: 'V', countModeCertainty: 'V' })}`,
      '--yes',
    );
    const [rule] = await rulesOf('INST-SURE');
    expect(rule).toMatchObject({ doubts: ['rule', 'count-mode'], given: 'target', origin: 'institution' });
    const checked = await jurist.request('POST', '/api/v1/deadlines/rules/INST-SURE/2026-11-01/check', {
      ...{ requestId: randomUUID(), version: rule?.version, rule: true, countMode: true, given: 'target' },
    });
    expect(checked.status).toBe(200);
    expect((await rulesOf('INST-SURE'))[0]).toMatchObject({
      doubts: [],
      checkedBy: expect.stringMatching(/^Persida /),
    });
  });

  test('counts the term of the institution’s own procedure, and the sheet prints act, article and days', async () => {
    await declareProcedures(product, { accountId: null }, [
      ProcedureDeclaration.parse({
        ...{ code: 'racordare', name: 'Racordarea la canalizare', tacitApproval: 'yes' },
        ...{ terms: [{ rule: 'INST-AUT-45', role: 'answer' }], outcomes: ['granted', 'refused'] },
        retention: { years: 10 },
      }),
    ]);
    const { id } = await world.register({ unit: 'juridic', procedure: 'racordare' });
    const { file } = await world.get(world.head, id);
    const by = await sheetOf('INST-AUT-45', file.registeredOn);
    expect(file.due).toMatchObject({ rule: 'INST-AUT-45', on: by.due });
    const { items } = (await world.head.request('GET', `/api/v1/case-files/${id}/terms`)).body as CaseTerms;
    const { body } = await world.head.request('GET', `/api/v1/case-files/${id}/terms/${items[0]?.id}`);
    const { sheet, caseFile } = body as TermSheet;
    expect(sheet.article).toBe('art. 5 din H.C.L. nr. 12/2026');
    // 45 days from 23.11.2026 lead to 07.01.2027, a holiday like the day before it.
    expect(await sheetOf('INST-AUT-45', '2026-11-23')).toMatchObject({
      target: '2027-01-05',
      limit: '2027-01-08',
    });
    const head = { council: '', name: 'Valea Mică', address: '', phone: '', crest: null };
    const { facts } = toPaperData(sheet, { head, file: caseFile, now: clock.now() });
    expect(facts[0]?.value).toContain('45 de zile de la depunerea cererii, art. 5 din H.C.L. nr. 12/2026');
    expect(facts.map(({ value }) => value)).toContain('la plecarea răspunsului');
  });

  test('of months, or without room for art. 6 (5), carries no tacit approval', async () => {
    await importing(`rules:\n${ruleOf({ id: 'INST-LUNI', value: 2, countMode: 'months' })}`, '--yes');
    const declaring = declareProcedures(product, { accountId: null }, [
      ProcedureDeclaration.parse({
        ...{ code: 'lente', name: 'Lente', tacitApproval: 'yes', outcomes: ['granted'] },
        ...{ terms: [{ rule: 'INST-LUNI', role: 'answer' }], retention: { years: 10 } },
      }),
    ]);
    await expect(declaring).rejects.toMatchObject({
      fields: [{ path: '0.terms.0.rule', code: 'procedure.tacit-rule' }],
    });
  });
});

describe('a new version of a rule', () => {
  const petitions = ruleOf({
    ...{ id: 'PET-07', validFrom: '2026-12-01', value: 20, name: 'răspunsul la petiția redirecționată' },
    ...{ act: 'O.G. nr. 27/2002', article: 'art. 8 alin. (2)', extensionCap: 15 },
  });

  test('counts what begins from its day on; what began before keeps the one it began with', async () => {
    const file = await world.register({ unit: 'juridic', direction: 'internal' });
    const term = await aTerm(deps, file, { ruleId: 'PET-07', role: 'answer', on: '2026-11-23' });
    const shown = await importing(`rules:\n${petitions}`, '--yes');
    expect(shown).toContain('value: „30” devine „20”');
    expect(shown).toContain('un termen în curs rămâne la versiunea cu care a început');
    expect((await sheetOf('PET-07', '2026-11-30')).rule.value).toBe(30);
    expect((await sheetOf('PET-07', '2026-12-01')).rule.value).toBe(20);
    expect(await theTerm(db, file.id)).toEqual(term);
  });

  test('dated back, moves no term that runs, not even when the days off change after it', async () => {
    const file = await world.register({ unit: 'juridic', direction: 'internal' });
    const term = await aTerm(deps, file, { ruleId: 'INF-12', role: 'redirect', on: '2026-11-23' });
    const back = ruleOf({ id: 'INF-12', validFrom: '2026-11-10', value: 1, extensionCap: 0 }).replace(
      / {4}extensionA.*\n/,
      '',
    );
    expect(await importing(`rules:\n${back}`, '--yes')).toContain('Scrise.');
    await db.transaction().execute((tx) =>
      moveTerms(tx, deps, {
        actor: { accountId: null },
        at: clock.now(),
        touched: { rule: { id: 'INF-12', validFrom: '2018-01-01' } },
      }),
    );
    expect(await theTerm(db, file.id, 'redirect')).toEqual(term);
    expect(await termEvents(db, file.id)).toEqual(['term.started']);
    expect((await sheetOf('INF-12', '2026-11-23')).rule.value).toBe(1);
  });

  test('is never rewritten, and none is put before it', async () => {
    const other = petitions.replace('value: 20', 'value: 25');
    expect(await importing(`rules:\n${other}`)).toContain(
      'reguli.yaml:3:16: rules.0.validFrom: Versiunea aceasta este scrisă',
    );
    const before = other.replace('2026-12-01', '2026-11-30');
    expect(await importing(`rules:\n${before}`)).toContain('O versiune nouă începe după cea mai nouă');
    await expect(
      sql`UPDATE deadline_rules SET value = 25 WHERE deadline_rules.id = 'PET-07'`.execute(db),
    ).rejects.toThrow('permission denied');
    await expect(sql`DELETE FROM deadline_rules`.execute(db)).rejects.toThrow('permission denied');
    await expect(
      sql`UPDATE deadline_rules SET valid_to = NULL WHERE deadline_rules.id = 'PET-07' AND valid_from = '2018-01-01'`.execute(
        db,
      ),
    ).rejects.toThrow('keeps its history');
  });

  test('no two of a rule hold on one day, whoever writes them', async () => {
    await expect(
      sql`INSERT INTO deadline_rules (id, valid_from, name, act, article, value, unit, count_mode, starts_from, stops_with,
          certainty, count_mode_certainty, source)
        SELECT id, '2020-01-01', name, act, article, value, unit, count_mode, starts_from, stops_with, certainty,
          count_mode_certainty, source FROM deadline_rules WHERE id = 'PET-04'`.execute(owner),
    ).rejects.toThrow('deadline_rules_no_overlap');
  });
});

describe('a legal holiday', () => {
  const saints = `holidays:
  - { code: sfanta-zi, name: Sfânta Zi, month: 12, day: 10, fromYear: 2026, act: Legea nr. 1/2026, article: art. 1 }
`;

  test('is read with act and article, says which terms it moves, and moves them with an event', async () => {
    const file = await world.register({ unit: 'juridic', direction: 'internal' });
    // 17 days from Monday lead to Thursday, 10.12.2026, if it is worked.
    await importing(`rules:\n${ruleOf({ id: 'INST-17', value: 17 })}`, '--yes');
    await aTerm(deps, file, { ruleId: 'INST-17', on: '2026-11-23' });
    expect((await theTerm(db, file.id)).dueOn).toBe('2026-12-10');
    const shown = await importing(saints, '--dry-run');
    expect(shown).toContain('Sărbătoare legală nouă din 2026: „Sfânta Zi” (art. 1 din Legea nr. 1/2026)');
    expect(shown).toContain('Un termen în curs își mută ziua.');
    await importing(saints, '--yes');
    expect((await theTerm(db, file.id)).dueOn).toBe('2026-12-09');
    expect(await termEvents(db, file.id)).toEqual(['term.started', 'term.moved']);
    expect(await importing(saints, '--yes')).toContain('nu se schimbă nimic');
  });

  test('ends with a year, once; years that are past keep their days', async () => {
    const ended = saints.replace('fromYear: 2026', 'fromYear: 2026, untilYear: 2027');
    expect(await importing(ended, '--yes')).toContain('„Sfânta Zi” nu mai este sărbătoare legală după 2027');
    const dayOff = async (day: string) => (await product.deadlines.calendar()).dayOff(day);
    product.deadlines.forget();
    expect(await dayOff('2027-12-10')).toMatchObject({ why: 'holiday' });
    expect(await dayOff('2029-12-10')).toBeUndefined();
    expect(await importing(saints, '--yes')).toContain(
      'holidays.0.fromYear: Sărbătoarea aceasta este scrisă deja',
    );
    expect(await importing(saints.replace('sfanta-zi', 'alta').replace('2026,', '2025,'))).toContain(
      'Sărbătorile legale se schimbă numai din anul acesta înainte',
    );
  });

  test('in a year that nobody compared is counted no more than any other day of it', async () => {
    const { body } = await jurist.request('GET', '/api/v1/deadlines/compute?rule=PET-06&start=2045-12-01');
    expect(body).toMatchObject({ code: 'calendar.year-unverified' });
  });
});

test('the whole law as a file, imported again, changes nothing', async () => {
  const everything = await typing('rules', 'export');
  expect(everything).toContain('id: INST-AUT-45');
  expect(await importing(everything, '--yes')).toBe('Fișierul spune ce este deja: nu se schimbă nimic.\n');
});

test('what is wrong is named by line, all at once, and nothing is written', async () => {
  const wrong = `rules:
${ruleOf({ id: 'AUT-01' })}${ruleOf({ id: 'INST-TARE', countMode: 'săptămâni' })}`;
  expect(await importing(wrong)).toContain('reguli.yaml:20:16: rules.1.countMode:');
  expect(
    await importing(
      `rules:\n${ruleOf({ id: 'AUT-01' })}${ruleOf({ id: 'INST-A' })}${ruleOf({ id: 'INST-A', value: 9 })}`,
    ),
  ).toBe(
    [
      'reguli.yaml:2:9: rules.0.id: Regulile instituției au coduri care încep cu INST-, cu litere mari și cifre, de exemplu INST-AUT-20. Celelalte coduri sunt ale programului: lor li se pot adăuga numai versiuni noi.',
      'reguli.yaml:27:16: rules.2.validFrom: Aceeași versiune apare de două ori în fișier.',
    ].join('\n'),
  );
  expect(await rulesOf('INST-A')).toEqual([]);
});
