import { randomUUID } from 'node:crypto';
import type { EnterEmergencyLineRequest } from '@opis/contracts';
import { sql } from 'kysely';
import { describe, expect, test } from 'vitest';
import { anActor, aRegistration, aRegistry } from '../../../../test/a-registry.ts';
import { anOrganisation } from '../../../../test/an-organisation.ts';
import { aDatabase } from '../../../../test/test-database.ts';
import { systemClock, toLegalTime } from '../../../platform/clock.ts';
import { importOrganisation, noUnitFiles } from '../../organisation/index.ts';
import { createRegister } from '../create-register.ts';
import { registerDocument } from '../register-document.ts';
import { verifyChain } from '../verify/verify-chain.ts';
import { verifyEntries } from '../verify/verify-entries.ts';
import { readBooks } from '../verify/verify-registry.ts';
import { getEntryDetail } from '../views/get-entry-detail.ts';
import { enterEmergencyLine } from './enter-line.ts';
import { makeEmergencySheet } from './make-sheet.ts';
import { findByEmergencyNumber, getSheet, listSheets } from './sheet-views.ts';
import { voidEmergencyLines } from './void-lines.ts';

const database = await aDatabase();
const registry = await aRegistry(database);
const { db, owner } = database;
const actor = await anActor(database);
const [centre] = anOrganisation().offices ?? [];
const twoOffices = [centre, { code: 'piata', name: 'Punctul de lucru Piață', address: 'Piața Mare nr. 2' }];
await importOrganisation(
  { ...registry, unitFiles: noUnitFiles },
  anOrganisation({ offices: twoOffices.filter((one) => one !== undefined) }),
);
const year = new Date().getFullYear();
const { rows: offices } = await sql<{ code: string }>`SELECT code FROM offices ORDER BY position`.execute(db);
const office = offices[0]?.code ?? '';

const aSheet = (lines = 3, changes: { office?: string; register?: string; requestId?: string } = {}) =>
  makeEmergencySheet(registry, actor, {
    requestId: randomUUID(),
    office,
    register: 'general',
    lines,
    ...changes,
  });

function aLine(sheetId: string, number: number, changes: Partial<EnterEmergencyLineRequest> = {}) {
  const { register: _register, ...paper } = aRegistration();
  const { date, time } = toLegalTime(new Date());
  return { ...paper, receivedOn: date, receivedTime: time, ...changes, sheetId, number };
}
const enter = (sheetId: string, number: number, changes: Partial<EnterEmergencyLineRequest> = {}) =>
  enterEmergencyLine(registry, actor, aLine(sheetId, number, changes));
