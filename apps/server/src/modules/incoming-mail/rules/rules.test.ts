import { randomUUID } from 'node:crypto';
import type { IntakeRules, Problem, RuleTrial } from '@opis/contracts';
import { sql } from 'kysely';
import { beforeEach, expect, test } from 'vitest';
import { anIntakeWorld, type Letter } from '../../../../test/an-intake-world.ts';
import { aDatabase } from '../../../../test/test-database.ts';

const database = await aDatabase();
const world = await anIntakeWorld(database);
const { officer, colleague, arrive, get } = world;
const rules = '/api/v1/intake-rules';

type Draft = { conditions: object; effect: object; [field: string]: unknown };
const aRule = (changes: Partial<Draft> = {}) => ({
  ...{ name: 'Adeverințe', position: 50, validFrom: '2020-01-01' },
  ...{ conditions: { words: ['adeverinț'] }, effect: { kind: 'request', unit: 'juridic' } },
  ...changes,
});

async function attempt(rule: object, { ruleId = randomUUID() as string, last = 500, caller = officer } = {}) {
  const { status, body } = await caller.request('POST', `${rules}/trial`, { ruleId, rule, last });
  return { ruleId, status, trial: body as RuleTrial, problem: body as Problem };
}

async function save(id: string, rule: object, more: { version?: number; requestId?: string } = {}) {
  const answer = await officer.request('POST', `${rules}/${id}`, { requestId: randomUUID(), rule, ...more });
  return { status: answer.status, code: (answer.body as Problem | null)?.code };
}

const retire = async (id: string, version: number) =>
  (await officer.request('POST', `${rules}/${id}/retirement`, { requestId: randomUUID(), version })).status;

const standing = async () => ((await officer.request('GET', rules)).body as IntakeRules).items;
const proposalOf = async (letter: Letter) => (await get(await arrive(letter))).message.proposal;

async function live(rule: object): Promise<string> {
  const { ruleId } = await attempt(rule);
  expect(await save(ruleId, rule)).toEqual({ status: 204, code: undefined });
  return ruleId;
}

// Each test begins without rules.
beforeEach(async () => {
  for (const { id, version } of await standing()) expect(await retire(id, version)).toBe(204);
});

const words = (n: string) => `proba${n}`;

test('a rule goes live only when the very same content was tried; another word in it asks for another trial', async () => {
  const id = randomUUID();
  expect(await save(id, aRule())).toEqual({ status: 409, code: 'intake-rule.not-tried' });
  await attempt(aRule(), { ruleId: id });
  for (const changed of [
    { conditions: { words: ['adeverinț', 'caziere'] } },
    { conditions: { words: ['adeverinț'], knownSender: true } },
    { effect: { kind: 'petition', unit: 'juridic' } },
    { position: 51 },
    { validFrom: '2020-01-02' },
    { validTo: '2099-12-31' },
  ])
    expect(await save(id, aRule(changed))).toEqual({ status: 409, code: 'intake-rule.not-tried' });
  expect(await save(randomUUID(), aRule())).toEqual({ status: 409, code: 'intake-rule.not-tried' });
  expect(await standing()).toEqual([]);
  expect((await proposalOf({ subject: 'Adeverință' })).kind).toBe('unknown');
  expect((await save(id, aRule({ name: 'Alt nume' }))).status).toBe(204);
  expect((await proposalOf({ subject: 'Adeverință' })).rule?.name).toBe('Alt nume');
});

test('a trial among other rules than those that stand says nothing: it is asked for again', async () => {
  const { ruleId } = await attempt(aRule());
  await live(aRule({ conditions: { words: ['alta'] } }));
  expect((await save(ruleId, aRule())).code).toBe('intake-rule.not-tried');
  await attempt(aRule(), { ruleId });
  expect((await save(ruleId, aRule())).status).toBe(204);
});

