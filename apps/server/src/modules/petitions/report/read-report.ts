import {
  Channel,
  formatRegistrationNumber,
  type HalfYear,
  type PetitionFigure,
  type PetitionFigureGroup,
  type PetitionFiles,
  type PetitionFilesQuery,
  PetitionKind,
  type PetitionReport,
  PetitionSolution,
} from '@opis/contracts';
import { type RawBuilder, sql } from 'kysely';
import { toLegalTime } from '../../../platform/clock.ts';
import type { Actor } from '../../identity/index.ts';
import { readEntryReach } from '../../registry/index.ts';
import type { PetitionDeps } from '../petition-deps.ts';
import { petitionText } from '../petition-text.ts';
import { countedPetitions } from './counted-petitions.ts';
import { daysOf } from './half-year.ts';

export type ReportDeps = Pick<PetitionDeps, 'db' | 'clock' | 'registers'>;

/** What each group counts by. */
const codeOf: Readonly<Record<PetitionFigureGroup, RawBuilder<unknown>>> = {
  received: sql`'all'`,
  kind: sql`counted.kind`,
  channel: sql`counted.channel`,
  subject: sql`counted.category`,
  solution: sql`counted.solution`,
  month: sql`counted.month`,
  extended: sql`CASE WHEN counted.extended THEN 'extended' ELSE 'not-extended' END`,
};
/** Answered after its day, or open past it. */
const isLate = sql`counted.solution IN ('answered-late', 'open-late')`;
const groups: readonly PetitionFigureGroup[] = [
  'received',
  'kind',
  'channel',
  'subject',
  'solution',
  'month',
  'extended',
];

type Count = { group: PetitionFigureGroup; code: string; name: string | null; count: number; late: number };

/** Counts the half-year; what nobody did has no line but where the law asks for the figure. */
export async function readPetitionReport(
  { db, clock, registers }: ReportDeps,
  actor: Actor,
  half: HalfYear,
): Promise<PetitionReport> {
  const reach = await readEntryReach({ registers }, actor);
  const today = toLegalTime(clock.now()).date;
  const counted = countedPetitions(reach, { half, today });
  const each = groups.map(
    (group) => sql`SELECT ${group}::text AS "group", ${codeOf[group]} AS code, count(*)::int AS count,
      count(*) FILTER (WHERE ${isLate})::int AS late
      FROM counted GROUP BY 2`,
  );
  const { rows } = await sql<Count>`
    WITH counted AS MATERIALIZED (${counted}), figures AS (${sql.join(each, sql` UNION ALL `)})
    SELECT figures."group", figures.code, figures.count, figures.late, categories.name FROM figures
    LEFT JOIN categories ON figures."group" = 'subject' AND categories.code = figures.code
  `.execute(db);
  const { year, half: which } = half;
  return { year, half: which, ...daysOf(half), countedOn: today, figures: toFigures(rows, half) };
}

function toFigures(rows: readonly Count[], half: HalfYear): PetitionFigure[] {
  const found = new Map(rows.map((row) => [`${row.group} ${row.code}`, row]));
  return groups.flatMap((group) => {
    const own = rows.filter(
      (row) => row.group === group && !(group === 'extended' && row.code !== 'extended'),
    );
    const codes = [...new Set([...always(group, half), ...own.map(({ code }) => code)])];
    return codes.map((code) => {
      const { count, late, name } = found.get(`${group} ${code}`) ?? { count: 0, late: 0, name: null };
      return { group, code, name: nameOf(group, code, name), count, late };
    });
  });
}

// Lines that the law asks for stand there with a zero too.
function always(group: PetitionFigureGroup, { year, half }: HalfYear): readonly string[] {
  if (group === 'received') return ['all'];
  if (group === 'extended') return ['extended'];
  if (group === 'solution') return PetitionSolution.options;
  if (group === 'kind') return PetitionKind.options;
  if (group !== 'month') return [];
  return Array.from({ length: 6 }, (_, index) => {
    const month = index + 1 + (half === 1 ? 0 : 6);
    return `${year}-${String(month).padStart(2, '0')}`;
  });
}

const monthName = new Intl.DateTimeFormat('ro-RO', { month: 'long', timeZone: 'UTC' });

function nameOf(group: PetitionFigureGroup, code: string, name: string | null): string {
  if (group === 'month') return monthName.format(new Date(`${code}-01T00:00:00Z`));
  if (group === 'channel') return petitionText(`channel.${Channel.parse(code)}`);
  if (group === 'solution') return petitionText(`solution.${PetitionSolution.parse(code)}`);
  if (group === 'kind') return kindName(code);
  if (group === 'subject') return name ?? petitionText('subject.none');
  return petitionText(group === 'received' ? 'received' : 'extended');
}

function kindName(code: string): string {
  const kind = PetitionKind.safeParse(code);
  return petitionText(kind.success ? `kind.${kind.data}` : 'kind.none');
}

type FileRow = {
  id: string;
  number: number;
  registered_on: string;
  subject: string;
  issuer: string;
  solution: PetitionSolution;
  due_on: string | null;
};

/** The very files that a figure counted, or those of them that are late, oldest first. */
export async function listPetitionFiles(
  { db, clock, registers }: ReportDeps,
  actor: Actor,
  { group, code, late, after, limit, ...half }: PetitionFilesQuery,
): Promise<PetitionFiles> {
  const reach = await readEntryReach({ registers }, actor);
  const counted = countedPetitions(reach, { half, today: toLegalTime(clock.now()).date });
  const past = after === undefined ? sql`true` : sql`counted.id > ${after}`;
  const { rows } = await sql<FileRow>`
    WITH counted AS (${counted})
    SELECT counted.id, counted.number, counted.registered_on, counted.subject, counted.issuer, counted.solution,
      counted.due_on
    FROM counted WHERE ${codeOf[group]} = ${code} AND ${late ? isLate : sql`true`} AND ${past} ORDER BY counted.id LIMIT ${limit + 1}
  `.execute(db);
  const items = rows.slice(0, limit).map((row) => ({
    id: row.id,
    registrationNumber: formatRegistrationNumber(row.number, row.registered_on),
    registeredOn: row.registered_on,
    subject: row.subject,
    issuer: row.issuer,
    solution: row.solution,
    dueOn: row.due_on,
  }));
  return { items, next: rows.length > limit ? (items.at(-1)?.id ?? null) : null };
}
