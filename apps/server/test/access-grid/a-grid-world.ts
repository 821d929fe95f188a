import { randomUUID } from 'node:crypto';
import {
  type CaseItems,
  type CaseTasks,
  type Colleague,
  type EmergencySheetDetail,
  type EntryDetail,
  encodeLabelCode,
  type LetterDetail,
  type PartySuggestions,
} from '@opis/contracts';
import { sql } from 'kysely';
import { expect } from 'vitest';
import type { z } from 'zod';
import { queueMessage } from '../../src/modules/outgoing-mail/index.ts';
import { openRegister } from '../../src/modules/registry/open-register.ts';
import { aRegistration } from '../a-registry.ts';
import { aServer, type Caller } from '../a-server.ts';
import { type Others, someDayOf } from '../access/rule.ts';
import { aDatabase } from '../test-database.ts';
import { everyone, unitOf } from './who.ts';

/** A past year whose book nobody closed. */
export const pastYear = 1990;

/** The product, everybody of the grid, and the things of the legal unit, in the register that it keeps. */
export async function aGridWorld() {
  const server = await aServer(await aDatabase(), { registerUnit: 'juridic' });
  const [owner, head, ...callers] = await server.callersWith([
    { roles: ['registrar'], unit: null },
    { roles: ['head-of-unit'], unit: 'juridic' },
    ...everyone.map(({ role, place }) => ({ roles: [role], unit: unitOf[place] })),
  ]);
  if (!owner || !head) throw new Error('nobody was hired');
  const opening = { register: 'general', year: pastYear, firstNumber: 1, reason: 'o probă' };
  await openRegister(server.product, { accountId: null }, opening);
  const standing = await standingThings({ server, owner, head });
  const things = thingsOf({ owner, head, server, substituteId: standing.substituteId });
  return { server, callers, things, standing };
}

type Things = ReturnType<typeof thingsOf>;

type Makers = { server: Server; owner: Caller; head: Caller; substituteId: string };

/** Things made when somebody asks for them, and anew once an act has changed them. */
function thingsOf({ server, owner, head, substituteId }: Makers) {
  let days = 0;
  const makers = {
    entry: () => register(owner, {}),
    closedFile: async () => {
      const { id } = await register(owner, {});
      await done(head, `/api/v1/case-files/${id}/close`, { version: 1, outcome: 'filed' });
      return { id };
    },
    task: async () => {
      const { id } = await register(owner, {});
      const steps = [[{ kind: 'endorsement', to: { unit: 'juridic' } }]];
      const { items } = await done<CaseTasks>(head, `/api/v1/case-files/${id}/tasks`, { version: 1, steps });
      return { id: items[0]?.id ?? '' };
    },
    request: () => register(owner, { procedure: 'foi-request', channel: 'email' }),
    absence: () => {
      days += 2;
      const absence = { reason: 'leave', handOver: false, substituteId, ...someDayOf(2098, days) };
      return done<{ id: string }>(owner, '/api/v1/substitutions', absence);
    },
    message: async () => {
      const { id: caseFileId } = await register(owner, {});
      const { db, clock } = server.product;
      const { rows } = await sql<{ id: string }>`SELECT accounts.id FROM accounts LIMIT 1`.execute(db);
      const by = { accountId: rows[0]?.id ?? '', onBehalfOf: null };
      const to = { address: 'ana.pop@exemplu.ro', name: 'Ana Pop' };
      const message = {
        purpose: 'other',
        caseFileId,
        by,
        to,
        subject: 'Înștiințare',
        body: 'Bună ziua',
      } as const;
      return db.transaction().execute((tx) => queueMessage(tx, { clock }, message));
    },
    letter: async () => {
      const { id } = await register(owner, {});
      return done<LetterDetail>(head, `/api/v1/case-files/${id}/letters`, { kind: 'information' });
    },
  };
  type Kind = keyof typeof makers;
  const kept = new Map<Kind, unknown>();
  const used = new Set<Kind>();
  return {
    /** Makes what is not there; before the grid asks `now`. */
    async ready() {
      for (const [kind, make] of Object.entries(makers) as [Kind, () => Promise<unknown>][]) {
        if (!kept.has(kind)) kept.set(kind, await make());
      }
    },
    now<K extends Kind>(kind: K): Awaited<ReturnType<(typeof makers)[K]>> {
      used.add(kind);
      return kept.get(kind) as Awaited<ReturnType<(typeof makers)[K]>>;
    },
    /** What was used since the last time is not as it was. */
    spend() {
      for (const kind of used) kept.delete(kind);
      used.clear();
    },
  };
}