test('the same save again is the same save, although its trial is of before it', async () => {
  const { ruleId } = await attempt(aRule());
  const requestId = randomUUID();
  expect((await save(ruleId, aRule(), { requestId })).status).toBe(204);
  expect((await save(ruleId, aRule(), { requestId })).status).toBe(204);
  expect((await standing()).map(({ version }) => version)).toEqual([1]);
});

test('two who change a rule at once: the second is told, and the first one’s holds', async () => {
  const id = await live(aRule());
  const mine = aRule({ effect: { kind: 'petition', unit: 'juridic' } });
  const theirs = aRule({ effect: { kind: 'letter' } });
  await attempt(mine, { ruleId: id });
  expect((await save(id, mine, { version: 1 })).status).toBe(204);
  await attempt(theirs, { ruleId: id });
  expect((await save(id, theirs, { version: 1 })).code).toBe('intake-rule.changed-meanwhile');
  expect(await save(id, theirs)).toEqual({ status: 409, code: 'intake-rule.changed-meanwhile' });
  expect(await retire(id, 1)).toBe(409);
  expect((await standing())[0]).toMatchObject({ version: 2, effect: { kind: 'petition' } });
});

test('a rule that is retired proposes no more, is no longer there to be changed, and what it proposed names it', async () => {
  const id = await live(aRule());
  const before = await arrive({ subject: 'Adeverință' });
  const [rule] = await standing();
  expect(await retire(id, 1)).toBe(204);
  expect(await standing()).toEqual([]);
  expect((await proposalOf({ subject: 'Adeverință' })).kind).toBe('unknown');
  expect((await get(before)).message.proposal.rule).toMatchObject({ id, number: rule?.number });
  await attempt(aRule(), { ruleId: id });
  expect((await save(id, aRule(), { version: 2 })).code).toBe('intake-rule.not-found');
  expect(await retire(id, 2)).toBe(404);
});

test('a rule speaks on its days alone, the last one too', async () => {
  const day = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
  await live(aRule({ validFrom: day(2), conditions: { words: ['maine'] } }));
  await live(aRule({ validTo: day(-2), conditions: { words: ['ieri'] } }));
  await live(aRule({ validFrom: day(-1), validTo: day(1), conditions: { words: ['azi'] } }));
  expect((await standing()).map(({ inForce }) => inForce)).toEqual([false, false, true]);
  expect((await proposalOf({ subject: 'maine' })).kind).toBe('unknown');
  expect((await proposalOf({ subject: 'ieri' })).kind).toBe('unknown');
  expect((await proposalOf({ subject: 'azi' })).kind).toBe('request');
});

test('a trial says what it met, what it would change, and where people had decided so or otherwise', async () => {
  const n = words('a');
  await live(aRule({ position: 20, conditions: { words: [n] }, effect: { kind: 'letter' } }));
  const [asBefore, asAfter, otherwise, open] = [
    await arrive({ subject: n }),
    await arrive({ subject: n }),
    await arrive({ subject: n }),
    await arrive({ subject: n }),
  ];
  await arrive({ subject: 'fără nicio legătură' });
  await world.registerMessage(asBefore ?? '', { kind: 'letter' });
  await world.registerMessage(asAfter ?? '', { kind: 'petition' });
  await world.refuse([{ id: otherwise ?? '', version: 1 }], 'other');
  const first = aRule({ position: 10, conditions: { words: [n] }, effect: { kind: 'petition' } });
  const { trial } = await attempt(first, { last: 5 });
  expect(trial).toMatchObject({ looked: 5, met: 4, changed: 4, better: 1, worse: 1 });
  expect(trial.items.map(({ id }) => id)).toEqual([open, otherwise, asAfter, asBefore]);
  expect(trial.items.map(({ decided }) => decided)).toEqual([null, 'not-registered', 'petition', 'letter']);
  expect(trial.items[0]).toMatchObject({ before: { kind: 'letter' }, after: { kind: 'petition' } });
  const behind = await attempt({ ...first, position: 30 }, { last: 5 });
  expect(behind.trial).toMatchObject({ looked: 5, met: 0, changed: 0 });
  const onlyTwo = await attempt(first, { last: 2 });
  expect(onlyTwo.trial).toMatchObject({ looked: 2, met: 1, changed: 1 });
});

