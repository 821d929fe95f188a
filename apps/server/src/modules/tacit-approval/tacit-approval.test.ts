import { randomUUID } from 'node:crypto';
import type {
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
