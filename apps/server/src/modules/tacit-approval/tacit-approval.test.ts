import { randomUUID } from 'node:crypto';
import type {
  CaseFileDetail,
  LetterDetail,
  Problem,
  PublicAuthorisations,
  TacitFindings,
  TacitStanding,
} from '@opis/contracts';
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { files } from '../../../test/a-case-world.ts';
import { aLetterWorld } from '../../../test/a-letter-world.ts';
import type { Caller } from '../../../test/a-server.ts';
import { aDatabase } from '../../../test/test-database.ts';
import { systemClock } from '../../platform/clock.ts';
import { findPassedTerms } from './find-passed-terms.ts';

const database = await aDatabase();
const world = await aLetterWorld(database);
const { head, handler, registrar, stranger, idOf, today } = world;
const watch = () => findPassedTerms({ db: database.db, clock: systemClock });

async function aPermit(procedure = 'authorisation') {
  const { id } = await world.register({ unit: 'juridic', procedure });
  await world.assign(head, id, 1, { person: idOf(handler) });
  return id;
}

async function standing(caller: Caller, id: string) {
  const { status, body } = await caller.request('GET', `${files}/${id}/tacit-approval`);
  return { status, tacit: body as TacitStanding };
}

async function tell(caller: Caller, id: string, requestId = randomUUID()) {
  const url = `${files}/${id}/tacit-approval/irregularity`;
  const { status, body } = await caller.request('POST', url, { requestId });
  return { status, tacit: body as TacitStanding, code: (body as Problem).code };
}

async function decide(caller: Caller, id: string, changes: object = {}) {
  const { status, body } = await caller.request('POST', `${files}/${id}/tacit-approval/decision`, {
    requestId: randomUUID(),
    effect: 'approved',
    basis: 'art. 6 alin. (1) din O.U.G. nr. 27/2003',
    ...changes,
  });
  return { status, tacit: body as TacitStanding, code: (body as Problem).code };
}

/** As if the paper had come so many days earlier. */
const age = (id: string, days: number) =>
  sql`UPDATE terms SET start_on = start_on - ${days}::int, target_on = target_on - ${days}::int,
    limit_on = limit_on - ${days}::int, due_on = due_on - ${days}::int,
    started_at = started_at - make_interval(days => ${days}) WHERE terms.case_file_id = ${id}`.execute(
    database.owner,
  );

test('a letter about irregularities that leaves in its window makes the term longer, once', async () => {
  const id = await aPermit();
  const { tacit } = await standing(handler, id);
  expect(tacit).toMatchObject({ applies: true, found: null, actions: ['notify-irregularity'] });
  const requestId = randomUUID();
  const [first, second] = [await tell(handler, id, requestId), await tell(handler, id, requestId)];
  expect([first.status, second.status]).toEqual([200, 200]);
  expect(await tell(handler, id)).toMatchObject({ status: 409, code: 'tacit.already-notified' });
  const letterId = first.tacit.irregularity?.letterId ?? '';
  const { letter } = await world.get(letterId);
  const sent = await world.act(handler, letter, 'send-on-route', {
    signers: [{ slot: 'unit-head', person: idOf(head) }],
  });
  expect(sent.status, JSON.stringify(sent.problem)).toBe(200);
  const signed = await world.act(handler, sent.letter, 'signed-paper', {
    upload: await world.upload(),
    signedOn: today,
  });
  expect(signed.status, JSON.stringify(signed.problem)).toBe(200);
  const due = async () =>
    (
      await sql<{ due: string; by: number }>`SELECT terms.due_on AS due, terms.extended_by AS by FROM terms
        WHERE terms.case_file_id = ${id} AND terms.role = 'answer'`.execute(database.db)
    ).rows[0];
  const before = await due();
  const left = await leave(signed.letter);
  expect(left.status, JSON.stringify(left.problem)).toBe(200);
  const after = await due();
  expect(after?.by).toBe(10);
  expect((after?.due ?? '') > (before?.due ?? '')).toBe(true);
  expect((await standing(handler, id)).tacit.irregularity?.leftOn).toBe(today);
});

const leave = (letter: LetterDetail) =>
  world.act(registrar, letter, 'hand-over', { receivedBy: 'Ilinca Găsălescu', on: today });

test('after the window the letter is refused with the day on which it closed', async () => {
  const id = await aPermit();
  await age(id, 24);
  expect((await standing(handler, id)).tacit.irregularity).toMatchObject({ open: false });
  expect(await tell(handler, id)).toMatchObject({ status: 409, code: 'tacit.too-late' });
});

