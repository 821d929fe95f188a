import { sql } from 'kysely';
import { beforeAll, describe, expect, test } from 'vitest';
import { aClock } from '../../../test/a-clock.ts';
import { anActor, aRegistry } from '../../../test/a-registry.ts';
import { aTerm, dueOf, nobody, termDeps, termEvents, theTerm } from '../../../test/a-term.ts';
import { aDatabase } from '../../../test/test-database.ts';
import {
  cancelTerms,
  extendTerm,
  listTerms,
  meetTerms,
  resumeTerm,
  startTerms,
  suspendTerm,
  unmeetTerms,
} from './index.ts';

const database = await aDatabase();
const { db, owner } = database;
const clock = aClock('2026-06-29T08:00:00Z');
const registry = await aRegistry(database, { clock, trustHour: true });
const deps = termDeps(db, clock);
let actor: Awaited<ReturnType<typeof anActor>>;
beforeAll(async () => {
  actor = await anActor(database);
  // A rule that the law lets stop, for what no rule of ours allows yet.
  await sql`
    INSERT INTO deadline_rules (id, valid_from, name, act, article, value, unit, count_mode, starts_from, stops_with, suspendable,
      suspended_by, certainty, count_mode_certainty, source)
    VALUES ('XSU-01', '2018-01-01', 'o regulă cu suspendare', 'Legea de probă', 'art. 1', 30, 'days', 'free',
      'de la înregistrare', 'la plecarea răspunsului', true, 'cererea de completare (art. 2)', 'K', 'K', 'probă')`.execute(
    owner,
  );
});

/** A file without a term of its own. */
const aFile = () => registry.register(actor, { unit: 'juridic', direction: 'internal' });
const inTx = <T>(
  work: (tx: Parameters<Parameters<ReturnType<typeof db.transaction>['execute']>[0]>[0]) => Promise<T>,
) => db.transaction().execute(work);
const act = () => ({ actor: nobody, at: clock.now() });

test('a term has both dates, and gives the cautious one until its count mode is checked', async () => {
  const file = await aFile();
  const term = await aTerm(deps, file);
  expect(term).toMatchObject({
    ...{ startOn: '2026-06-29', targetOn: '2026-07-29', limitOn: '2026-07-30', dueOn: '2026-07-29' },
    ...{ status: 'running', extendedBy: 0, extensionCap: 15 },
  });
  expect(await dueOf(db, file.id)).toBe('2026-07-29');
  expect(await termEvents(db, file.id)).toEqual(['term.started']);
});

test('a file is due with the first of its terms, and with none when all have ended', async () => {
  const file = await aFile();
  await aTerm(deps, file);
  await aTerm(deps, file, { ruleId: 'PET-04', role: 'redirect' });
  expect(await dueOf(db, file.id)).toBe('2026-07-03');
  const meet = (role: 'redirect' | 'answer') =>
    inTx((tx) =>
      meetTerms(tx, deps, {
        ...act(),
        meetings: [{ caseFileId: file.id, role, metAt: clock.now(), cause: 'closed', causeId: null }],
      }),
    );
  expect(await meet('redirect')).toBe(1);
  expect(await dueOf(db, file.id)).toBe('2026-07-29');
  await meet('answer');
  expect(await dueOf(db, file.id)).toBeNull();
  expect(await meet('answer')).toBe(0);
});

test('a file has no second running term of one role', async () => {
  const file = await aFile();
  await aTerm(deps, file);
  await expect(aTerm(deps, file)).rejects.toMatchObject({ code: 'term.role-taken' });
  expect((await listTerms(db, [file.id])).length).toBe(1);
});

test('an answer that bounced is no answer: its term runs again with the dates it had', async () => {
  const file = await aFile();
  const causeId = actor.accountId;
  await aTerm(deps, file);
  const meetings = [{ caseFileId: file.id, metAt: clock.now(), cause: 'letter' as const, causeId }];
  await inTx((tx) => meetTerms(tx, deps, { ...act(), meetings }));
  const other = [{ caseFileId: file.id, causeId: file.id }];
  expect(await inTx((tx) => unmeetTerms(tx, deps, { ...act(), unmeetings: other }))).toBe(0);
  const back = [{ caseFileId: file.id, causeId }];
  expect(await inTx((tx) => unmeetTerms(tx, deps, { ...act(), unmeetings: back }))).toBe(1);
  expect(await theTerm(db, file.id)).toMatchObject({ status: 'running', metAt: null, dueOn: '2026-07-29' });
  expect(await dueOf(db, file.id)).toBe('2026-07-29');
  expect(await termEvents(db, file.id)).toEqual(['term.started', 'term.met', 'term.unmet']);
});

test('whoever has a file is told that its answer came back', async () => {
  const handler = await anActor(database, ['case-handler']);
  const file = await aFile();
  await sql`UPDATE case_files SET handler_id = ${handler.staffId}, status = 'with-handler'
    WHERE case_files.id = ${file.id}`.execute(owner);
  await aTerm(deps, file);
  const causeId = actor.accountId;
  const meetings = [{ caseFileId: file.id, metAt: clock.now(), cause: 'letter' as const, causeId }];
  await inTx((tx) => meetTerms(tx, deps, { ...act(), meetings }));
  await inTx((tx) => unmeetTerms(tx, deps, { ...act(), unmeetings: [{ caseFileId: file.id, causeId }] }));
  const { rows } = await sql<{ kind: string; staffId: string }>`
    SELECT notices.kind, notices.staff_id AS "staffId" FROM notices WHERE notices.case_file_id = ${file.id}`.execute(
    db,
  );
  expect(rows).toEqual([{ kind: 'term-unmet', staffId: handler.staffId }]);
});

