import { AppError } from '@opis/contracts';
import { sql } from 'kysely';
import type { Db } from '../../platform/db.ts';
import { newId } from '../../platform/ids.ts';
import { firstDue, planTerms, type TermRow, termInsertion, termStartedEvents } from '../deadlines/index.ts';
import { toEventRow } from '../events/index.ts';
import type {
  Participation,
  RegisteredEntry,
  RegistrationParticipant,
  RegistrationToPlan,
  StatementPlace,
} from '../registry/index.ts';
import { type NewFile, type PlacingDeps, placeFile, startOf } from './procedures/place-file.ts';
import type { Procedure } from './procedures/procedure.ts';

/**
 * Every registration opens a case file, or joins the one of the entry that it answers or completes, in the statement
 * that gives its number. A new file follows the procedure chosen for it, and its terms begin there. A closed file that a
 * new paper comes to is open again, where it lay.
 */
export function caseFileParticipant(deps: PlacingDeps): RegistrationParticipant {
  return {
    name: 'case-files-3',
    plan: (db, items) => planParticipations(db, deps, items),
    writes: (place, lists) =>
      [
        lists.has('opened') ? openings(place) : '',
        lists.has('joined') ? joinings(place) : '',
        lists.has('reopened') ? reopenings(place) : '',
        lists.has('items') ? newItems(place) : '',
        lists.has('presented') ? newRequirements(place) : '',
        lists.has('terms') ? termInsertion(place) : '',
      ]
        .filter((fragment) => fragment !== '')
        .join(', '),
  };
}

const list = ({ rows }: StatementPlace, name: string) => `json_to_recordset(${rows}::json -> '${name}')`;

const openings = (place: StatementPlace) => `
new_case_files AS (
  INSERT INTO case_files (id, status, unit_id, since, procedure, procedure_version, fields, due_on,
    target_person_id, target_unit_id)
  SELECT opened.id, CASE WHEN opened.unit IS NULL THEN 'unassigned' ELSE 'with-unit' END, opened.unit,
    ${place.at}::timestamptz, opened.procedure, opened.version, coalesce(opened.fields, '{}'), opened.due, opened.person,
    opened.about
  FROM ${place.when}, ${list(place, 'opened')}
    AS opened(id uuid, unit uuid, procedure text, version int, fields jsonb, due date, person uuid,
      about uuid)
  RETURNING case_files.id
), new_case_entries AS (
  INSERT INTO case_entries (entry_id, case_file_id, position, role)
  SELECT new_case_files.id, new_case_files.id, 1, 'opened' FROM new_case_files
)`;

// A file that moved since it was planned is not found under its version; its entry then has no file, and NOT NULL fails
// the statement (23502). Two that come to one file at once meet in the key of its positions (23505).
const joinings = (place: StatementPlace) => `
joined_case_files AS (
  UPDATE case_files SET
    status = CASE WHEN case_files.status <> 'closed' THEN case_files.status
      WHEN case_files.handler_id IS NOT NULL THEN 'with-handler'
      WHEN case_files.unit_id IS NOT NULL THEN 'with-unit' ELSE 'unassigned' END,
    since = CASE WHEN case_files.status = 'closed' THEN ${place.at}::timestamptz ELSE case_files.since END,
    version = case_files.version + (case_files.status = 'closed')::int,
    outcome = NULL, closed_at = NULL
  FROM ${place.when}, (SELECT DISTINCT joined.file, joined.version
    FROM ${list(place, 'joined')} AS joined(file uuid, version int)) AS joined
  WHERE case_files.id = joined.file AND case_files.version = joined.version
  RETURNING case_files.id
), joined_case_entries AS (
  INSERT INTO case_entries (entry_id, case_file_id, position, role)
  SELECT joined.id, joined_case_files.id, joined.position, joined.role
  FROM ${place.when} CROSS JOIN ${list(place, 'joined')} AS joined(id uuid, file uuid, position int, role text)
  LEFT JOIN joined_case_files ON joined_case_files.id = joined.file
)`;

const reopenings = (place: StatementPlace) => `
reopening_steps AS (
  INSERT INTO case_steps (id, case_file_id, version, kind, at, account_id, on_behalf_of, from_unit_id, from_handler_id,
    to_unit_id, to_handler_id)
  SELECT DISTINCT ON (step.file) step.id, step.file, step.version, 'reopen', ${place.at}::timestamptz, step.account, step.behalf, step.unit,
    step.handler, step.unit, step.handler
  FROM ${place.when}, ${list(place, 'reopened')}
    AS step(id uuid, file uuid, version int, account uuid, behalf uuid, unit uuid, handler uuid)
)`;

const newItems = (place: StatementPlace) => `
new_case_items AS (
  INSERT INTO case_items (document_id, case_file_id, position, entry_id, added_at, added_by)
  SELECT item.id, item.file, item.position, item.entry, ${place.at}::timestamptz, item.account
  FROM ${place.when}, ${list(place, 'items')} AS item(id uuid, file uuid, position int, entry uuid, account uuid)
)`;

const newRequirements = (place: StatementPlace) => `
new_case_requirements AS (
  INSERT INTO case_requirements (case_file_id, code, at, account_id)
  SELECT presented.file, presented.code, ${place.at}::timestamptz, presented.account
  FROM ${place.when}, ${list(place, 'presented')} AS presented(file uuid, code text, account uuid)
)`;