test('silence past the cautious day is found once, and only a person says what it means', async () => {
  const id = await aPermit();
  const other = await world.aPetition();
  await age(id, 40);
  await age(other.id, 400);
  expect(await watch()).toBe(1);
  expect(await watch()).toBe(0);
  expect((await standing(head, other.id)).tacit).toMatchObject({ applies: false, found: null });
  const { tacit } = await standing(head, id);
  expect(tacit).toMatchObject({ found: { effect: null }, actions: ['decide'] });
  const { body } = await head.request('GET', '/api/v1/tacit-approvals');
  expect((body as TacitFindings).items.map(({ file }) => file.id)).toEqual([id]);
  const told = await sql<{ n: number }>`SELECT count(*)::int AS n FROM notices
    WHERE notices.case_file_id = ${id} AND notices.kind = 'tacit-approval' AND notices.staff_id = ${idOf(head)}`.execute(
    database.db,
  );
  expect(told.rows[0]?.n).toBe(1);
  expect(await decide(handler, id)).toMatchObject({ status: 403, code: 'tacit.not-allowed' });
  expect((await decide(stranger, id)).status).toBe(404);
  const decided = await decide(head, id, { signal: true });
  expect(decided.status, decided.code).toBe(200);
  expect(decided.tacit.found).toMatchObject({ effect: 'approved', signalLetterId: expect.any(String) });
  expect(await decide(head, id)).toMatchObject({ status: 409, code: 'tacit.decided' });
});

/** A permit whose term passed in silence, found by the watch. */
async function aSilent() {
  const id = await aPermit();
  await age(id, 40);
  await watch();
  return id;
}

const fileOf = async (id: string) => (await head.request('GET', `${files}/${id}`)).body as CaseFileDetail;
const stepsOf = async (id: string) =>
  (
    await sql<{ kind: string; text: string | null }>`SELECT case_steps.kind, case_steps.text FROM case_steps
      WHERE case_steps.case_file_id = ${id} ORDER BY case_steps.id`.execute(database.db)
  ).rows;
const granted = async () => {
  const { body } = await world.server.inject({ url: '/api/v1/public/authorisations' });
  return (body as PublicAuthorisations).items.find(({ code }) => code === 'authorisation')?.tacitlyApproved;
};

test('the effect „approved” closes the file as approved by silence, with its line, its event and its place in the public list', async () => {
  const id = await aSilent();
  const before = (await granted()) ?? 0;
  expect((await decide(head, id)).status).toBe(200);
  expect(await fileOf(id)).toMatchObject({ status: 'closed', outcome: 'tacitly-approved' });
  expect((await stepsOf(id)).at(-1)).toMatchObject({
    kind: 'close',
    text: expect.stringContaining('art. 6 alin. (1) din O.U.G. nr. 27/2003'),
  });
  expect(await granted()).toBe(before + 1);
  const { rows } = await sql<{ type: string }>`SELECT events.type FROM events
    WHERE events.subject_id = ${id} AND events.type IN ('tacit-approval.decided', 'case-file.closed')
    ORDER BY events.type`.execute(database.db);
  expect(rows.map(({ type }) => type)).toEqual(['case-file.closed', 'tacit-approval.decided']);
});

test('the effect „not approved” leaves the file open and its term as it was, with a line that says why', async () => {
  const id = await aSilent();
  const before = (await granted()) ?? 0;
  const basis = 'Cererea nu privește o autorizație în înțelesul legii.';
  const { status, tacit } = await decide(head, id, { effect: 'not-approved', basis });
  expect(status).toBe(200);
  expect(tacit.found).toMatchObject({ effect: 'not-approved', basis });
  expect(await fileOf(id)).toMatchObject({ status: 'with-handler', outcome: null, due: { state: 'late' } });
  expect((await stepsOf(id)).at(-1)).toMatchObject({ kind: 'note', text: expect.stringContaining(basis) });
  expect(await granted()).toBe(before);
});

test('a file that somebody closed meanwhile is not approved behind their back', async () => {
  const id = await aSilent();
  const closing = { requestId: randomUUID(), version: 2, outcome: 'refused' };
  expect((await handler.request('POST', `${files}/${id}/close`, closing)).status).toBe(200);
  expect(await decide(head, id)).toMatchObject({ status: 409, code: 'tacit.file-closed' });
  expect((await decide(head, id, { effect: 'not-approved' })).status).toBe(200);
  expect((await fileOf(id)).outcome).toBe('refused');
});

