import type { CaseFileStatus, CaseQueue, CountCaseFilesQuery } from '@opis/contracts';
import { foldText } from '@opis/contracts';
import { type RawBuilder, sql } from 'kysely';
import { firstIdAt } from '../../../platform/ids.ts';
import { holds } from '../../identity/index.ts';
import type { Eyes } from './case-row.ts';

/** Which files of a queue; the page and its order apart. */
export type CaseFilter = CountCaseFilesQuery;

/** How far a branch is read: from which file on, in which order, how many. `due`: by the term that is due first. */
export type Walk = { order: 'oldest' | 'newest' | 'due'; after: string | undefined; limit: number };

/** The day by which a file is sorted; without a running term it comes after all others. */
const dueDay = sql`coalesce(case_files.due_on, 'infinity'::date)`;

/**
 * A queue is a union of walks along the indexes of `case_files`, each in the order of ids (that of registration) or of due
 * days, and stopped as soon as the page is full: one for each unit or person and status. Rights are in every one of them.
 */
export function queueIds(eyes: Eyes, queue: CaseQueue, filter: CaseFilter, walk: Walk): RawBuilder<unknown> {
  const branches = branchesOf[queue](eyes).map((branch) => toWalk(eyes, branch, filter, walk));
  if (branches.length === 0) return sql`SELECT case_files.id, ${dueDay} AS due FROM case_files WHERE false`;
  return sql`SELECT DISTINCT found.id, found.due FROM (${sql.join(branches, sql` UNION ALL `)}) AS found
    ORDER BY ${orderOf(walk, { due: sql`found.due`, id: sql`found.id` })} LIMIT ${walk.limit}`;
}

/** The order of a walk, by the names that its columns have there. */
export function orderOf(
  { order }: Pick<Walk, 'order'>,
  { due, id }: { due: RawBuilder<unknown>; id: RawBuilder<unknown> },
): RawBuilder<unknown> {
  if (order === 'due') return sql`${due}, ${id}`;
  return order === 'newest' ? sql`${id} DESC` : sql`${id}`;
}

function begins({ order, after }: Walk): RawBuilder<unknown> {
  if (after === undefined) return sql`true`;
  const [day, id] = after.includes('~') ? after.split('~') : ['never', after];
  if (order === 'due')
    return sql`(${dueDay}, case_files.id) > (${day === 'never' ? 'infinity' : day}::date, ${id}::uuid)`;
  return order === 'newest' ? sql`case_files.id < ${id}` : sql`case_files.id > ${id}`;
}

/** Files of one of these units or persons (`at`), or of any, that have one of these statuses. */
type Branch = {
  at?: { column: 'unit_id' | 'handler_id'; ids: readonly string[] };
  statuses?: readonly CaseFileStatus[];
  /** Of these registers only. */
  registers?: readonly string[];
};

const open: readonly CaseFileStatus[] = ['with-unit', 'with-handler'];

const branchesOf: Readonly<Record<CaseQueue, (eyes: Eyes) => Branch[]>> = {
  mine: ({ actor }) => [{ at: handledBy(actor.principals), statuses: ['with-handler'] }],
  unit: ({ actor }) => [{ at: inUnits(actor.principals), statuses: open }],
  unassigned: ({ actor, reach }) => [
    ...nonEmpty({ statuses: ['unassigned'], registers: reach.registersWith('case.route') }),
    {
      at: inUnits(
        actor.principals.filter((id) => holds(actor, 'case.assign', id) || holds(actor, 'case.work', id)),
      ),
      statuses: ['with-unit'],
    },
  ],
  recent: (eyes) => everywhere(eyes, undefined),
  closed: (eyes) => everywhere(eyes, ['closed']),
};

const handledBy = (ids: readonly string[]) => ({ column: 'handler_id' as const, ids });
const inUnits = (ids: readonly string[]) => ({ column: 'unit_id' as const, ids });
const nonEmpty = (branch: Branch & { registers: readonly string[] }) =>
  branch.registers.length > 0 ? [branch] : [];

const placed: readonly CaseFileStatus[] = ['with-unit', 'with-handler', 'closed'];

function everywhere({ actor, reach }: Eyes, statuses: readonly CaseFileStatus[] | undefined): Branch[] {
  return [
    ...nonEmpty({ ...(statuses && { statuses }), registers: reach.registersWith('entry.read-book') }),
    { at: inUnits(actor.principals), statuses: statuses ?? placed },
    { at: handledBy(actor.principals), statuses: statuses ?? placed },
  ];
}

