import { type RawBuilder, sql } from 'kysely';
import type { Db } from '../../platform/db.ts';
import type { Finding } from '../registry/index.ts';

/** One thing that must hold of all files; the query gives the first entry or file where it does not. */
type Check = { check: Finding['check']; detail: string; wrong: RawBuilder<{ id: string }> };

const checks: readonly Check[] = [
  {
    check: 'case-file',
    detail: 'înregistrarea nu este în niciun dosar',
    // A number that a restore found lost has no paper, and so no file.
    wrong: sql`SELECT entries.id FROM entries
      JOIN ledger_records ON ledger_records.book_id = entries.book_id AND ledger_records.seq = entries.record_seq
      WHERE ledger_records.kind <> 'lost'
        AND NOT EXISTS (SELECT FROM case_entries WHERE case_entries.entry_id = entries.id)`,
  },
  {
    check: 'case-file',
    detail: 'dosarul nu mai are nicio înregistrare și nu este conexat',
    wrong: sql`SELECT case_files.id FROM case_files
      WHERE (case_files.outcome IS DISTINCT FROM 'joined')
        <> EXISTS (SELECT FROM case_entries WHERE case_entries.case_file_id = case_files.id)`,
  },
  {
    check: 'opis',
    detail: 'opisul dosarului nu cuprinde documentele înregistrării',
    wrong: sql`SELECT documents.holder_id AS id FROM documents
      LEFT JOIN case_items ON case_items.document_id = documents.id
      LEFT JOIN case_entries ON case_entries.entry_id = documents.holder_id
      WHERE documents.holder_type = 'entry' AND (case_items.entry_id IS DISTINCT FROM documents.holder_id
        OR case_items.case_file_id IS DISTINCT FROM case_entries.case_file_id)`,
  },
  {
    check: 'step',
    detail: 'mișcările dosarului nu duc acolo unde se află',
    wrong: sql`SELECT case_files.id FROM case_files
      LEFT JOIN case_steps ON case_steps.case_file_id = case_files.id AND case_steps.version = case_files.version
      WHERE case_files.version > 1 AND (case_steps.id IS NULL
        OR case_steps.to_unit_id IS DISTINCT FROM case_files.unit_id
        OR case_steps.to_handler_id IS DISTINCT FROM case_files.handler_id
        OR case_files.version - 1 <> (SELECT count(*) FROM case_steps AS each
          WHERE each.case_file_id = case_files.id AND each.version IS NOT NULL))`,
  },
  {
    check: 'case-file',
    detail: 'cine are dosarul nu poate citi o înregistrare din el',
    wrong: sql`SELECT entries.id FROM case_files
      CROSS JOIN LATERAL (VALUES (case_files.unit_id), (case_files.handler_id)) AS place(principal)
      JOIN case_entries ON case_entries.case_file_id = case_files.id
      JOIN entries ON entries.id = case_entries.entry_id
      JOIN books ON books.id = entries.book_id
      JOIN registers ON registers.id = books.register_id AND registers.kind <> 'confidential'
      WHERE place.principal IS NOT NULL AND NOT EXISTS (SELECT FROM entry_readers
        WHERE entry_readers.principal = place.principal AND entry_readers.book_id = entries.book_id
          AND entry_readers.number = entries.number)`,
  },
  {
    check: 'step',
    detail: 'cineva este întrebat despre un dosar pe care nu îl poate citi',
    wrong: sql`SELECT entries.id FROM case_tasks
      JOIN case_entries ON case_entries.case_file_id = case_tasks.case_file_id
      JOIN entries ON entries.id = case_entries.entry_id
      JOIN books ON books.id = entries.book_id
      JOIN registers ON registers.id = books.register_id AND registers.kind <> 'confidential'
      WHERE case_tasks.status = 'open' AND NOT EXISTS (SELECT FROM entry_readers
        WHERE entry_readers.principal = coalesce(case_tasks.to_unit_id, case_tasks.to_person_id)
          AND entry_readers.book_id = entries.book_id AND entry_readers.number = entries.number)`,
  },
  {
    check: 'step',
    detail: 'despre un dosar închis se mai cere ceva',
    wrong: sql`SELECT case_files.id FROM case_tasks JOIN case_files ON case_files.id = case_tasks.case_file_id
      WHERE case_files.status = 'closed' AND case_tasks.status IN ('waiting', 'open') AND case_tasks.kind <> 'hand-over'`,
  },
  {
    check: 'step',
    detail:
      'un circuit stă: niciun pas nu este la rând, deși altele așteaptă, sau unul a venit la rând înaintea celui dinainte',
    wrong: sql`SELECT waiting.case_file_id AS id FROM case_tasks AS waiting
      WHERE waiting.status = 'waiting' AND NOT EXISTS (SELECT FROM case_tasks AS open
        WHERE open.line_id = waiting.line_id AND open.status = 'open' AND open.position < waiting.position)
      UNION ALL
      SELECT open.case_file_id FROM case_tasks AS open
      JOIN case_tasks AS before ON before.line_id = open.line_id AND before.position < open.position
        AND before.status IN ('waiting', 'open')
      WHERE open.status = 'open'`,
  },
  {
    check: 'step',
    detail: 'jurnalul nu spune ce s-a cerut despre dosar, sau cum s-a răspuns',
    wrong: sql`SELECT case_tasks.case_file_id AS id FROM case_tasks
      WHERE NOT EXISTS (SELECT FROM events WHERE events.subject_type = 'case-task'
          AND events.subject_id = case_tasks.id AND events.type = 'case-task.asked')
        OR case_tasks.settled_at IS NOT NULL AND NOT EXISTS (SELECT FROM events
          WHERE events.subject_type = 'case-task' AND events.subject_id = case_tasks.id
            AND events.type = CASE case_tasks.status WHEN 'done' THEN 'case-task.answered'
              WHEN 'returned' THEN 'case-task.returned' ELSE 'case-task.withdrawn' END)`,
  },
];

/**
 * Case files hold together: every entry is in one, every document in its opis, steps lead to where each lies, and whoever
 * has one may read it. The first thing wrong of each kind.
 */
export async function verifyCaseFiles(db: Db): Promise<Finding[]> {
  const findings: Finding[] = [];
  for (const { check, detail, wrong } of checks) {
    const { rows } = await sql<{ place: string }>`
      SELECT registers.code || '/' || books.year || ', nr. ' || entries.number AS place
      FROM (${wrong} LIMIT 1) AS wrong
      JOIN entries ON entries.id = wrong.id JOIN books ON books.id = entries.book_id
      JOIN registers ON registers.id = books.register_id
    `.execute(db);
    const [found] = rows;
    if (found) findings.push({ check, place: found.place, detail });
  }
  return findings;
}