test('the notice about the official goes on its way though silence closed the file', async () => {
  const id = await aSilent();
  const { tacit } = await decide(head, id, { signal: true });
  expect((await fileOf(id)).status).toBe('closed');
  const { letter } = await world.get(tacit.found?.signalLetterId ?? '', head);
  expect(letter.actions).toEqual(['edit', 'send-on-route', 'withdraw']);
  const addressee = { ...letter.content.addressee, name: 'Comisia de disciplină', address: 'Aici' };
  const saved = await world.save(letter, { addressee }, head);
  expect(saved.status, JSON.stringify(saved.problem)).toBe(200);
  const sent = await world.act(head, saved.letter, 'send-on-route', {
    signers: [{ slot: 'unit-head', person: idOf(head) }],
  });
  expect(sent.status, JSON.stringify(sent.problem)).toBe(200);
});

test('a file that nobody has is told of to who heads the institution, who may then see it and record the effect', async () => {
  const director = await world.server.aCaller(['director']);
  const { id } = await world.register({ unit: undefined, procedure: 'authorisation' });
  expect((await director.request('GET', `${files}/${id}`)).status).toBe(404);
  await age(id, 40);
  await watch();
  const { rows } = await sql<{ username: string }>`SELECT accounts.username FROM notices
    JOIN accounts ON accounts.staff_id = notices.staff_id
    WHERE notices.case_file_id = ${id} AND notices.kind = 'tacit-approval'`.execute(database.db);
  expect(rows.map(({ username }) => username)).toEqual([director.username]);
  const { body } = await director.request('GET', '/api/v1/tacit-approvals');
  expect((body as TacitFindings).items.find(({ file }) => file.id === id)).toMatchObject({
    effect: null,
    mine: true,
  });
  expect((await decide(director, id)).status).toBe(200);
  const seen = (await director.request('GET', `${files}/${id}`)).body as CaseFileDetail;
  expect(seen).toMatchObject({ status: 'closed', outcome: 'tacitly-approved' });
});

test('a file that was answered in time, or closed, is not found', async () => {
  const id = await aPermit();
  const closing = { requestId: randomUUID(), version: 2, outcome: 'granted' };
  expect((await handler.request('POST', `${files}/${id}/close`, closing)).status).toBe(200);
  await age(id, 40);
  expect(await watch()).toBe(0);
});

test('what was decided has its basis: the database keeps no effect without one', async () => {
  const id = await aPermit();
  await age(id, 40);
  await watch();
  await expect(
    sql`UPDATE tacit_findings SET effect = 'approved' WHERE tacit_findings.case_file_id = ${id}`.execute(
      database.owner,
    ),
  ).rejects.toMatchObject({ constraint: 'tacit_findings_decision_whole' });
});

test('the list of authorisations under tacit approval is there for everybody', async () => {
  const { status, body } = await world.server.inject({ url: '/api/v1/public/authorisations' });
  expect(status).toBe(200);
  expect((body as PublicAuthorisations).items).toContainEqual(
    expect.objectContaining({ code: 'authorisation', days: 30 }),
  );
});

// Last: from here on the newest version is one that does not know.
test('a procedure of which nobody knows whether it applies never triggers anything (TAC-03)', async () => {
  const [yes, unknown] = [await aPermit(), await aPermit()];
  await age(yes, 40);
  await age(unknown, 40);
  // The version of a running file never changes: the other one began with a version that does not know.
  await sql`INSERT INTO procedures (id, code, version, origin, declaration, declared_at)
    SELECT gen_random_uuid(), procedures.code, 99, procedures.origin,
      jsonb_set(procedures.declaration, '{tacitApproval}', '"unknown"'), now()
    FROM procedures WHERE procedures.code = 'authorisation' ORDER BY procedures.version DESC LIMIT 1`.execute(
    database.owner,
  );
  await sql`UPDATE case_files SET procedure_version = 99 WHERE case_files.id = ${unknown}`.execute(
    database.owner,
  );
  await watch();
  expect((await standing(head, yes)).tacit.found).toMatchObject({ effect: null });
  expect((await standing(head, unknown)).tacit).toMatchObject({ applies: false, found: null, actions: [] });
  expect(await decide(head, unknown)).toMatchObject({ status: 409, code: 'tacit.not-found' });
});
