import {
  AppError,
  type CaseHappening,
  type CaseUnit,
  type Chronology,
  type ChronologyItem,
  type EventType,
  formatRegistrationNumber,
  type LetterHappening,
  type ListChronologyQuery,
  type TaskHappening,
  type TermHappening,
} from '@opis/contracts';
import { type RawBuilder, sql } from 'kysely';
import type { Db } from '../../../platform/db.ts';
import type { Actor } from '../../identity/index.ts';
import type { CaseRecord, Eyes } from './case-row.ts';
import { personJson, type StepJson, selectSteps, toStep, unitJson } from './case-step.ts';
import { type CaseViewDeps, requireCaseFile } from './require-case-file.ts';

/** What happened to a paper, by the event that tells it; routings and joinders are told by the steps. */
const happenings: Readonly<Partial<Record<EventType, CaseHappening>>> = {
  'entry.registered': 'registered',
  'entry.corrected': 'corrected',
  'entry.dispatched': 'dispatched',
  'entry.classified': 'classified',
  'entry.annulled': 'annulled',
  'entry.printed': 'printed',
  'entry.erased': 'erased',
};

/** What happened to a task, by the event that tells it. */
const taskHappenings: Readonly<Partial<Record<EventType, TaskHappening>>> = {
  'case-task.asked': 'asked',
  'case-task.answered': 'answered',
  'case-task.returned': 'returned',
  'case-task.withdrawn': 'withdrawn',
  'case-task.reminded': 'reminded',
  'case-task.handed-over': 'handed-over',
};

/** What happened to a term, by the event that tells it. */
const termHappenings: Readonly<Partial<Record<EventType, TermHappening>>> = {
  'term.started': 'started',
  'term.extended': 'extended',
  'term.suspended': 'suspended',
  'term.resumed': 'resumed',
  'term.met': 'met',
  'term.unmet': 'unmet',
  'term.cancelled': 'cancelled',
  'term.moved': 'moved',
  'term.missed': 'missed',
};

/** What happened to a letter, by the event that tells it; that its text was kept again is nobody's news. */
const letterHappenings: Readonly<Partial<Record<EventType, LetterHappening>>> = {
  'letter.created': 'drafted',
  'letter.sent-on-route': 'sent-on-route',
  'letter.approved': 'endorsed',
  'letter.returned-to-author': 'returned',
  'letter.recalled': 'recalled',
  'letter.withdrawn': 'withdrawn',
  'letter.signed': 'signed',
  'letter.registered': 'registered',
  'letter.left': 'sent',
  'letter.came-back': 'bounced',
};

/** Letters lie above files: which of them a file has, `compose-http.ts` hands in, as rows of `id` and `kind`. */
export type ChronologyDeps = CaseViewDeps & { lettersOf(fileId: string): RawBuilder<unknown> };

/** Who did what is told of, as an event names them. */
type Doer = { account: string | null; by: string; onBehalfOf: string | null };

type Line = {
  at: Date;
  id: string;
  step: StepJson | null;
  event:
    | (Omit<NonNullable<ChronologyItem['entry']>, 'happened' | 'registrationNumber'> & {
        type: EventType;
        number: number;
        on: string;
        unit: CaseUnit | null;
      } & Doer)
    | null;
  task:
    | (Omit<NonNullable<ChronologyItem['task']>, 'happened' | 'text'> & {
        type: EventType;
        asked: string | null;
        answer: string | null;
      } & Doer)
    | null;
  term: (Omit<NonNullable<ChronologyItem['term']>, 'happened'> & { type: EventType } & Doer) | null;
  letter: (Omit<NonNullable<ChronologyItem['letter']>, 'happened'> & { type: EventType } & Doer) | null;
};

/** Steps, notes and what happened to the papers, newest first; keyset by moment and id. */
export async function listChronology(
  deps: ChronologyDeps,
  actor: Actor,
  { id, only, after, limit }: ListChronologyQuery & { id: string },
): Promise<Chronology> {
  const { eyes, record } = await requireCaseFile(deps, actor, id);
  const cursor = after === undefined ? undefined : readCursor(after);
  const sources = [
    ...(only === 'documents' ? [] : [stepLines(id, only, { cursor, limit: limit + 1 })]),
    ...(only === undefined || only === 'documents'
      ? [eventLines(eyes, record, { cursor, limit: limit + 1 })]
      : []),
  ];
  if (only === undefined || only === 'decisions') sources.push(taskLines(id, { cursor, limit: limit + 1 }));
  if (only === undefined || only === 'decisions') sources.push(termLines(id, { cursor, limit: limit + 1 }));
  // Letters, as their list, are for readers of the file alone.
  if ((only === undefined || only === 'documents') && record.reader)
    sources.push(letterLines(deps.lettersOf(id), { cursor, limit: limit + 1 }));
  const lines = await readLines(deps.db, sources, limit + 1);
  const items = lines.slice(0, limit).map((line) => toItem(actor, line, record.reader));
  const last = lines[limit - 1];
  return { items, next: lines.length > limit && last ? `${last.at.toISOString()}~${last.id}` : null };
}

