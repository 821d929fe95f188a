import { createPublicKey } from 'node:crypto';
import { sql } from 'kysely';
import type { Db } from '../../../platform/db.ts';
import { readLine } from '../heads/head-line.ts';

/** The newest book of a register after a restore: up to which number a copy has it, and up to which a witness saw it. */
export type RestoredBook = {
  register: string;
  name: string;
  year: number;
  /** Last number that the copy has; 0 in a book that it does not have. */
  recovered: number;
  /** Last number under a head that left the machine; undefined when no witness knows the book. */
  witnessed: number | undefined;
};

/**
 * Every register's newest book, confidential ones too: whoever restores the machine owns it. `lines` are what a witness
 * kept (`heads.jsonl`); one that the installation's own key did not sign is passed over. A register whose witnessed year
 * is newer than any book in the copy lost the whole of that book.
 */
export async function listRestoredBooks(
  deps: { db: Db; sealPublicKey: string },
  question: { lines: readonly string[]; year: number },
): Promise<RestoredBook[]> {
  const witnessed = readWitnessed(deps.sealPublicKey, question.lines);
  const { rows } = await sql<{
    register: string;
    name: string;
    year: number | null;
    recovered: number | null;
  }>`
    SELECT DISTINCT ON (registers.code) registers.code AS register, registers.name, books.year,
      books.last_number AS recovered
    FROM registers LEFT JOIN books ON books.register_id = registers.id
    ORDER BY registers.code, books.year DESC
  `.execute(deps.db);
  return rows.map(({ register, name, year, recovered }) => {
    const newest = Math.max(year ?? 0, ...[...(witnessed.get(register)?.keys() ?? [])]) || question.year;
    return {
      register,
      name,
      year: newest,
      recovered: newest === year ? (recovered ?? 0) : 0,
      witnessed: witnessed.get(register)?.get(newest),
    };
  });
}

function readWitnessed(sealPublicKey: string, lines: readonly string[]): Map<string, Map<number, number>> {
  const key = createPublicKey(sealPublicKey);
  const found = new Map<string, Map<number, number>>();
  for (const { register, year, number } of lines.flatMap((text) => readLine(text, key)?.books ?? [])) {
    const years = found.get(register) ?? new Map<number, number>();
    found.set(register, years.set(year, Math.max(number, years.get(year) ?? 0)));
  }
  return found;
}