function toWalk(eyes: Eyes, branch: Branch, filter: CaseFilter, walk: Walk): RawBuilder<unknown> {
  const { onFile, onEntry } = matching(eyes, filter);
  const registers = branch.registers && sql`books.register_id = ANY (${branch.registers}::uuid[])`;
  // OFFSET 0 keeps the look at the entry a look: joined, PostgreSQL would read along all entries for a unit of few files.
  const body = (place: RawBuilder<unknown>) => sql`
    SELECT case_files.id, ${dueDay} AS due FROM case_files
    WHERE ${all([place, begins(walk), ...onFile])} AND EXISTS (
      SELECT FROM entries JOIN books ON books.id = entries.book_id
      WHERE entries.id = case_files.id AND ${all([eyes.reach.rowVisible, registers ?? sql`true`, ...onEntry])} OFFSET 0)
    ORDER BY ${orderOf(walk, { due: dueDay, id: sql`case_files.id` })} LIMIT ${walk.limit}`;
  const { at, statuses } = branch;
  if (at === undefined) {
    return sql`(${body(statuses ? sql`case_files.status IN (${sql.join(statuses.map((status) => sql.lit(status)))})` : sql`true`)})`;
  }
  const column = sql.ref(`case_files.${at.column}`);
  return sql`SELECT walked.id, walked.due FROM unnest(${at.ids}::uuid[]) AS place(id)
    CROSS JOIN unnest(${statuses ?? placed}::text[]) AS state(status)
    CROSS JOIN LATERAL (${body(sql`${column} = place.id AND case_files.status = state.status`)}) AS walked`;
}

const all = (conditions: readonly RawBuilder<unknown>[]) => sql`(${sql.join(conditions, sql` AND `)})`;

type Conditions = { onFile: RawBuilder<unknown>[]; onEntry: RawBuilder<unknown>[] };

/** The filter as conditions on the file and on the entry that opened it; an absent part leaves every file in. */
function matching({ reach }: Eyes, filter: CaseFilter): Conditions {
  const number = /^\s*(?:nr\.?\s*)?(\d{1,9})(?:\s*\/.*)?$/i.exec(filter.text ?? '')?.[1];
  const onFile = [
    filter.unit && sql`case_files.unit_id = (SELECT units.id FROM units WHERE units.code = ${filter.unit})`,
    filter.handler && sql`case_files.handler_id = ${filter.handler}`,
    filter.status && sql`case_files.status = ${filter.status}`,
    filter.dueTo && sql`case_files.due_on <= ${filter.dueTo}::date`,
    number && numbered(Number(number)),
    filter.party && ofParty(reach, filter.party),
    filter.from && notBefore(filter.from),
  ];
  const onEntry = [
    filter.register &&
      sql`books.register_id = (SELECT registers.id FROM registers WHERE registers.code = ${filter.register})`,
    filter.category && sql`entries.category_code = ${filter.category}`,
    filter.from && sql`entries.registered_on >= ${filter.from}::date`,
    filter.to && sql`entries.registered_on <= ${filter.to}::date`,
    ...(number ? [] : wordsOf(filter.text ?? '')),
  ];
  return { onFile: onFile.filter(isCondition), onEntry: onEntry.filter(isCondition) };
}

const isCondition = (part: unknown): part is RawBuilder<unknown> => typeof part === 'object';

const dayMs = 24 * 3600 * 1000;

// An id is made when its entry is registered: a walk from the newest back ends there, instead of at the oldest of all.
const notBefore = (day: string) =>
  sql`case_files.id >= ${firstIdAt(new Date(Date.parse(`${day}T00:00:00Z`) - dayMs))}::uuid`;

/** A number, alone or as the stamp writes it, is that of any paper of the file. */
const numbered = (number: number) => sql`case_files.id = ANY (ARRAY(
  SELECT case_entries.case_file_id
  FROM books AS each JOIN entries AS papers ON papers.book_id = each.id AND papers.number = ${number}
  JOIN case_entries ON case_entries.entry_id = papers.id))`;

/** A file of a person has a paper of theirs; one that the asker may not see says nothing of the file. */
const ofParty = ({ rowVisible }: Eyes['reach'], partyId: string) => sql`case_files.id = ANY (ARRAY(
  SELECT case_entries.case_file_id
  FROM entries JOIN books ON books.id = entries.book_id JOIN case_entries ON case_entries.entry_id = entries.id
  WHERE entries.party_id = ANY (ARRAY(SELECT under.id FROM parties_under(${partyId}::uuid) AS under)) AND ${rowVisible}))`;

/** Words are sought in subject and issuer of the entry that opened the file. */
const wordsOf = (text: string) =>
  foldText(text)
    .split(' ')
    .filter((word) => word !== '')
    .slice(0, 8)
    .map((word) => sql`fold(entries.subject || ' ' || entries.issuer) LIKE ${`%${word}%`}`);
