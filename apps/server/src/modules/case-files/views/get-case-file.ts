import {
  AppError,
  type CaseFileDetail,
  type CaseFileRef,
  type CaseParty,
  type CaseUnit,
  formatRegistrationNumber,
} from '@opis/contracts';
import { sql } from 'kysely';
import type { FieldKeys } from '../../../platform/crypto/field-crypto.ts';
import type { Db } from '../../../platform/db.ts';
import { recordAccess } from '../../events/index.ts';
import { type Actor, inNameOf } from '../../identity/index.ts';
import { findPartyCard, type SealedRegisters } from '../../parties/index.ts';
import { returnPlaceOf } from '../case-file.ts';
import { readStates } from '../case-file-store.ts';
import { type CaseProcedureDeps, describeCaseProcedure } from '../procedures/describe-case-procedure.ts';
import { type CaseRecord, type Eyes, toCaseRow } from './case-row.ts';
import { personJson, unitJson } from './case-step.ts';
import { listCaseEntries } from './list-case-entries.ts';
import { listCaseItems } from './list-case-items.ts';
import { type CaseViewDeps, requireCaseFile } from './require-case-file.ts';

export type CasePageDeps = CaseViewDeps &
  CaseProcedureDeps & { keys: FieldKeys; sealedRegisters: SealedRegisters };

/** Everything about one file. Leaves an access record: it shows a person's data. */
export async function getCaseFile(deps: CasePageDeps, actor: Actor, id: string): Promise<CaseFileDetail> {
  const { eyes, record } = await requireCaseFile(deps, actor, id);
  await recordAccess(
    deps.db,
    inNameOf(actor, (capacity) => sees(capacity, record)),
    {
      kind: 'viewed',
      at: deps.clock.now(),
      subjectType: 'case-file',
      subjectId: id,
      purpose: 'case-file-page',
    },
  );
  const row = toCaseRow(eyes, record);
  const entries = await listCaseEntries(deps.db, eyes, id);
  const [items, party, returnsTo, joinedTo, declared, complaint] = await Promise.all([
    listCaseItems(deps.db, record, entries),
    record.reader ? findParty(deps, eyes, record) : null,
    row.actions.includes('return') ? findReturn(deps, eyes, id) : null,
    findJoined(deps, eyes, record),
    record.reader ? describeCaseProcedure(deps, actor, record) : null,
    record.reader || row.actions.includes('set-complaint') ? findComplaint(deps.db, record) : null,
  ]);
  return {
    ...row,
    declared,
    readable: record.reader,
    entries: entries.map(({ entry }) => entry),
    items,
    party,
    returnsTo,
    joinedTo,
    complaint,
  };
}

// Whom it lies with, they or their unit, sees it by their own right; else by that of whom they stand in for.
const sees = (capacity: Actor, { handler, unit }: CaseRecord) =>
  [handler?.id, unit?.id].some((id) => id !== undefined && capacity.principals.includes(id));

/** The file that holds an entry, for who may see both; not-found for the rest. */
export async function findCaseFileOf(
  deps: CaseViewDeps,
  actor: Actor,
  key: { register: string; year: number; number: number },
): Promise<CaseFileRef> {
  const { register } = await deps.registers.require(actor, key.register);
  const { rows } = await sql<{ id: string }>`
    SELECT case_entries.case_file_id AS id FROM entries JOIN books ON books.id = entries.book_id
    JOIN case_entries ON case_entries.entry_id = entries.id
    WHERE books.register_id = ${register.id} AND books.year = ${key.year} AND entries.number = ${key.number}
  `.execute(deps.db);
  const [found] = rows;
  if (found === undefined) throw new AppError('not-found', 'case-file.not-found');
  const { record } = await requireCaseFile(deps, actor, found.id);
  return { id: record.id };
}

async function findParty(deps: CasePageDeps, eyes: Eyes, record: CaseRecord): Promise<CaseParty | null> {
  const { actor } = eyes;
  if (record.party_id === null || !actor.scopes.has('party.read')) return null;
  const sight = { sealedRegisters: await deps.sealedRegisters.of(actor) };
  const card = await findPartyCard(deps, record.party_id, sight);
  return card ? { ...card, otherFiles: await listOtherFiles(deps, eyes, record) } : null;
}

/** Newest of the person's other files that this person may see. */
const mostOthers = 20;

async function listOtherFiles(
  { db }: CaseViewDeps,
  { reach }: Eyes,
  { id, party_id: partyId }: CaseRecord,
): Promise<CaseParty['otherFiles']> {
  const { rows } = await sql<
    Omit<CaseParty['otherFiles'][number], 'registrationNumber'> & { number: number; on: string }
  >`
    SELECT case_files.id, entries.number, entries.registered_on AS on, entries.subject, case_files.status,
      case_entries.role
    FROM entries JOIN books ON books.id = entries.book_id
    JOIN case_entries ON case_entries.entry_id = entries.id
    JOIN case_files ON case_files.id = case_entries.case_file_id
    WHERE entries.party_id = ${partyId} AND case_entries.case_file_id <> ${id} AND ${reach.rowVisible}
    ORDER BY entries.id DESC LIMIT ${mostOthers}
  `.execute(db);
  return rows.map(({ number, on, ...file }) => ({
    ...file,
    registrationNumber: formatRegistrationNumber(number, on),
  }));
}

async function findReturn(
  { db, clock }: CasePageDeps,
  { reach }: Eyes,
  id: string,
): Promise<{ unit: CaseUnit | null } | null> {
  const state = (await readStates(db, { reach, clock }, [id])).get(id);
  if (state === undefined) return null;
  const { rows } = await sql<CaseUnit>`
    SELECT units.id, units.code, units.name, units.short_name AS "shortName" FROM units
    WHERE units.id = ${returnPlaceOf(state).unitId}
  `.execute(db);
  return { unit: rows[0] ?? null };
}

async function findComplaint(
  db: Db,
  { target_person_id: personId, target_unit_id: unitId }: CaseRecord,
): Promise<CaseFileDetail['complaint']> {
  if (personId === null && unitId === null) return null;
  const { rows } = await sql<NonNullable<CaseFileDetail['complaint']>>`
    SELECT ${personJson('staff')} AS person, ${unitJson('units')} AS unit
    FROM (SELECT ${personId}::uuid AS person_id, ${unitId}::uuid AS unit_id) AS target
    LEFT JOIN staff ON staff.id = target.person_id LEFT JOIN units ON units.id = target.unit_id
  `.execute(db);
  return rows[0] ?? null;
}

async function findJoined(
  { db }: CaseViewDeps,
  { reach }: Eyes,
  { joined_to: joinedTo }: CaseRecord,
): Promise<CaseFileDetail['joinedTo']> {
  if (joinedTo === null) return null;
  // The file that it was joined to may have been joined to another since.
  const { rows } = await sql<{ id: string; number: number; on: string }>`
    WITH RECURSIVE chain AS (
      SELECT case_files.id, case_files.joined_to FROM case_files WHERE case_files.id = ${joinedTo}
      UNION ALL
      SELECT case_files.id, case_files.joined_to FROM chain JOIN case_files ON case_files.id = chain.joined_to
    )
    SELECT entries.id, entries.number, entries.registered_on AS on
    FROM chain JOIN entries ON entries.id = chain.id JOIN books ON books.id = entries.book_id
    WHERE chain.joined_to IS NULL AND ${reach.rowVisible}
  `.execute(db);
  const [found] = rows;
  return found
    ? { id: found.id, registrationNumber: formatRegistrationNumber(found.number, found.on) }
    : null;
}