/** Where a page begins: after this moment and id. */
export type Cursor = { at: string; id: string };
type Cut = { cursor: Cursor | undefined; limit: number };

const cursorForm =
  /^(\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z)~([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/;

/** Reads what `next` said; throws validation for anything else. */
export function readCursor(text: string): Cursor {
  const [, at, id] = cursorForm.exec(text) ?? [];
  if (at === undefined || id === undefined || Number.isNaN(Date.parse(at))) {
    const fields = [{ path: 'after', code: 'field.invalid' as const }];
    throw new AppError('validation', 'request.invalid', { fields });
  }
  return { at, id };
}

const before = (cursor: Cursor | undefined, at: RawBuilder<unknown>, id: RawBuilder<unknown>) =>
  cursor === undefined ? sql`true` : sql`(${at}, ${id}) < (${cursor.at}::timestamptz, ${cursor.id}::uuid)`;

function stepLines(fileId: string, only: 'decisions' | 'notes' | undefined, { cursor, limit }: Cut) {
  const kinds =
    only === undefined
      ? sql`true`
      : only === 'notes'
        ? sql`case_steps.kind = 'note'`
        : sql`case_steps.kind <> 'note'`;
  return sql`(SELECT steps.at, steps.id, steps.step, NULL::json AS event, NULL::json AS task, NULL::json AS term,
    NULL::json AS letter FROM (
    ${selectSteps} WHERE case_steps.case_file_id = ${fileId} AND ${kinds}
      AND ${before(cursor, sql`case_steps.at`, sql`case_steps.id`)}
    ORDER BY case_steps.at DESC, case_steps.id DESC LIMIT ${limit}) AS steps)`;
}

function eventLines({ reach }: Eyes, record: CaseRecord, { cursor, limit }: Cut) {
  return sql`(
    SELECT events.at, events.id, NULL::json AS step, json_build_object('type', events.type, 'id', entries.id,
      'number', entries.number, 'on', entries.registered_on, 'role', case_entries.role, 'channel', entries.channel,
      'documentCount', entries.document_count, 'account', events.account_id, 'by', coalesce(account_names.name, ''),
      'onBehalfOf', substituted.given_name || ' ' || substituted.family_name, 'unit', ${unitJson('units')}) AS event, NULL::json AS task, NULL::json AS term,
      NULL::json AS letter
    FROM case_entries
    JOIN entries ON entries.id = case_entries.entry_id
    JOIN books ON books.id = entries.book_id
    JOIN events ON events.subject_id = entries.id AND events.subject_type = 'entry'
    LEFT JOIN account_names ON account_names.account_id = events.account_id
    LEFT JOIN staff AS substituted ON substituted.id = events.on_behalf_of
    LEFT JOIN units ON units.id = events.unit_id
    WHERE case_entries.case_file_id = ${record.id} AND ${reach.rowVisible}
      AND events.type = ANY (${Object.keys(happenings)}::text[])
      AND ${before(cursor, sql`events.at`, sql`events.id`)}
    ORDER BY events.at DESC, events.id DESC LIMIT ${limit})`;
}

function taskLines(fileId: string, { cursor, limit }: Cut) {
  return sql`(
    SELECT events.at, events.id, NULL::json AS step, NULL::json AS event, json_build_object('type', events.type,
      'id', case_tasks.id, 'kind', case_tasks.kind, 'toUnit', ${unitJson('to_units')}, 'toPerson',
      ${personJson('to_staff')}, 'dueOn', case_tasks.due_on, 'verdict', case_tasks.verdict, 'asked', case_tasks.text,
      'answer', case_tasks.answer, 'account', events.account_id, 'by', coalesce(account_names.name, ''),
      'onBehalfOf', substituted.given_name || ' ' || substituted.family_name) AS task, NULL::json AS term,
      NULL::json AS letter
    FROM case_tasks
    JOIN events ON events.subject_id = case_tasks.id AND events.subject_type = 'case-task'
    LEFT JOIN units AS to_units ON to_units.id = case_tasks.to_unit_id
    LEFT JOIN staff AS to_staff ON to_staff.id = case_tasks.to_person_id
    LEFT JOIN account_names ON account_names.account_id = events.account_id
    LEFT JOIN staff AS substituted ON substituted.id = events.on_behalf_of
    WHERE case_tasks.case_file_id = ${fileId} AND events.type = ANY (${Object.keys(taskHappenings)}::text[])
      AND ${before(cursor, sql`events.at`, sql`events.id`)}
    ORDER BY events.at DESC, events.id DESC LIMIT ${limit})`;
}

function termLines(fileId: string, { cursor, limit }: Cut) {
  return sql`(
    SELECT events.at, events.id, NULL::json AS step, NULL::json AS event, NULL::json AS task,
      json_build_object('type', events.type, 'id', events.data ->> 'term', 'role', events.data ->> 'role',
        'rule', events.data ->> 'rule', 'dueOn', events.data ->> 'due', 'before', events.data ->> 'before',
        'account', events.account_id, 'by', coalesce(account_names.name, ''),
        'onBehalfOf', substituted.given_name || ' ' || substituted.family_name) AS term, NULL::json AS letter
    FROM events
    LEFT JOIN account_names ON account_names.account_id = events.account_id
    LEFT JOIN staff AS substituted ON substituted.id = events.on_behalf_of
    WHERE events.subject_id = ${fileId} AND events.subject_type = 'case-file'
      AND events.type = ANY (${Object.keys(termHappenings)}::text[])
      AND ${before(cursor, sql`events.at`, sql`events.id`)}
    ORDER BY events.at DESC, events.id DESC LIMIT ${limit})`;
}

function letterLines(letters: RawBuilder<unknown>, { cursor, limit }: Cut) {
  return sql`(
    SELECT events.at, events.id, NULL::json AS step, NULL::json AS event, NULL::json AS task, NULL::json AS term,
      json_build_object('type', events.type, 'id', of_file.id, 'kind', of_file.kind, 'account', events.account_id,
        'by', coalesce(account_names.name, ''),
        'onBehalfOf', substituted.given_name || ' ' || substituted.family_name) AS letter
    FROM (${letters}) AS of_file
    JOIN events ON events.subject_id = of_file.id AND events.subject_type = 'letter'
    LEFT JOIN account_names ON account_names.account_id = events.account_id
    LEFT JOIN staff AS substituted ON substituted.id = events.on_behalf_of
    WHERE events.type = ANY (${Object.keys(letterHappenings)}::text[])
      AND ${before(cursor, sql`events.at`, sql`events.id`)}
    ORDER BY events.at DESC, events.id DESC LIMIT ${limit})`;
}

async function readLines(db: Db, sources: readonly RawBuilder<unknown>[], limit: number): Promise<Line[]> {
  const { rows } = await sql<Line>`
    SELECT lines.at, lines.id, lines.step, lines.event, lines.task, lines.term, lines.letter
    FROM (${sql.join(sources, sql` UNION ALL `)}) AS lines
    ORDER BY lines.at DESC, lines.id DESC LIMIT ${limit}
  `.execute(db);
  return rows;
}

/** What a line tells of; all others of its item are null. */
const nothing = { step: null, entry: null, task: null, term: null, letter: null };

function toItem(actor: Actor, line: Line, readable: boolean): ChronologyItem {
  const common = { ...nothing, id: line.id, at: line.at.toISOString() };
  const { step, event, task, term, letter } = line;
  if (step !== null) {
    const said = toStep(actor, step, readable);
    const { by, own, onBehalfOf } = said;
    return { ...common, by, own, onBehalfOf, step: said };
  }
  if (letter !== null) return { ...common, ...toLetterLine(actor, letter) };
  if (term !== null) return { ...common, ...toTermLine(actor, term) };
  if (task !== null) return { ...common, ...toTaskLine(actor, task, readable) };
  if (event === null) throw new Error('a line of the chronology that says nothing');
  const { type, number, on, account, by, onBehalfOf, ...entry } = event;
  const registrationNumber = formatRegistrationNumber(number, on);
  const happened = happenings[type] ?? 'registered';
  return {
    ...common,
    ...{ by, onBehalfOf },
    own: account === actor.accountId,
    entry: { ...entry, happened, registrationNumber },
  };
}

function toTaskLine(actor: Actor, said: NonNullable<Line['task']>, readable: boolean) {
  const { type, account, by, onBehalfOf, asked, answer, verdict, ...task } = said;
  const happened = taskHappenings[type] ?? 'asked';
  const settled = happened === 'answered' || happened === 'returned' || happened === 'withdrawn';
  const words = settled ? answer : happened === 'asked' ? asked : null;
  const shown = {
    happened,
    text: readable ? words : null,
    verdict: happened === 'answered' ? verdict : null,
  };
  return { by, onBehalfOf, own: account === actor.accountId, task: { ...task, ...shown } };
}

function toTermLine(actor: Actor, { type, account, by, onBehalfOf, ...term }: NonNullable<Line['term']>) {
  const happened = termHappenings[type] ?? 'started';
  return { by, onBehalfOf, own: account === actor.accountId, term: { ...term, happened } };
}

function toLetterLine(
  actor: Actor,
  { type, account, by, onBehalfOf, ...letter }: NonNullable<Line['letter']>,
) {
  const happened = letterHappenings[type] ?? 'drafted';
  return { by, onBehalfOf, own: account === actor.accountId, letter: { ...letter, happened } };
}
