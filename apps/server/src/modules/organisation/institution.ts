import { AppError } from '@opis/contracts';
import { sql } from 'kysely';
import type { Db, Tx } from '../../platform/db.ts';

/** The institution that keeps this database. `demonstrationPassword` is there only in the demonstration. */
export type Institution = {
  name: string;
  shortName: string;
  council: string;
  address: string;
  phone: string;
  email: string;
  website: string;
  openingHours: string;
  demonstrationPassword: string | null;
};

type InstitutionRow = Omit<Institution, 'shortName' | 'openingHours' | 'demonstrationPassword'> & {
  short_name: string;
  opening_hours: string;
  demonstration_password: string | null;
};

/** The institution, or undefined before `opis init` or the demonstration's seed. */
export async function findInstitution(db: Db | Tx): Promise<Institution | undefined> {
  const { rows } = await sql<InstitutionRow>`
    SELECT name, short_name, council, address, phone, email, website, opening_hours, demonstration_password
    FROM institution
  `.execute(db);
  const row = rows[0];
  return row && toInstitution(row);
}

/** The institution. Throws `organisation.not-initialised` before there is one. */
export async function getInstitution(db: Db | Tx): Promise<Institution> {
  const institution = await findInstitution(db);
  if (institution === undefined) throw new AppError('dependency', 'organisation.not-initialised');
  return institution;
}

function toInstitution({
  short_name,
  opening_hours,
  demonstration_password,
  ...rest
}: InstitutionRow): Institution {
  return {
    ...rest,
    shortName: short_name,
    openingHours: opening_hours,
    demonstrationPassword: demonstration_password,
  };
}
