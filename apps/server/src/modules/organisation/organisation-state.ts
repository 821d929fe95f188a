import { sql } from 'kysely';
import type { Db, Tx } from '../../platform/db.ts';
import { keyOf, type OrganisationState, type RowOf } from './organisation-change.ts';
import { orderOfTree } from './tree-order.ts';

/** The organisation as it stands, by list and key; of the nomenclature the versions without an end. */
export async function readState(db: Db | Tx): Promise<OrganisationState> {
  const institution = await read<'institution'>(db, institutionRows);
  const offices = await read<'offices'>(db, officeRows);
  const units = orderOfTree(await read<'units'>(db, unitRows));
  const positions = await read<'positions'>(db, positionRows);
  const staff = await read<'staff'>(db, staffRows);
  const nomenclature = await read<'nomenclature'>(db, nomenclatureRows);
  const categories = await read<'categories'>(db, categoryRows);
  const daysOff = await read<'daysOff'>(db, dayRows);
  return {
    institution: byKey(institution, keyOf.institution),
    offices: byKey(offices, keyOf.offices),
    units: byKey(units, keyOf.units),
    positions: byKey(positions, keyOf.positions),
    staff: byKey(staff, keyOf.staff),
    nomenclature: byKey(nomenclature, keyOf.nomenclature),
    categories: byKey(categories, keyOf.categories),
    daysOff: byKey(daysOff, keyOf.daysOff),
    order: new Map(
      [
        ['offices', offices.map(keyOf.offices)] as const,
        ['units', units.map(keyOf.units)] as const,
        ['categories', categories.map(keyOf.categories)] as const,
      ].map(([list, keys]) => [list, { keys }]),
    ),
  };
}

async function read<List extends keyof RowOf>(
  db: Db | Tx,
  rows: ReturnType<typeof sql<RowOf[List]>>,
): Promise<RowOf[List][]> {
  return (await rows.execute(db)).rows;
}

function byKey<Row>(rows: readonly Row[], key: (row: Row) => string): ReadonlyMap<string, Row> {
  return new Map(rows.map((row) => [key(row), row]));
}

const institutionRows = sql<RowOf['institution']>`
  SELECT institution.name, institution.short_name AS "shortName", institution.council, institution.address,
         institution.phone, institution.email, institution.website, institution.opening_hours AS "openingHours"
  FROM institution`;

const officeRows = sql<RowOf['offices']>`
  SELECT offices.code, offices.name, offices.address, offices.closed_on AS "closedOn"
  FROM offices ORDER BY offices.position, offices.code COLLATE "C"`;

const unitRows = sql<RowOf['units']>`
  SELECT units.code, parents.code AS parent, units.name, units.short_name AS "shortName",
         units.closed_on AS "closedOn", successors.code AS successor
  FROM units
  LEFT JOIN units AS parents ON parents.id = units.parent_id
  LEFT JOIN units AS successors ON successors.id = units.successor_id
  ORDER BY units.position, units.code COLLATE "C"`;

const positionRows = sql<RowOf['positions']>`
  SELECT units.code AS unit, positions.name, positions.leads, positions.seats
  FROM positions JOIN units ON units.id = positions.unit_id
  ORDER BY units.code COLLATE "C", positions.leads DESC, positions.name COLLATE "C"`;

const staffRows = sql<RowOf['staff']>`
  SELECT staff.code, staff.given_name AS "givenName", staff.family_name AS "familyName", staff.title,
         CASE WHEN positions.id IS NOT NULL
           THEN jsonb_build_object('unit', units.code, 'name', positions.name) END AS position,
         offices.code AS office, staff.email, staff.active_from AS "activeFrom", staff.active_to AS "activeTo"
  FROM staff
  LEFT JOIN positions ON positions.id = staff.position_id
  LEFT JOIN units ON units.id = positions.unit_id
  LEFT JOIN offices ON offices.id = staff.office_id
  ORDER BY staff.code COLLATE "C"`;

const nomenclatureRows = sql<RowOf['nomenclature']>`
  SELECT nomenclature.code, nomenclature.title, units.code AS unit,
         CASE WHEN nomenclature.retention_years IS NULL THEN 'P'
              WHEN nomenclature.reexamined THEN nomenclature.retention_years || ' C.S.'
              ELSE nomenclature.retention_years::text END AS retention
  FROM nomenclature LEFT JOIN units ON units.id = nomenclature.unit_id
  WHERE nomenclature.valid_to IS NULL
  ORDER BY nomenclature.code COLLATE "C"`;

const categoryRows = sql<RowOf['categories']>`
  SELECT categories.code, categories.name, units.code AS unit, categories.sub_register AS "subRegister",
         categories.nomenclature_code AS "nomenclatureCode", categories.active
  FROM categories LEFT JOIN units ON units.id = categories.unit_id
  ORDER BY categories.position, categories.code COLLATE "C"`;

const dayRows = sql<RowOf['daysOff']>`
  SELECT institution_days.day, institution_days.kind, institution_days.name, institution_days.act
  FROM institution_days ORDER BY institution_days.day`;

/** The same under lock: until this transaction ends nobody else changes the organisation. */
export async function lockState(tx: Tx): Promise<OrganisationState> {
  await sql`SELECT FROM institution FOR UPDATE`.execute(tx);
  return readState(tx);
}
