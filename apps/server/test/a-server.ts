import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Role } from '@opis/contracts';
import type { InjectOptions } from 'fastify';
import { afterAll } from 'vitest';
import { compose, type Foundation } from '../src/compose.ts';
import { composeHttp, type DoorSettings } from '../src/compose-http.ts';
import { addGrant, createToken, openAccount } from '../src/modules/identity/index.ts';
import { importOrganisation, type OrganisationPlanInput } from '../src/modules/organisation/index.ts';
import { createRegister } from '../src/modules/registry/index.ts';
import { type Clock, systemClock } from '../src/platform/clock.ts';
import type { FileStore } from '../src/platform/files/file-store.ts';
import { openFileStore } from '../src/platform/files/open-file-store.ts';
import { createLog } from '../src/platform/log.ts';
import { anOrganisation } from './an-organisation.ts';
import type { TestDatabase } from './test-database.ts';

const operator = { accountId: null, via: 'command-line' } as const;

/** Somebody with an account, who calls the API with a token of theirs. */
export type Caller = {
  username: string;
  token: string;
  request(
    method: 'GET' | 'POST' | 'DELETE',
    url: string,
    payload?: unknown,
  ): Promise<{ status: number; body: never }>;
};

/** A house without copies, whose database is the test's. */
const aHouse = (dataDir: string) => ({
  dataDir,
  archiveDir: undefined,
  witnessDir: undefined,
  keepCopies: 7,
  ownerUrl: '',
  backupUrl: undefined,
  embedded: false,
  environment: {},
});

const settings: DoorSettings = {
  publicUrl: 'https://valea-mica.example',
  trustProxy: false,
  maxUploadBytes: 50 * 1024 * 1024,
  forbiddenTypes: [],
};

/**
 * The whole product on this test's database, asked without a port: an institution, a general register, whoever a test
 * needs. Ends with the file's tests.
 */
export async function aServer(
  { db }: TestDatabase,
  options: {
    clock?: Clock;
    settings?: Partial<DoorSettings>;
    signing?: Foundation['signing'];
    /** Where files lie; absent: in a folder of the test's own. */
    files?: FileStore;
    /** Code of the unit that keeps the general register; absent: the institution. */
    registerUnit?: string;
    /** Nothing is opened before the antivirus has called it clean. */
    holdUntilClean?: boolean;
  } = {},
) {
  const clock = options.clock ?? systemClock;
  const dataDir = await mkdtemp(join(tmpdir(), 'opis-server-'));
  const files = options.files ?? (await openFileStore({ dataDir }));
  const keys = {
    cnpKey: randomBytes(32),
    lookupKey: randomBytes(32),
    sealKey: generateKeyPairSync('ed25519').privateKey,
  };
  const signing = options.signing ?? { way: 'off', csc: undefined, timeStamp: undefined };
  const log = createLog('silent');
  const foundation = { db, bookDb: db, clock, log, files, keys, house: aHouse(dataDir), signing };
  const product = compose(foundation, { holdUntilClean: options.holdUntilClean ?? false });
  const { app, close } = await composeHttp(product, { ...settings, ...options.settings });
  afterAll(async () => {
    await close();
    await rm(dataDir, { recursive: true, force: true });
  });
  const people: NonNullable<OrganisationPlanInput['staff']> = [];
  await importOrganisation(product, anOrganisation());
  const keeper = options.registerUnit && (await product.organisation.findUnit(options.registerUnit));
  await createRegister({ db, now: clock.now() }, operator, {
    ...(keeper && { unitId: keeper.id }),
    code: 'general',
    name: 'Registrul general de intrare-ieșire',
    labelCode: 'G',
    kind: 'general',
    subRegisters: [{ code: 'petitii', name: 'Registrul de petiții' }],
  });

  async function inject(request: InjectOptions) {
    const response = await app.inject(request);
    const isJson = String(response.headers['content-type']).includes('json');
    return {
      status: response.statusCode,
      body: (isJson ? response.json() : response.body) as never,
      response,
    };
  }

  async function hire(count: number, office: string | null = null): Promise<string[]> {
    const names = Array.from({ length: count }, (_, index) => `cont${people.length + 1 + index}`);
    people.push(
      ...names.map((username) => ({
        code: username,
        givenName: 'Persida',
        familyName: `Cucuruz-${username.slice(4)}`,
        title: 'angajată',
        position: null,
        office,
        activeFrom: '2020-01-01',
      })),
    );
    await importOrganisation(product, anOrganisation({ staff: people }));
    return names;
  }

  async function openDoor(
    username: string,
    { roles, unit }: { roles: readonly Role[]; unit: string | null },
  ): Promise<Caller & { staffCode: string }> {
    await db.transaction().execute(async (tx) => {
      await openAccount(tx, product.identity, operator, { username, staff: username, passwordHash: null });
      for (const role of roles) await addGrant(tx, product.identity, operator, { username, role, unit });
    });
    const { text } = await createToken(product.identity, operator, {
      username,
      name: 'test',
      days: 365,
      permissions: null,
    });
    const request: Caller['request'] = async (method, url, payload) => {
      const headers = {
        authorization: `Bearer ${text}`,
        ...(payload === undefined ? {} : { 'content-type': 'application/json' }),
      };
      const { status, body } = await inject({
        method,
        url,
        headers,
        ...(payload === undefined ? {} : { payload: JSON.stringify(payload) }),
      });
      return { status, body };
    };
    return { username, staffCode: username, token: text, request };
  }

  /** A person with these roles, over the institution or over one unit's subtree; of an office when one is named. */
  async function aCaller(
    roles: readonly Role[],
    unit: string | null = null,
    office: string | null = null,
  ): Promise<Caller & { staffCode: string }> {
    const [username = ''] = await hire(1, office);
    return openDoor(username, { roles, unit });
  }

  /** Many at once, in the order asked. */
  async function callersWith(grants: readonly { roles: readonly Role[]; unit: string | null }[]) {
    const callers: (Caller & { staffCode: string })[] = [];
    const names = await hire(grants.length);
    for (const [at, grant] of grants.entries()) callers.push(await openDoor(names[at] ?? '', grant));
    return callers;
  }

  return { app, product, inject, aCaller, callersWith, dataDir };
}