async function planParticipations(
  db: Db,
  deps: PlacingDeps,
  items: readonly RegistrationToPlan[],
): Promise<(Participation | { refusal: AppError })[]> {
  const followed = items.flatMap(({ follows }) => (follows ? [follows.entryId] : []));
  const files = followed.length === 0 ? new Map<string, FollowedFile>() : await findFollowed(db, followed);
  const procedures = await deps.procedures.list();
  return Promise.all(
    items.map(async (item) => {
      if (item.follows === undefined) return plannedOpening(deps, procedures, item);
      const file = files.get(item.follows.entryId);
      if (file === undefined) return { refusal: new AppError('not-found', 'case-file.not-found') };
      return joining(item, file, item.follows.role);
    }),
  );
}

async function plannedOpening(deps: PlacingDeps, procedures: readonly Procedure[], item: RegistrationToPlan) {
  try {
    return opening(item, await placeFile(deps, procedures, item));
  } catch (error) {
    if (error instanceof AppError) return { refusal: error };
    throw error;
  }
}

type Lists = Readonly<Record<string, readonly object[]>>;

function opening(item: RegistrationToPlan, file: NewFile): Participation {
  const { actor, sealed, subRegisters } = item;
  const { procedure } = file;
  const terms = (entry: RegisteredEntry) => termsOf(file, startOf(entry.at, item), entry);
  let planned: ReturnType<typeof terms> = [];
  return {
    readers: [],
    ...(procedure.subRegister !== undefined &&
      subRegisters.includes(procedure.subRegister) && { subRegister: procedure.subRegister }),
    nomenclatureCode: procedure.retention.nomenclature,
    rows(entry): Lists {
      planned = terms(entry);
      const { id, unitId, documentIds } = entry;
      // Files of a confidential register belong to no unit: nobody reads them but who is named on it.
      const unit = sealed ? undefined : (unitId ?? undefined);
      return {
        opened: [{ id, unit, ...toColumns(file), due: firstDue(planned) ?? undefined }],
        ...toItems(documentIds, { file: id, entry: id, account: actor.accountId, after: 0 }),
        ...(planned.length > 0 && { terms: planned }),
        ...(file.presented.length > 0 && {
          presented: file.presented.map((code) => ({ file: id, code, account: actor.accountId })),
        }),
      };
    },
    events: ({ at, unitId }) => termStartedEvents(actor, planned, { at, unitId: sealed ? null : unitId }),
  };
}

const toColumns = ({ procedure: { code, version }, fields, target }: NewFile) => ({
  person: target.personId ?? undefined,
  about: target.unitId ?? undefined,
  procedure: code,
  version,
  fields: Object.keys(fields).length > 0 ? fields : undefined,
});

function termsOf(
  { procedure, law }: NewFile,
  start: ReturnType<typeof startOf>,
  { id: caseFileId, at }: RegisteredEntry,
): TermRow[] {
  if (law === undefined) return [];
  return planTerms(law, procedure.terms, { caseFileId, at, registeredOn: start.on });
}

type FollowedFile = {
  entry_id: string;
  id: string;
  status: string;
  unit_id: string | null;
  handler_id: string | null;
  version: number;
  entries: number;
  items: number;
};

function joining(
  { actor, sealed, unitId, uploads }: RegistrationToPlan,
  file: FollowedFile,
  role: string,
): Participation {
  const position = ++file.entries;
  const after = file.items;
  file.items += uploads.length;
  const reopens = file.status === 'closed';
  const { unit_id: unit, handler_id: handler } = file;
  const rowsOf = ({ id, documentIds }: RegisteredEntry): Lists => ({
    joined: [{ id, file: file.id, version: file.version, position, role }],
    ...toItems(documentIds, { file: file.id, entry: id, account: actor.accountId, after }),
    ...(reopens ? { reopened: [toReopening(actor, file)] } : {}),
  });
  return {
    readers: sealed ? [] : [unit, handler].filter((principal) => principal !== null),
    unitId: sealed ? unitId : unit,
    rows: rowsOf,
    events: ({ at }) => (reopens ? [toReopened(actor, file, at)] : []),
  };
}

function toReopening(actor: RegistrationToPlan['actor'], file: FollowedFile) {
  const { unit_id: unit, handler_id: handler } = file;
  const { accountId: account, onBehalfOf: behalf } = actor;
  return { id: newId(), file: file.id, version: file.version + 1, account, behalf, unit, handler };
}

const toReopened = (actor: RegistrationToPlan['actor'], file: FollowedFile, at: Date) =>
  toEventRow(actor, {
    type: 'case-file.reopened',
    at,
    subjectType: 'case-file',
    subjectId: file.id,
    unitId: file.unit_id,
    data: { version: file.version + 1 },
  });

function toItems(
  documentIds: readonly string[],
  { after, ...place }: { file: string; entry: string; account: string; after: number },
): Lists {
  if (documentIds.length === 0) return {};
  return { items: documentIds.map((id, index) => ({ ...place, id, position: after + index + 1 })) };
}

// One object a file, though several entries of it be followed: those of one batch take the positions one after another.
async function findFollowed(db: Db, entryIds: readonly string[]): Promise<Map<string, FollowedFile>> {
  const { rows } = await sql<FollowedFile>`
    SELECT case_entries.entry_id, case_files.id, case_files.status, case_files.unit_id, case_files.handler_id,
      case_files.version,
      (SELECT max(each.position) FROM case_entries AS each WHERE each.case_file_id = case_files.id) AS entries,
      (SELECT coalesce(max(case_items.position), 0) FROM case_items WHERE case_items.case_file_id = case_files.id) AS items
    FROM case_entries JOIN case_files ON case_files.id = case_entries.case_file_id
    WHERE case_entries.entry_id = ANY (${entryIds}::uuid[])
  `.execute(db);
  const files = new Map(rows.map((row) => [row.id, row]));
  return new Map(rows.map((row) => [row.entry_id, files.get(row.id) ?? row]));
}
