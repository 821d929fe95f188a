import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Db, namedQuery } from '../../../apps/server/src/platform/db.ts';
import type { Cast } from './compose-entry.ts';

const unitCount = 40;
/** Handlers of a unit stand one after another in the cast. */
export const handlersPerUnit = 5;

/** The people of the bench: who may read a few entries of many, who reads the whole book, and everybody else. */
export type BenchCast = Cast & {
  registerId: string;
  /** May read three hundred entries, whatever the book grows to; their own unit has none. */
  reader: { staffId: string; token: string };
  registrarToken: string;
};

type Opis = (...args: string[]) => Promise<string>;

/** An institution of forty units and two hundred handlers, made by the product's own commands. */
export async function makeInstitution(db: Db, opis: Opis, folder: string): Promise<BenchCast> {
  const file = join(folder, 'institution.json');
  await writeFile(file, JSON.stringify(plan()));
  await opis('org', 'import', file, '--yes');
  await opis(
    'register',
    'create',
    'general',
    '--name',
    'Registrul general de intrare-ieșire',
    '--label',
    'G',
  );
  for (const username of ['registrator-1', 'registrator-2', 'cititor'])
    await opis('account', 'create', '--username', username, '--staff', username, '--no-password');
  for (const username of ['registrator-1', 'registrator-2'])
    await opis('account', 'grant', '--account', username, '--role', 'registrar');
  await opis('account', 'grant', '--account', 'cititor', '--role', 'case-handler', '--unit', 'cititori');
  const tokenOf = (username: string) => opis('token', 'create', '--account', username, '--name', 'bench');
  return {
    ...(await readCast(db)),
    ...{ registrarToken: await tokenOf('registrator-1') },
    reader: { staffId: await staffIdOf(db, 'cititor'), token: await tokenOf('cititor') },
  };
}

async function readCast(db: Db): Promise<Cast & { registerId: string }> {
  const [cast] = await namedQuery<Cast & { registerId: string }>(db, 'bench-cast', castStatement, []);
  if (cast === undefined) throw new Error('the institution was not made');
  return cast;
}

const castStatement = `
SELECT (SELECT registers.id FROM registers WHERE registers.code = 'general') AS "registerId",
  (SELECT json_agg(json_build_object('accountId', accounts.id, 'staffId', accounts.staff_id) ORDER BY accounts.username)
    FROM accounts WHERE accounts.username LIKE 'registrator-%') AS registrars,
  (SELECT json_agg(units.id ORDER BY units.code) FROM units WHERE units.code LIKE 'serviciul-%') AS "unitIds",
  (SELECT json_agg(staff.id ORDER BY staff.code) FROM staff WHERE staff.code LIKE 'inspector-%') AS "handlerIds"`;

async function staffIdOf(db: Db, username: string): Promise<string> {
  const statement = 'SELECT accounts.staff_id AS id FROM accounts WHERE accounts.username = $1';
  const [row] = await namedQuery<{ id: string }>(db, 'bench-staff', statement, [username]);
  if (row === undefined) throw new Error(`no account ${username}`);
  return row.id;
}

function plan(): object {
  const unit = (code: string, name: string, parent: string | null) => ({
    code,
    name,
    shortName: name,
    parent,
  });
  const person = (code: string, familyName: string) => ({
    code,
    givenName: 'Persida',
    familyName,
    title: 'inspector',
    position: null,
    office: null,
    activeFrom: '2020-01-01',
  });
  const codes = Array.from({ length: unitCount }, (_, at) => `serviciul-${String(at + 1).padStart(2, '0')}`);
  const handlers = codes.flatMap((code) =>
    Array.from({ length: handlersPerUnit }, (_, at) =>
      person(`inspector-${code}-${at + 1}`, `Ghiocel ${code} ${at + 1}`),
    ),
  );
  return {
    institution: {
      name: 'Primăria Municipiului Măsurătoarea',
      shortName: 'Primăria Măsurătoarea',
      council: 'Consiliul Local',
      address: 'Str. Cântarului nr. 1',
      phone: '0200 000 100',
      email: 'registratura@masuratoarea.example',
      website: 'masuratoarea.example',
      openingHours: 'luni–vineri 08:00–16:00',
    },
    units: [
      unit('primar', 'Primar', null),
      unit('cititori', 'Compartimentul fără lucrări', 'primar'),
      ...codes.map((code, at) => unit(code, `Serviciul ${at + 1}`, 'primar')),
    ],
    staff: [
      ...['registrator-1', 'registrator-2', 'cititor'].map((code) => person(code, `Cucuruz ${code}`)),
      ...handlers,
    ],
  };
}