const numberOf = (code: string) => Number(/-(\d+)\//.exec(code)?.[1]);

describe('a sheet', () => {
  test('carries numbers of the office alone, one after another, and takes nothing from the general series', async () => {
    const before = await registry.register(actor);
    const [first, second] = [await aSheet(3), await aSheet(2)];
    expect(numberOf(second.first)).toBe(numberOf(first.last) + 1);
    expect(first.lines.map((line) => numberOf(line.code))).toEqual(
      [0, 1, 2].map((at) => numberOf(first.first) + at),
    );
    expect(first).toMatchObject({ open: 3, entered: 0, voided: 0 });
    expect((await registry.register(actor)).number).toBe(before.number + 1);
  });

  test('asked for twice by one request is one sheet', async () => {
    const requestId = randomUUID();
    const [one, again] = [await aSheet(2, { requestId }), await aSheet(2, { requestId })];
    expect(again.id).toBe(one.id);
  });

  test('of each office has a prefix of its own, and many at once give no number twice', async () => {
    const sheets = await Promise.all(
      Array.from({ length: 12 }, (_, at) =>
        aSheet(4, { office: offices[at % offices.length]?.code ?? office }),
      ),
    );
    const codes = sheets.flatMap((sheet) => sheet.lines.map((line) => line.code));
    expect(new Set(codes).size).toBe(48);
    const prefixes = new Set(sheets.map((sheet) => `${sheet.office.code} ${sheet.first.split('-')[0]}`));
    expect(offices.length).toBe(2);
    expect(prefixes.size).toBe(2);
    expect(new Set([...prefixes].map((prefix) => prefix.split(' ')[1])).size).toBe(2);
  });

  test.each([
    [{ office: 'nicaieri' }, 'office'],
    [{ register: 'secret' }, 'register'],
  ])('of %j is refused', async (changes: { office?: string; register?: string }, path) => {
    await createRegister(
      { db, now: new Date() },
      { accountId: null },
      {
        code: `c${path}`,
        name: 'Confidențial',
        labelCode: path === 'office' ? 'K' : 'L',
        kind: 'confidential',
        subRegisters: [],
      },
    );
    const register = changes.register ? `c${path}` : 'general';
    await sql`INSERT INTO register_members (register_id, staff_id, added_at)
      SELECT id, ${actor.staffId}, now() FROM registers WHERE code = ${`c${path}`}`.execute(owner);
    const made = aSheet(1, { ...changes, register });
    await expect(made).rejects.toMatchObject({ family: 'validation', fields: [{ path }] });
  });

  test('is not there for who may not register', async () => {
    const sheet = await aSheet(1);
    const handler = await anActor(database, ['case-handler']);
    await expect(getSheet(registry, handler, sheet.id)).rejects.toMatchObject({ family: 'not-found' });
    expect(await listSheets(registry, handler, 'all')).toEqual([]);
    await expect(
      voidEmergencyLines(registry, handler, {
        requestId: randomUUID(),
        sheetId: sheet.id,
        reason: 'nefolosite',
      }),
    ).rejects.toMatchObject({ family: 'not-found' });
    await expect(
      enterEmergencyLine(registry, handler, aLine(sheet.id, numberOf(sheet.first))),
    ).rejects.toMatchObject({
      family: 'not-found',
    });
  });
});

describe('a line that is entered', () => {
  test('takes the next general number, keeps both numbers and the hour of the sheet, and verifies', async () => {
    const sheet = await aSheet(2);
    const before = await registry.register(actor);
    const entered = await enter(sheet.id, numberOf(sheet.first), { subject: 'Cerere scrisă pe foaie' });
    expect(entered.number).toBe(before.number + 1);
    const detail = await getEntryDetail(registry, actor, {
      register: 'general',
      year,
      number: entered.number,
    });
    expect(detail).toMatchObject({ emergencyNumber: sheet.first, subject: 'Cerere scrisă pe foaie' });
    expect(Date.parse(detail.receivedAt ?? '')).toBeLessThanOrEqual(Date.parse(detail.registeredAt));
    expect(await findByEmergencyNumber(registry, actor, ` nr. ${sheet.first.toLowerCase()}`)).toEqual({
      register: 'general',
      year,
      number: entered.number,
    });
    expect(await getSheet(registry, actor, sheet.id)).toMatchObject({
      open: 1,
      entered: 1,
      lines: [
        { entry: { number: entered.number, subject: 'Cerere scrisă pe foaie' } },
        { entry: null, voidReason: null },
      ],
    });
    for (const book of await readBooks(db, {})) {
      expect((await verifyChain(db, book)).finding).toBeUndefined();
      expect(await verifyEntries(db, book)).toBeUndefined();
    }
  });

  test('is entered once: twenty at once give one number, and a repeat of the request gives the same', async () => {
    const sheet = await aSheet(1);
    const number = numberOf(sheet.first);
    const done = await Promise.allSettled(Array.from({ length: 20 }, () => enter(sheet.id, number)));
    const given = done.filter((each) => each.status === 'fulfilled');
    expect(given).toHaveLength(1);
    for (const each of done)
      if (each.status === 'rejected') expect(each.reason).toMatchObject({ code: 'emergency.line-settled' });
    const other = await aSheet(1);
    const line = aLine(other.id, numberOf(other.first));
    const [one, again] = [
      await enterEmergencyLine(registry, actor, line),
      await enterEmergencyLine(registry, actor, line),
    ];
    expect(again).toEqual(one);
  });

  test('beside others in one batch harms none of them when it is refused', async () => {
    const sheet = await aSheet(1);
    await enter(sheet.id, numberOf(sheet.first));
    const done = await Promise.allSettled([
      registry.register(actor),
      enter(sheet.id, numberOf(sheet.first)),
      registry.register(actor),
    ]);
    expect(done.map((each) => each.status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
  });

  test.each([
    ['before the sheet was made', -60, 'emergency.received-before-print'],
    ['in the future', 2, 'emergency.received-in-future'],
  ])('%s is refused', async (_, minutes, code) => {
    const sheet = await aSheet(1);
    const { date, time } = toLegalTime(new Date(Date.now() + minutes * 60_000));
    const entering = enter(sheet.id, numberOf(sheet.first), { receivedOn: date, receivedTime: time });
    await expect(entering).rejects.toMatchObject({ fields: [{ path: 'receivedTime', code }] });
  });

  test('at an hour that the clocks left out is refused', async () => {
    const sheet = await aSheet(1);
    const entering = enter(sheet.id, numberOf(sheet.first), {
      receivedOn: '2026-03-29',
      receivedTime: '03:30',
    });
    await expect(entering).rejects.toMatchObject({ fields: [{ code: 'emergency.hour-missing' }] });
  });

  test('that is not on the sheet is not found', async () => {
    const sheet = await aSheet(1);
    await expect(enter(sheet.id, 9999)).rejects.toMatchObject({ code: 'emergency.line-not-found' });
  });
});

describe('a line on which nothing was written', () => {
  test('is voided with the reason, alone or with the rest, and can never be entered', async () => {
    const sheet = await aSheet(4);
    const first = numberOf(sheet.first);
    await enter(sheet.id, first);
    const command = { sheetId: sheet.id, reason: 'Foaie returnată' };
    await voidEmergencyLines(registry, actor, { requestId: randomUUID(), ...command, numbers: [first + 1] });
    const ended = await voidEmergencyLines(registry, actor, { requestId: randomUUID(), ...command });
    expect(ended).toMatchObject({ open: 0, entered: 1, voided: 3 });
    await expect(enter(sheet.id, first + 2)).rejects.toMatchObject({ code: 'emergency.line-settled' });
    expect((await listSheets(registry, actor, 'open')).map(({ id }) => id)).not.toContain(sheet.id);
  });

  test('is not voided when it was entered', async () => {
    const sheet = await aSheet(2);
    const first = numberOf(sheet.first);
    await enter(sheet.id, first);
    const voiding = {
      requestId: randomUUID(),
      sheetId: sheet.id,
      reason: 'greșit',
      numbers: [first, first + 1],
    };
    await expect(voidEmergencyLines(registry, actor, voiding)).rejects.toMatchObject({
      code: 'emergency.line-settled',
    });
    expect(await getSheet(registry, actor, sheet.id)).toMatchObject({ open: 1, voided: 0 });
  });
});

describe('the database itself', () => {
  test('keeps sheets, lines and their ends for ever', async () => {
    for (const table of ['emergency_sheets', 'emergency_lines', 'emergency_settlements'])
      await expect(sql`DELETE FROM ${sql.table(table)}`.execute(owner)).rejects.toThrow(/append-only/);
  });

  test('refuses an entry under a number that was never printed', async () => {
    const item = {
      ...aRegistration(),
      emergency: { number: `U9-0001/${year}`, receivedAt: systemClock.now().toISOString() },
    };
    await expect(registerDocument(registry, actor, item)).rejects.toThrow(/never printed/);
  });
});
