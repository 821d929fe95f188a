import {
  type AnswerReportLinesRequest,
  AppError,
  formatRegistrationNumber,
  type InformationReport,
  type InformationReportFiles,
  type InformationReportLine,
  type ReportLayout,
  type ReportLine,
} from '@opis/contracts';
import { sql } from 'kysely';
import { claimCommand } from '../../../platform/claim-command.ts';
import type { Db, Tx } from '../../../platform/db.ts';
import { newId } from '../../../platform/ids.ts';
import { recordEvent } from '../../events/index.ts';
import type { Actor } from '../../identity/index.ts';
import { readEntryReach } from '../../registry/index.ts';
import type { InformationDeps } from '../information-deps.ts';
import { countedBy, type ReportScope, withFacts } from './match-predicate.ts';
import { readLayout } from './report-layouts.ts';
import { todayOf } from './request-facts.ts';

type ReportDeps = Pick<InformationDeps, 'db' | 'registers' | 'clock'>;

/**
 * The yearly report (INF-15, INF-16) of the rows that the person may see in the books that they may read. Throws
 * `information-report.no-right` for who may read no book: their report would not be the institution's.
 */
export async function getYearlyReport(
  deps: ReportDeps,
  actor: Actor,
  year: number,
): Promise<InformationReport> {
  const scope = await requireScope(deps, actor, year);
  const { layout, fromYear } = await readLayout(deps.db, year);
  const figures = await readFigures(deps.db, scope, layout);
  const typed = await readAnswers(deps.db, year);
  return {
    ...{ year, title: layout.title, act: layout.act, layoutFrom: fromYear, total: figures.total },
    sections: layout.sections.map(({ code, title, lines }) => ({
      ...{ code, title },
      lines: lines.map((line) => toLine(line, figures.of, typed)),
    })),
  };
}

/** The files behind one figure. Throws `information-report.line-unknown` for a line that counts nothing. */
export async function listReportFiles(
  deps: ReportDeps,
  actor: Actor,
  { year, line: code }: { year: number; line: string },
): Promise<InformationReportFiles> {
  const scope = await requireScope(deps, actor, year);
  const { layout } = await readLayout(deps.db, year);
  const line = layout.sections.flatMap(({ lines }) => lines).find((each) => each.code === code);
  const predicate = line?.counts ?? (line?.sums && { count: 'requests' as const, charged: true });
  if (line === undefined || predicate === undefined)
    throw new AppError('not-found', 'information-report.line-unknown');
  const { rows } = await sql<
    Omit<InformationReportFiles['items'][number], 'registrationNumber'> & { number: number }
  >`
    ${withFacts(scope)}
    SELECT counted.id, entries.number, entries.registered_on AS "registeredOn", entries.issuer, entries.subject,
      information_requests.result, case_files.status = 'closed' AS closed
    FROM (${countedBy(scope, predicate)}) AS counted
    JOIN entries ON entries.id = counted.id
    JOIN case_files ON case_files.id = counted.id
    LEFT JOIN information_requests ON information_requests.case_file_id = counted.id
    ORDER BY entries.registered_at, counted.id
  `.execute(deps.db);
  const items = rows.map(({ number, ...row }) => ({
    ...row,
    registrationNumber: formatRegistrationNumber(number, row.registeredOn),
  }));
  return { code, label: line.label, items };
}

