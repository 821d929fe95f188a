import { randomUUID } from 'node:crypto';
import { addDays, type CaseFileRow, CaseQueue, foldText } from '@opis/contracts';
import fc from 'fast-check';
import { sql } from 'kysely';
import { beforeAll, expect, test } from 'vitest';
import { anActor, aRegistry } from '../../../../test/a-registry.ts';
import { aTerm, termDeps } from '../../../../test/a-term.ts';
import { aDatabase } from '../../../../test/test-database.ts';
import { systemClock, toLegalTime } from '../../../platform/clock.ts';
import type { Actor } from '../../identity/index.ts';
import { createRegister } from '../../registry/index.ts';
import { assignCaseFile, closeCaseFile, returnCaseFile } from '../index.ts';
import { countCaseFiles, listCaseFiles } from './list-case-files.ts';

const database = await aDatabase();
const registry = await aRegistry(database);
const terms = termDeps(database.db, systemClock);
const units = ['juridic', 'contencios', 'registratura'] as const;
const subjects = ['Adeverință de venit', 'Ședința din ianuarie', 'Închiderea străzii', 'Adeverință de rol'];

/** Who looks, and what brute force knows of them. */
type Reader = { actor: Actor; units: readonly string[]; book: boolean; named: boolean };
let readers: Reader[];
let everything: (CaseFileRow & { unitId: string | null; handlerId: string | null; dueOn: string | null })[];
const idOf = async (code: string) => (await registry.organisation.findUnit(code))?.id ?? '';

async function aWorker(role: 'case-handler' | 'head-of-unit', codes: readonly string[]): Promise<Reader> {
  const ids = await Promise.all(codes.map(idOf));
  const actor = await anActor(database, [role], { principals: ids, scope: new Set(ids) });
  return { actor, units: ids, book: false, named: false };
}

beforeAll(async () => {
  const registrar = await anActor(database);
  const auditor = await anActor(database, ['auditor']);
  const member = await anActor(database, ['case-handler']);
  await createRegister(
    { db: database.db, now: new Date() },
    { accountId: null },
    {
      code: 'avertizari',
      name: 'Avertizări',
      labelCode: 'W',
      kind: 'confidential',
      memberStaffIds: [member.staffId],
    },
  );
  const workers = [
    await aWorker('case-handler', ['juridic']),
    await aWorker('head-of-unit', ['juridic', 'contencios']),
    await aWorker('case-handler', ['contencios']),
    await aWorker('case-handler', []),
  ];
  readers = [
    ...workers,
    { actor: registrar, units: [], book: true, named: false },
    { actor: auditor, units: [], book: true, named: false },
    { actor: member, units: [], book: false, named: true },
  ];
  for (let count = 0; count < 48; count++) {
    const unit = units[count % 4];
    const entry = await registry.register(registrar, {
      subject: subjects[count % 4],
      ...(unit ? { unit } : {}),
      sender: { kind: 'natural', name: count % 3 === 0 ? 'Ștefan Țîrlea' : 'Ana Bâlcu' },
    });
    // Before the moves: a file that is closed loses its term.
    if (count % 3 !== 0) await aTerm(terms, entry, { on: addDays('2026-06-01', (count * 7) % 25) });
    await move(workers, entry.id, count);
  }
  for (let count = 0; count < 6; count++) {
    const entry = await registry.register(member, { register: 'avertizari' });
    const act = { id: entry.id, requestId: randomUUID(), version: 1 };
    if (count % 2 === 0) await assignCaseFile(registry, member, { ...act, to: { self: true } });
  }
  everything = await readAll();
});

/** Some are taken, some closed, some forwarded or returned. */
async function move(workers: readonly Reader[], id: string, count: number) {
  const [handler, head] = workers;
  if (count % 4 !== 0 || !handler || !head) return;
  const act = (version: number) => ({ id, version, requestId: randomUUID() });
  if (count % 8 === 0) await assignCaseFile(registry, handler.actor, { ...act(1), to: { self: true } });
  if (count % 16 === 0) await closeCaseFile(registry, handler.actor, { ...act(2), outcome: 'filed' });
  if (count % 16 === 8) await assignCaseFile(registry, head.actor, { ...act(2), to: { unit: 'contencios' } });
  if (count % 8 === 4) await returnCaseFile(registry, head.actor, { ...act(1), reason: 'nu este la noi' });
}

async function readAll() {
  const { rows } = await sql<{
    id: string;
    unitId: string | null;
    handlerId: string | null;
    dueOn: string | null;
    row: CaseFileRow;
  }>`
    SELECT case_files.id, case_files.unit_id AS "unitId", case_files.handler_id AS "handlerId",
      case_files.due_on AS "dueOn",
      json_build_object('id', case_files.id, 'status', case_files.status, 'subject', entries.subject,
        'issuer', entries.issuer, 'number', entries.number, 'register', registers.code) AS row
    FROM case_files JOIN entries ON entries.id = case_files.id JOIN books ON books.id = entries.book_id
    JOIN registers ON registers.id = books.register_id ORDER BY case_files.id
  `.execute(database.owner);
  return rows.map(({ row, ...ids }) => ({ ...row, ...ids }));
}

type File = (typeof everything)[number];
const isOpen = (file: File) => file.status === 'with-unit' || file.status === 'with-handler';