test('of a rule that stands its new words are tried instead of its old ones, under its own number', async () => {
  const n = words('b');
  const id = await live(aRule({ conditions: { words: [n] } }));
  const [rule] = await standing();
  await arrive({ subject: n });
  await arrive({ subject: `${n} altfel` });
  const narrower = aRule({ conditions: { subjectWords: [`${n} altfel`] } });
  const { trial } = await attempt(narrower, { ruleId: id, last: 2 });
  expect(trial).toMatchObject({ met: 1, changed: 1 });
  expect(trial.items[0]).toMatchObject({
    before: { kind: 'request', ruleNumber: rule?.number },
    after: { kind: 'unknown', ruleNumber: null },
  });
});

test('what decides before any rule does so in a trial too: machines, answers to us, messages that came twice', async () => {
  const n = words('c');
  await arrive({ subject: n, headers: ['Auto-Submitted: auto-replied'] });
  const headers = ['Message-ID: <acelasi@posta.example>'];
  await arrive({ subject: n, headers });
  await arrive({ subject: n, headers, text: 'încă o dată' });
  const { trial } = await attempt(aRule({ conditions: { words: [n] } }), { last: 3 });
  expect(trial).toMatchObject({ looked: 3, met: 1, changed: 1 });
});

test('a trial changes no proposal, and is kept once with who tried and what came of it', async () => {
  const n = words('d');
  const id = await arrive({ subject: n });
  const rule = aRule({ conditions: { words: [n] } });
  const { ruleId } = await attempt(rule, { last: 1 });
  await attempt(rule, { ruleId, last: 1, caller: colleague });
  expect((await get(id)).message.proposal.kind).toBe('unknown');
  const { rows } = await sql<{ met: number; by: string | null }>`
    SELECT intake_rule_trials.met, accounts.username AS by FROM intake_rule_trials
    JOIN accounts ON accounts.id = intake_rule_trials.account_id
    WHERE intake_rule_trials.rule_id = ${ruleId}`.execute(database.db);
  expect(rows).toEqual([{ met: 1, by: officer.username }]);
});

test('who may not change rules may not try one either', async () => {
  const clerk = await world.server.aCaller(['registrar']);
  expect((await attempt(aRule(), { caller: clerk })).status).toBe(403);
});

test('of what a program sent only a rule that names its kind speaks; what came twice no rule speaks of', async () => {
  const n = words('f');
  const byProgram = { headers: ['Auto-Submitted: auto-generated', 'Message-ID: <spv@posta.example>'] };
  await live(aRule({ position: 10, conditions: { words: [n] }, effect: { kind: 'petition' } }));
  expect(await proposalOf({ subject: n, headers: ['Auto-Submitted: auto-generated'] })).toMatchObject({
    kind: 'not-registered',
    reason: 'auto-reply',
  });
  const conditions = { words: [n], messageKinds: ['auto-reply'] };
  await live(aRule({ position: 20, conditions, effect: { kind: 'invoice' } }));
  const proposal = await proposalOf({ subject: n, ...byProgram });
  expect(proposal).toMatchObject({ kind: 'invoice', confirms: false, noConfirmation: 'machine' });
  expect((await proposalOf({ subject: n })).kind).toBe('petition');
  expect(await proposalOf({ subject: n, text: 'iar', ...byProgram })).toMatchObject({
    kind: 'not-registered',
  });
});

test('who may change rules is told the mailboxes by which a rule can be bound; nobody else', async () => {
  const of = async (caller: typeof officer) => (await caller.request('GET', rules)).body as IntakeRules;
  expect((await of(officer)).mailboxes.map(({ address }) => address)).toContain(
    'registratura@valea-mica.example',
  );
  const registrar = await world.server.aCaller(['registrar']);
  expect(await of(registrar)).toMatchObject({ mayChange: false, mailboxes: [] });
});