describe('an extension', () => {
  const extend = (caseFileId: string, by: number) =>
    inTx((tx) => extendTerm(tx, deps, { ...act(), caseFileId, role: 'answer', by }));

  test('counts on from the start of the term, once', async () => {
    const file = await aFile();
    await aTerm(deps, file);
    expect(await extend(file.id, 15)).toBe('2026-08-13');
    expect(await theTerm(db, file.id)).toMatchObject({
      extendedBy: 15,
      targetOn: '2026-08-13',
      limitOn: '2026-08-14',
    });
    await expect(extend(file.id, 1)).rejects.toMatchObject({ code: 'term.already-extended' });
  });

  test('goes no further than the law, nor beyond the day of the term', async () => {
    const file = await aFile();
    await aTerm(deps, file);
    await expect(extend(file.id, 16)).rejects.toMatchObject({ code: 'deadline.extension-beyond-cap' });
    const late = await aFile();
    await aTerm(deps, late, { on: '2026-05-20' });
    await expect(extend(late.id, 15)).rejects.toMatchObject({ code: 'term.too-late-to-extend' });
    const none = await aFile();
    await expect(extend(none.id, 15)).rejects.toMatchObject({ code: 'term.not-found' });
  });
});

test('a term stops only where the law allows it, and then the days of the stop are not counted', async () => {
  const file = await aFile();
  await aTerm(deps, file);
  const pick = { caseFileId: file.id, role: 'answer' as const };
  await expect(inTx((tx) => suspendTerm(tx, deps, { ...act(), ...pick }))).rejects.toMatchObject({
    code: 'term.not-suspendable',
  });
  const stopping = await aFile();
  await aTerm(deps, stopping, { ruleId: 'XSU-01' });
  const its = { caseFileId: stopping.id, role: 'answer' as const };
  await inTx((tx) => suspendTerm(tx, deps, { ...act(), ...its }));
  expect(await dueOf(db, stopping.id)).toBeNull();
  clock.pass({ days: 7 });
  await inTx((tx) => resumeTerm(tx, deps, { ...act(), ...its }));
  clock.pass({ days: -7 });
  expect(await theTerm(db, stopping.id)).toMatchObject({
    status: 'running',
    suspendedDays: 7,
    limitOn: '2026-08-06',
  });
});

test('terms that are cancelled are over, and leave their role free', async () => {
  const file = await aFile();
  await aTerm(deps, file);
  const picks = [{ caseFileId: file.id }];
  await inTx((tx) => cancelTerms(tx, deps, { ...act(), picks, reason: 'reclassified' }));
  expect(await dueOf(db, file.id)).toBeNull();
  await aTerm(deps, file, { ruleId: 'INF-01-10' });
  expect((await listTerms(db, [file.id])).map(({ status }) => status)).toEqual(['cancelled', 'running']);
});

test('many files are acted on at once', async () => {
  const many = await Promise.all(Array.from({ length: 20 }, aFile));
  const at = clock.now();
  const starts = many.map(({ id }) => ({
    ...{ caseFileId: id, ruleId: 'PET-06', role: 'answer' as const, at, startOn: '2026-06-29' },
  }));
  await inTx((tx) => startTerms(tx, deps, { ...act(), starts }));
  const meetings = many.map(({ id }) => ({
    ...{ caseFileId: id, metAt: at, cause: 'closed' as const, causeId: null },
  }));
  expect(await inTx((tx) => meetTerms(tx, deps, { ...act(), meetings }))).toBe(20);
});

describe('the database itself refuses', () => {
  const change = async (id: string, set: string) =>
    sql`UPDATE terms SET ${sql.raw(set)} WHERE terms.id = ${id}`.execute(owner);

  test.each([
    ['an extension beyond the cap', 'extended_by = 16, extended_at = now()'],
    ['another cap than the law’s', 'extension_cap = 60'],
    [
      'a term met before it began',
      "status = 'met', met_cause = 'closed', met_at = started_at - interval '1 second'",
    ],
    ['a term that is met without a moment', "status = 'met'"],
    ['a stop where the law knows none', "status = 'suspended', suspended_on = '2026-07-01'"],
    ['a due day that is neither of the two', "due_on = '2026-07-28'"],
    ['a limit before the target', "limit_on = '2026-07-01'"],
  ])('%s', async (_, set) => {
    const term = await aTerm(deps, await aFile());
    await expect(change(term.id, set)).rejects.toThrow(/constraint/);
  });

  test('that a term is removed', async () => {
    const term = await aTerm(deps, await aFile());
    await expect(sql`DELETE FROM terms WHERE terms.id = ${term.id}`.execute(owner)).rejects.toThrow();
  });

  test('that people are given a limit that nobody checked', async () => {
    await expect(
      sql`UPDATE deadline_rules SET given = 'limit' WHERE deadline_rules.id = 'PET-07'`.execute(owner),
    ).rejects.toThrow(/limit_when_checked/);
  });
});