/** The queues as a person would say them, over everything that there is. */
function belongs({ actor, units: own, book, named }: Reader, queue: CaseQueue, file: File): boolean {
  const sealed = file.register === 'avertizari';
  if (sealed && !named) return false;
  const mine = file.handlerId === actor.staffId;
  const inUnit = file.unitId !== null && own.includes(file.unitId);
  const reached = mine || inUnit || (sealed ? named : book);
  if (queue === 'mine') return mine && file.status === 'with-handler';
  if (queue === 'unit') return inUnit && isOpen(file);
  if (queue === 'recent') return reached;
  if (queue === 'closed') return reached && file.status === 'closed';
  const routes = sealed ? named : actor.roles.includes('registrar');
  return (file.status === 'unassigned' && routes) || (file.status === 'with-unit' && inUnit);
}

type Order = 'oldest' | 'newest' | 'due';
const orderOf = (queue: CaseQueue, sort: Order | undefined): Order =>
  sort ?? (queue === 'recent' || queue === 'closed' ? 'newest' : 'due');

// What has no running term comes after all that has one; then by registration.
const byOrder = (order: Order) => (one: File, other: File) => {
  const byId = one.id < other.id ? -1 : 1;
  if (order === 'newest') return -byId;
  if (order === 'oldest' || one.dueOn === other.dueOn) return byId;
  return (one.dueOn ?? '9999') < (other.dueOn ?? '9999') ? -1 : 1;
};

const wordsIn = (text: string, file: File) =>
  foldText(text)
    .split(' ')
    .every((word) => foldText(`${file.subject} ${file.issuer}`).includes(word));

test('a queue is exactly what brute force finds in it, for any reader, filter, order and page', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.record({
        reader: fc.nat(6),
        queue: fc.constantFrom(...CaseQueue.options),
        sort: fc.option(fc.constantFrom('oldest' as const, 'newest' as const, 'due' as const), {
          nil: undefined,
        }),
        dueTo: fc.option(fc.constantFrom('2026-07-01', '2026-07-15'), { nil: undefined }),
        limit: fc.integer({ min: 1, max: 20 }),
        text: fc.option(fc.constantFrom('sedinta', 'ADEVERINȚĂ tirlea', 'inchiderea', '17', 'nr. 5/2026'), {
          nil: undefined,
        }),
        unit: fc.option(fc.constantFrom(...units), { nil: undefined }),
      }),
      async ({ reader, queue, sort, limit, text, unit, dueTo }) => {
        const who = readers[reader];
        if (!who) throw new Error('nobody');
        const unitId = unit && (await idOf(unit));
        const number = /\d+/.exec(text ?? '')?.[0];
        const expected = everything
          .filter((file) => belongs(who, queue, file))
          .filter((file) => unitId === undefined || file.unitId === unitId)
          .filter((file) => dueTo === undefined || (file.dueOn !== null && file.dueOn <= dueTo))
          .filter((file) => number === undefined || file.number === Number(number))
          .filter((file) => text === undefined || number !== undefined || wordsIn(text, file))
          .toSorted(byOrder(orderOf(queue, sort)))
          .map((file) => file.id);
        const found: string[] = [];
        for (let after: string | null | undefined; after !== null; ) {
          const page = await listCaseFiles(registry, who.actor, {
            ...{ queue, sort, limit, text, unit, dueTo },
            ...(after && { after }),
          });
          found.push(...page.items.map(({ id }) => id));
          after = page.next;
        }
        expect(found).toEqual(expected);
      },
    ),
    { numRuns: 60 },
  );
});

test('counts are those of the queues', async () => {
  for (const who of readers) {
    const counts = await countCaseFiles(registry, who.actor, {});
    for (const queue of ['mine', 'unit', 'unassigned', 'recent'] as const) {
      const expected = everything.filter((file) => belongs(who, queue, file)).length;
      expect([queue, counts[queue]]).toEqual([queue, { count: expected, more: false }]);
    }
  }
});

test('the actions of a row are those that its page allows, and none where only the row is seen', async () => {
  const auditor = readers[5];
  if (!auditor) throw new Error('nobody');
  const { items } = await listCaseFiles(registry, auditor.actor, { queue: 'recent', limit: 200 });
  expect(items.length).toBeGreaterThan(40);
  expect(
    items.every(({ actions, lastStep }) => actions.length === 0 && (lastStep?.text ?? null) === null),
  ).toBe(true);
});

test('of mine, those past their day are counted apart; not what is due today, nor those of others', async () => {
  const today = toLegalTime(systemClock.now()).date;
  const person = await aWorker('case-handler', ['juridic']);
  const other = await aWorker('case-handler', ['juridic']);
  const registrar = await anActor(database);
  for (const [who, days] of [
    [person, -1],
    [person, -30],
    [person, 0],
    [other, -1],
  ] as const) {
    const { id } = await registry.register(registrar, { unit: 'juridic' });
    await assignCaseFile(registry, who.actor, {
      id,
      requestId: randomUUID(),
      version: 1,
      to: { self: true },
    });
    await sql`UPDATE case_files SET due_on = ${addDays(today, days)} WHERE id = ${id}`.execute(
      database.owner,
    );
  }
  const counts = await countCaseFiles(registry, person.actor, {});
  expect([counts.mine.count, counts.overdue]).toEqual([3, { count: 2, more: false }]);
  const narrowed = await countCaseFiles(registry, person.actor, { dueTo: addDays(today, -10) });
  expect(narrowed.overdue.count).toBe(1);
});