/** Types what no file can tell; the last answer of a line holds, the others stay. */
export async function answerReportLines(
  deps: ReportDeps,
  actor: Actor,
  { year, requestId, answers }: AnswerReportLinesRequest & { year: number },
): Promise<InformationReport> {
  await requireScope(deps, actor, year);
  const { layout } = await readLayout(deps.db, year);
  refuseUnasked(layout, answers);
  const at = deps.clock.now();
  const body = { year, answers };
  const command = { accountId: actor.accountId, requestId, action: 'information-report.answered', body, at };
  await deps.db.transaction().execute(async (tx) => {
    if (!(await claimCommand(tx, command))) return;
    const rows = answers.map(({ line, value }) => ({ id: newId(), line, value }));
    await sql`
      INSERT INTO information_report_answers (id, year, line, value, at, account_id)
      SELECT answer.id, ${year}, answer.line, answer.value, ${at}, ${actor.accountId}
      FROM json_to_recordset(${JSON.stringify(rows)}) AS answer(id uuid, line text, value text)
    `.execute(tx);
    await recordEvent(tx, actor, {
      ...{ type: 'information-report.answered', at, subjectType: 'information-report' },
      ...{ subjectId: rows[0]?.id ?? newId(), data: { year, lines: rows.length } },
    });
  });
  return getYearlyReport(deps, actor, year);
}

function refuseUnasked(layout: ReportLayout, answers: AnswerReportLinesRequest['answers']) {
  const asked = new Set(
    layout.sections.flatMap(({ lines }) => lines.filter(({ asks }) => asks).map(({ code }) => code)),
  );
  const fields = answers.flatMap(({ line }, at) =>
    asked.has(line)
      ? []
      : [{ path: `answers.${at}.line`, code: 'information-report.line-not-asked' as const }],
  );
  if (fields.length > 0) throw new AppError('validation', 'information-report.line-not-asked', { fields });
}

/** Whose rows the report counts: those of the books that the person may read, confidential ones left out. */
export async function requireScope(deps: ReportDeps, actor: Actor, year: number): Promise<ReportScope> {
  const reach = await readEntryReach(deps, actor);
  const registers = reach.registersWith('entry.read-book');
  if (registers.length === 0) throw new AppError('forbidden', 'information-report.no-right');
  const visible = sql<boolean>`books.register_id = ANY (${registers}::uuid[])`;
  return { year, visible, today: todayOf(deps.clock) };
}

type Figures = { total: number; of: ReadonlyMap<string, string> };

async function readFigures(db: Db | Tx, scope: ReportScope, layout: ReportLayout): Promise<Figures> {
  const lines = layout.sections.flatMap((section) => section.lines);
  const parts = lines.flatMap(({ code, counts, sums }) => {
    if (counts)
      return [
        sql`SELECT ${code}::text AS code, count(*)::text AS value FROM (${countedBy(scope, counts)}) AS counted`,
      ];
    if (sums === undefined) return [];
    const column = sql.raw(`facts.${sums}`);
    return [
      sql`SELECT ${code}::text AS code, coalesce(sum(${column}::numeric), 0)::numeric(12, 2)::text AS value FROM facts`,
    ];
  });
  const total = sql`SELECT ''::text AS code, count(*)::text AS value FROM facts`;
  const { rows } = await sql<{ code: string; value: string }>`
    ${withFacts(scope)} ${sql.join([total, ...parts], sql` UNION ALL `)}
  `.execute(db);
  const of = new Map(rows.map(({ code, value }) => [code, value]));
  return { total: Number(of.get('') ?? 0), of };
}

async function readAnswers(db: Db, year: number): Promise<ReadonlyMap<string, string>> {
  const { rows } = await sql<{ line: string; value: string }>`
    SELECT DISTINCT ON (information_report_answers.line) information_report_answers.line, information_report_answers.value
    FROM information_report_answers WHERE information_report_answers.year = ${year}
    ORDER BY information_report_answers.line, information_report_answers.at DESC, information_report_answers.id DESC
  `.execute(db);
  return new Map(rows.map(({ line, value }) => [line, value]));
}

function toLine(
  { code, label, counts, asks }: ReportLine,
  figures: ReadonlyMap<string, string>,
  typed: ReadonlyMap<string, string>,
): InformationReportLine {
  const kind = counts ? 'count' : asks ? 'asked' : 'sum';
  return {
    code,
    label,
    kind,
    value: (asks ? typed.get(code) : figures.get(code)) || null,
    asks: asks ?? null,
  };
}
