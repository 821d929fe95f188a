import { randomBytes, randomUUID } from 'node:crypto';
import { permissionsOf, type RegisterDocumentRequest, type Role } from '@opis/contracts';
import { sql } from 'kysely';
import {
  caseFileParticipant,
  caseFileSubscriber,
  procedureBook,
  termFiles,
  verifyCaseFiles,
} from '../src/modules/case-files/index.ts';
import { deadlineBook } from '../src/modules/deadlines/index.ts';
import type { Actor, Scope } from '../src/modules/identity/index.ts';
import { importOrganisation, noUnitFiles, organisationDirectory } from '../src/modules/organisation/index.ts';
import { bookBatchers } from '../src/modules/registry/batch/batchers.ts';
import { createRegister } from '../src/modules/registry/create-register.ts';
import { sealedRegisters } from '../src/modules/registry/index.ts';
import { registerDocument } from '../src/modules/registry/register-document.ts';
import { registerDirectory } from '../src/modules/registry/registers.ts';
import { type Clock, systemClock } from '../src/platform/clock.ts';
import type { FieldKeys } from '../src/platform/crypto/field-crypto.ts';
import type { Db } from '../src/platform/db.ts';
import { newId } from '../src/platform/ids.ts';
import { anOrganisation } from './an-organisation.ts';
import type { TestDatabase } from './test-database.ts';

/** What the modules above write with a registration, as in the product. */
export function participantsOf(db: Db, clock: Clock, keys: FieldKeys) {
  return [
    caseFileParticipant({
      ...{ db, clock, keys },
      organisation: organisationDirectory(db, { clock }),
      deadlines: deadlineBook({ db }),
      procedures: procedureBook({ db }),
      sealedRegisters: sealedRegisters({ db }),
    }),
  ];
}

/** What the modules above verify beside the registry. */
export const verifyParts = [verifyCaseFiles];

/** A registry that works: organisation, a general register, batchers. `trustHour` as for the seeder. */
export async function aRegistry(
  { db, owner }: TestDatabase,
  options: { clock?: Clock; trustHour?: boolean } = {},
) {
  const clock = options.clock ?? systemClock;
  const now = new Date();
  const fieldKeys = { cnpKey: randomBytes(32), lookupKey: randomBytes(32) };
  await importOrganisation({ db, clock: systemClock, unitFiles: noUnitFiles }, anOrganisation());
  await createRegister(
    { db, now },
    { accountId: null },
    {
      code: 'general',
      name: 'Registrul general de intrare-ieșire',
      labelCode: 'G',
      kind: 'general',
      subRegisters: [
        { code: 'petitii', name: 'Registrul de petiții' },
        { code: 'audiente', name: 'Registrul de audiențe' },
      ],
    },
  );
  const trustHour = options.trustHour ?? false;
  const deadlines = deadlineBook({ db });
  const writing = { clock, trustHour, taskSubscribers: [], deadlines, termFiles };
  const deps = {
    db,
    registers: registerDirectory({ db }),
    organisation: organisationDirectory(db),
    batchers: bookBatchers({
      db,
      clock,
      fieldKeys,
      participants: participantsOf(db, clock, fieldKeys),
      trustHour,
    }),
    ...writing,
    subscribers: [caseFileSubscriber(writing)],
  };
  return {
    ...deps,
    owner,
    register: (actor: Actor, changes: Partial<RegisterDocumentRequest> & { register?: string } = {}) =>
      registerDocument(deps, actor, aRegistration(changes)),
  };
}

/** What a caller sends to register a paper; every call with a request id of its own. */
export function aRegistration(
  changes: Partial<RegisterDocumentRequest> & { register?: string } = {},
): RegisterDocumentRequest & { register: string } {
  return {
    register: 'general',
    requestId: randomUUID(),
    channel: 'counter',
    direction: 'in',
    subject: 'Solicitare adeverință de venit',
    sender: { kind: 'natural', name: 'Anghelina Turturică' },
    sheets: 1,
    annexes: 0,
    uploads: [],
    confirmGap: false,
    ...changes,
  };
}

/** A person with an account and these roles over the whole institution, or over these units. */
export async function anActor(
  { db }: Pick<TestDatabase, 'db'>,
  roles: readonly Role[] = ['registrar'],
  options: { scope?: Scope; principals?: readonly string[] } = {},
): Promise<Actor> {
  const [staffId, accountId] = [newId(), newId()];
  const mark = accountId.slice(-12);
  await sql`INSERT INTO staff (id, code, given_name, family_name, title, active_from)
    VALUES (${staffId}, ${mark}, 'Pătru', ${`Ghiocel-${mark}`}, 'registrator', '2020-01-01')`.execute(db);
  await sql`INSERT INTO accounts (id, username, staff_id, created_at) VALUES (${accountId}, ${mark}, ${staffId}, now())`.execute(
    db,
  );
  const permissions = roles.flatMap((role) => permissionsOf[role]);
  const rights = {
    scopes: new Map(permissions.map((permission) => [permission, options.scope ?? ('institution' as const)])),
    principals: [staffId, ...(options.principals ?? [])],
  };
  return {
    accountId,
    staffId,
    username: mark,
    displayName: `Pătru Ghiocel-${mark}`,
    unitId: null,
    officeId: null,
    roles,
    ...rights,
    own: rights,
    onBehalf: [],
    via: 'session',
    credentialId: null,
  };
}
