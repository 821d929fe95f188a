import { letterKinds } from '@opis/contracts';
import { type RawBuilder, sql } from 'kysely';
import type { Db } from '../../platform/db.ts';
import type { Finding } from '../registry/index.ts';

const registering = Object.entries(letterKinds)
  .filter(([, { registers }]) => registers)
  .map(([kind]) => kind);

const gone = sql`letters.status IN ('ready', 'left')`;

/** One thing that must hold of all letters; the query gives the file of the first where it does not. */
const checks: readonly { detail: string; wrong: RawBuilder<{ id: string }> }[] = [
  {
    detail: 'adresa semnată nu este înregistrată la niciun număr',
    wrong: sql`SELECT letters.case_file_id AS id FROM letters
      WHERE ${gone} AND letters.kind = ANY (${registering}::text[])
        AND NOT EXISTS (SELECT FROM letter_numbers WHERE letter_numbers.letter_id = letters.id)`,
  },
  {
    detail: 'coloanele de ieșire nu sunt cele ale adresei',
    wrong: sql`SELECT letter_numbers.entry_id AS id FROM letter_numbers
      JOIN letters ON letters.id = letter_numbers.letter_id
      JOIN entries ON entries.id = letter_numbers.entry_id
      LEFT JOIN ledger_records ON ledger_records.book_id = letter_numbers.book_id
        AND ledger_records.seq = letter_numbers.record_seq
      WHERE letter_numbers.record_seq IS NOT NULL AND (ledger_records.kind IS DISTINCT FROM 'out'
        OR ledger_records.number IS DISTINCT FROM entries.number
        OR entries.book_id <> letter_numbers.book_id OR entries.out_count = 0
        OR convert_from(ledger_records.body, 'UTF8')::json #>> '{fields,dispatchedOn}'
          IS DISTINCT FROM to_char(letters.dated_on, 'YYYY-MM-DD'))`,
  },
  {
    detail: 'adresa semnată nu este în opisul dosarului',
    wrong: sql`SELECT letters.case_file_id AS id FROM letters
      WHERE ${gone} AND NOT EXISTS (SELECT FROM letter_documents
        JOIN case_items ON case_items.document_id = letter_documents.document_id
        JOIN documents ON documents.id = letter_documents.document_id AND documents.holder_id = letters.id
        WHERE letter_documents.letter_id = letters.id AND letter_documents.kind = 'letter')`,
  },
  {
    detail: 'adresa a plecat fără toate semnăturile (art. 13 din OG 27/2002)',
    wrong: sql`SELECT letters.case_file_id AS id FROM letters
      JOIN letter_routes ON letter_routes.letter_id = letters.id AND letter_routes.number = letters.route
      WHERE ${gone} AND letters.signatures_required > (SELECT count(*) FROM letter_signatures
        WHERE letter_signatures.route_id = letter_routes.id AND letter_signatures.method IS NOT NULL)`,
  },
];

/** Letters hold together with book and file: each registered one has its out columns, its document and its signatures. */
export async function verifyLetters(db: Db): Promise<Finding[]> {
  const findings: Finding[] = [];
  for (const { detail, wrong } of checks) {
    const { rows } = await sql<{ place: string }>`
      SELECT registers.code || '/' || books.year || ', nr. ' || entries.number AS place
      FROM (${wrong} LIMIT 1) AS wrong
      JOIN entries ON entries.id = wrong.id JOIN books ON books.id = entries.book_id
      JOIN registers ON registers.id = books.register_id
    `.execute(db);
    const [found] = rows;
    if (found) findings.push({ check: 'letter', place: found.place, detail });
  }
  return findings;
}
