import type { Role } from '@opis/contracts';
import { sql } from 'kysely';
import { recordEvent } from '../src/modules/events/index.ts';
import {
  addGrant,
  createTokenCache,
  hashPassword,
  type IdentityDeps,
  identityHook,
  identityRoutes,
  type Operator,
  openAccount,
  relyingParty,
  secondFactorKeys,
} from '../src/modules/identity/index.ts';
import { importOrganisation, noUnitFiles } from '../src/modules/organisation/index.ts';
import type { Clock } from '../src/platform/clock.ts';
import type { Db } from '../src/platform/db.ts';
import { createHttp, type Http } from '../src/platform/http/http.ts';
import { createLog } from '../src/platform/log.ts';
import { aClock, type StillClock } from './a-clock.ts';
import { anOrganisation } from './an-organisation.ts';
import { aDatabase } from './test-database.ts';

/** Whoever sits at the machine of the test. */
export const operator: Operator = { accountId: null, via: 'command-line' };

export const aPassword = 'o parolă destul de lungă';
const passwordHash = await hashPassword(aPassword);

/** A database with a small institution, a still clock, and what identity's use-cases need. */
export async function anIdentity(): Promise<{ deps: IdentityDeps; db: Db; owner: Db; clock: StillClock }> {
  const { db, owner } = await aDatabase();
  const clock = aClock();
  await importOrganisation({ db, clock, unitFiles: noUnitFiles }, anOrganisation());
  return { deps: identityDeps(db, clock), db, owner, clock };
}

/** What identity's use-cases need, on this database. */
export function identityDeps(db: Db, clock: Clock): IdentityDeps {
  const keys = { cnpKey: Buffer.alloc(32, 1), lookupKey: Buffer.alloc(32, 2) };
  return {
    db,
    clock,
    recordEvent,
    tokenCache: createTokenCache(),
    secondFactorKeys: secondFactorKeys(keys),
  };
}

/** An account of a new person, with the password `aPassword` and these roles. */
export async function anAccount(
  deps: IdentityDeps,
  account: { username: string; roles?: { role: Role; unit: string | null }[] },
): Promise<{ id: string; staffId: string }> {
  const { username, roles = [] } = account;
  const code = username.replaceAll(/[^a-z0-9.-]/g, '-');
  const person = {
    code,
    givenName: 'Sabina',
    familyName: 'Măgureanu',
    title: 'inspector',
    activeFrom: '2020-01-01',
  };
  const staff = [{ ...person, position: { unit: 'registratura', name: 'Registrator' }, office: 'sediu' }];
  await importOrganisation({ ...deps, unitFiles: noUnitFiles }, anOrganisation({ staff }));
  const id = await deps.db.transaction().execute(async (tx) => {
    const opened = await openAccount(tx, deps, operator, { username, staff: code, passwordHash });
    for (const { role, unit } of roles) await addGrant(tx, deps, operator, { username, role, unit });
    return opened.id;
  });
  const { rows } = await sql<{ staff_id: string }>`SELECT staff_id FROM accounts WHERE id = ${id}`.execute(
    deps.db,
  );
  return { id, staffId: rows[0]?.staff_id ?? '' };
}

/** A server with this module's doors; `prepare` adds routes of the test's own. */
export async function anIdentityServer(
  deps: IdentityDeps,
  prepare: (app: Http) => void = () => {},
): Promise<Http> {
  const log = createLog('silent');
  const app = createHttp({ log, trustProxy: true });
  await identityHook(app, { ...deps, log });
  identityRoutes(app, {
    ...deps,
    relyingParty: relyingParty('http://localhost:8080', async () => 'Valea Mică'),
  });
  prepare(app);
  await app.ready();
  return app;
}

/** Signs in from an address and gives the cookie as a browser sends it back. */
export async function signedIn(app: Http, username: string, address = '192.0.2.1'): Promise<string> {
  const response = await app.inject({
    method: 'POST',
    url: '/api/v1/session',
    remoteAddress: address,
    payload: { username, password: aPassword },
  });
  return String(response.headers['set-cookie']).split(';')[0] ?? '';
}
