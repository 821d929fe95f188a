import {
  AppError,
  type CaseItem,
  type CaseOutcome,
  type PetitionerStep,
  type PetitionerView,
  type PublicPart,
} from '@opis/contracts';
import { sql } from 'kysely';
import { toLegalTime } from '../../../platform/clock.ts';
import type { Db } from '../../../platform/db.ts';
import { recordAccess } from '../../events/index.ts';
import { type Actor, inNameOf } from '../../identity/index.ts';
import { showFields } from '../procedures/describe-case-procedure.ts';
import { procedureText } from '../procedures/procedure-texts.ts';
import { toCaseRow } from '../views/case-row.ts';
import type { CasePageDeps } from '../views/get-case-file.ts';
import { type FileEntry, listCaseEntries } from '../views/list-case-entries.ts';
import { listCaseItems } from '../views/list-case-items.ts';
import { requireCaseFile } from '../views/require-case-file.ts';

/**
 * What the petitioner of a file is shown, nothing more: by the `public` list of the procedure's version that the file
 * follows. For who reads the file; leaves the access record of its page.
 */
export async function viewAsPetitioner(
  deps: CasePageDeps,
  actor: Actor,
  id: string,
): Promise<PetitionerView> {
  const { eyes, record } = await requireCaseFile(deps, actor, id);
  if (!record.reader) throw new AppError('forbidden', 'case-file.not-allowed');
  const places = [record.handler?.id, record.unit?.id];
  await recordAccess(
    deps.db,
    inNameOf(actor, ({ principals }) =>
      places.some((place) => place !== undefined && principals.includes(place)),
    ),
    {
      ...{ kind: 'viewed', at: deps.clock.now(), subjectType: 'case-file', subjectId: id },
      purpose: 'case-file-page',
    },
  );
  const procedure = await deps.procedures.version({
    code: record.procedure,
    version: record.procedure_version,
  });
  const shows = (part: PublicPart) => procedure.public.includes(part);
  const row = toCaseRow(eyes, record);
  const entries = await listCaseEntries(deps.db, eyes, id);
  const items = shows('documents') ? await listCaseItems(deps.db, record, entries) : [];
  const fields = await showFields(deps, actor, { procedure, values: record.fields });
  const open = row.status !== 'closed';
  return {
    registrationNumber: row.registrationNumber,
    registeredOn: row.registeredOn,
    registeredTime: row.registeredTime,
    subject: row.subject,
    procedure: procedure.name,
    status: shows('status') ? statusOf(row.status) : null,
    outcome:
      shows('outcome') && row.outcome !== null ? procedureText(`outcome.${row.outcome}` as const) : null,
    unit: shows('unit') && open ? (row.unit?.name ?? null) : null,
    handler: shows('handler') && open && row.handler ? toPerson(row.handler) : null,
    due:
      shows('term') && open && row.due && row.due.state !== 'met'
        ? toDue(row.due.on, toLegalTime(deps.clock.now()).date)
        : null,
    steps: shows('route') ? await listSteps(deps.db, { id, entries, shows, outcome: row.outcome }) : [],
    documents: items.flatMap((item) => toDocument(item, entries)),
    fields: fields.flatMap(({ field, shown }) =>
      shown !== null && procedure.public.includes(`field:${field.name}`)
        ? [{ label: field.label, shown }]
        : [],
    ),
    answer: shows('answer') ? answerOf(entries) : null,
  };
}

const statusOf = (status: string) =>
  status === 'closed' ? 'closed' : status === 'unassigned' ? 'received' : 'in-work';
const toPerson = ({ name, title }: { name: string; title: string }) => ({ name, title });
const toDue = (on: string, today: string) => ({
  on,
  daysLeft: Math.round((Date.parse(on) - Date.parse(today)) / 86_400_000),
});

// Of the opis only what came in from outside, with a number: notes, opinions and drafts stay inside.
function toDocument({ title, entryId, registrationNumber }: CaseItem, entries: readonly FileEntry[]) {
  const came = entries.some(({ entry }) => entry.id === entryId && entry.direction === 'in');
  return came && registrationNumber !== null ? [{ title, registrationNumber }] : [];
}

function answerOf(entries: readonly FileEntry[]): PetitionerView['answer'] {
  const answered = entries.find(({ entry }) => entry.dispatchedOn !== null)?.entry;
  if (answered?.dispatchedOn == null) return null;
  return { sentOn: answered.dispatchedOn, how: answered.resolution ?? '' };
}

type StepRow = { kind: string; at: Date; unit: string | null; person: string | null };

async function listSteps(
  db: Db,
  given: {
    id: string;
    entries: readonly FileEntry[];
    shows(part: PublicPart): boolean;
    outcome: CaseOutcome | null;
  },
): Promise<PetitionerStep[]> {
  const { rows } = await sql<StepRow>`
    SELECT case_steps.kind, case_steps.at, units.name AS unit, staff.given_name || ' ' || staff.family_name AS person
    FROM case_steps
    LEFT JOIN units ON units.id = case_steps.to_unit_id
    LEFT JOIN staff ON staff.id = case_steps.to_handler_id
    WHERE case_steps.case_file_id = ${given.id} AND case_steps.kind IN ('assign', 'close', 'reopen')
    ORDER BY case_steps.version
  `.execute(db);
  const papers = given.entries
    .filter(({ entry }) => entry.direction === 'in')
    .map(({ entry }): PetitionerStep & { at: string } => ({
      ...{ what: entry.role === 'opened' ? 'registered' : 'joined', at: entry.registeredAt },
      ...{ on: entry.registeredOn, time: entry.registeredTime, unit: null, person: null },
      registrationNumber: entry.registrationNumber,
    }));
  const moves = rows.flatMap((row) => toMove(row, given.shows));
  return [...papers, ...moves]
    .toSorted((one, other) => one.at.localeCompare(other.at))
    .map(({ at: _at, ...step }) => step);
}

function toMove(
  { kind, at, unit, person }: StepRow,
  shows: (part: PublicPart) => boolean,
): (PetitionerStep & { at: string })[] {
  const { date: on, time } = toLegalTime(at);
  const common = { on, time, at: at.toISOString(), registrationNumber: null };
  if (kind === 'close') return [{ ...common, what: 'closed', unit: null, person: null }];
  if (kind === 'reopen') return [{ ...common, what: 'reopened', unit: null, person: null }];
  if (person !== null)
    return shows('handler') ? [{ ...common, what: 'with-handler', unit: null, person }] : [];
  return shows('unit') && unit !== null ? [{ ...common, what: 'with-unit', unit, person: null }] : [];
}