async function register(owner: Caller, changes: Parameters<typeof aRegistration>[0]): Promise<EntryDetail> {
  const { register: _, requestId: __, ...body } = aRegistration({ unit: 'juridic', ...changes });
  return done<EntryDetail>(owner, '/api/v1/registers/general/entries', body);
}

async function done<Body>(caller: Caller, url: string, body: object): Promise<Body> {
  const answer = await caller.request('POST', url, { requestId: randomUUID(), ...body });
  expect(answer.status, `${url} ${JSON.stringify(answer.body)}`).toBeLessThan(300);
  return answer.body as Body;
}

/** What no act of the grid changes: each is somebody’s own, or asked for with what is nobody’s. */
async function standingThings({ server, owner, head }: Omit<Makers, 'substituteId'>) {
  const sender = { kind: 'natural', name: 'Brutaru Măgurel', phone: '0700 000 001' } as const;
  const permit = await register(owner, { procedure: 'authorisation', sender });
  const uploadId = await upload(server, owner);
  const uploads = [await upload(server, owner)];
  const added = await done<z.infer<typeof CaseItems>>(owner, `/api/v1/case-files/${permit.id}/documents`, {
    uploads,
  });
  const found = (await owner.request('POST', '/api/v1/parties/search', { q: 'brutaru' }))
    .body as PartySuggestions;
  const sheet = await done<EmergencySheetDetail>(owner, '/api/v1/emergency/sheets', {
    ...{ office: 'sediu', register: 'general', lines: 2 },
  });
  const paper = await register(owner, { uploads: [await upload(server, owner)] });
  const row = `/api/v1/registers/general/entries/${paper.year}/${paper.number}`;
  const { documents } = (await head.request('GET', row)).body as EntryDetail;
  const colleagues = (await owner.request('GET', '/api/v1/colleagues')).body as { items: Colleague[] };
  return {
    substituteId: colleagues.items.at(-1)?.staffId ?? '',
    permit: { id: permit.id, documentId: added.items.at(-1)?.file?.documentId ?? '', termId: randomUUID() },
    uploadId,
    documentId: documents[0]?.id ?? '',
    partyId: found.items[0]?.id ?? '',
    sheetId: sheet.id,
    joinInto: (await register(owner, {})).number,
  };
}

type Server = Awaited<ReturnType<typeof aServer>>;

async function upload(server: Server, { token }: Caller): Promise<string> {
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/octet-stream' };
  const url = '/api/v1/uploads?name=act.txt';
  const { body } = await server.inject({ method: 'POST', url, headers, payload: 'un act' });
  return (body as { id: string }).id;
}

/** The things as the rules of access name them. */
export function toOthers(things: Things, standing: Awaited<ReturnType<typeof standingThings>>): Others {
  let asked = 0;
  const each = <Value extends string | number>(value: () => Value) =>
    new Proxy<Value[]>([], {
      get(_, key) {
        if (key === 'length') return ++asked;
        return key === 'pop' || key === 'shift' ? value : value();
      },
    });
  const nobodys = randomUUID();
  const { permit, uploadId, partyId, sheetId, joinInto, substituteId } = standing;
  return {
    get year() {
      return things.now('entry').year;
    },
    get number() {
      return things.now('entry').number;
    },
    get letter() {
      const { id, version, content } = things.now('letter');
      return { id, version, content, fileId: things.now('entry').id, authorId: nobodys, moduleId: nobodys };
    },
    get outgoingMessageId() {
      return things.now('message').id;
    },
    openFiles: each(() => things.now('entry').id),
    closedFiles: each(() => things.now('closedFile').id),
    tasks: each(() => things.now('task').id),
    requests: each(() => things.now('request').id),
    labels: each(() => {
      const { year, number } = things.now('entry');
      return encodeLabelCode({ register: 'G', year, number });
    }),
    ...{ permit, uploadId, partyId, joinInto },
    sheet: { id: sheetId, lines: each(() => 1), enteredCode: '' },
    documentId: standing.documentId,
    ...{ modelId: nobodys, sessionId: nobodys, resolutionModelId: nobodys, actId: nobodys },
    ...{ accountId: nobodys, substituteId, viewId: nobodys, longWorkId: nobodys },
    ...{ mergeId: nobodys, contactId: nobodys, representationId: nobodys },
    absences: each(() => things.now('absence').id),
    alikeIds: each(() => nobodys),
  };
}
