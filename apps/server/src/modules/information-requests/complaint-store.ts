import type { ComplaintVerdict } from '@opis/contracts';
import { sql } from 'kysely';
import type { Tx } from '../../platform/db.ts';
import type { LeftLetter } from './request.ts';

/** A complaint as it is lodged; days are legal ones. */
export type NewComplaint = {
  readonly caseFileId: string;
  readonly requestId: string;
  readonly about: 'refusal' | 'silence';
  readonly knownOn: string;
  readonly lodgedOn: string;
  readonly lodgeBy: string;
};

/** Ties a complaint's file to the request that it is about; once. */
export async function insertComplaint(tx: Tx, complaint: NewComplaint): Promise<void> {
  const { caseFileId, requestId, about, knownOn, lodgedOn, lodgeBy } = complaint;
  await sql`
    INSERT INTO information_complaints (case_file_id, request_id, about, known_on, lodged_on, lodge_by)
    VALUES (${caseFileId}, ${requestId}, ${about}, ${knownOn}::date, ${lodgedOn}::date, ${lodgeBy}::date)
    ON CONFLICT DO NOTHING
  `.execute(tx);
}

/**
 * The verdict of a complaint, from the answer that is gone; null: none any more; undefined: as it was. The decision is
 * that whose letter left.
 */
export async function saveVerdict(
  tx: Tx,
  id: string,
  left: LeftLetter | null,
): Promise<ComplaintVerdict | null | undefined> {
  const { rows } = await sql<{ verdict: ComplaintVerdict | null; letter: string | null }>`
    SELECT information_complaints.verdict, information_complaints.verdict_letter_id AS letter
    FROM information_complaints WHERE information_complaints.case_file_id = ${id}
  `.execute(tx);
  const [before] = rows;
  const verdict = left && (await verdictOf(tx, left.id));
  const letter = verdict ? (left?.id ?? null) : null;
  if (before === undefined || before.letter === letter) return undefined;
  await sql`
    UPDATE information_complaints SET verdict = ${verdict}, decided_on = ${verdict ? left?.on : null}::date,
      verdict_letter_id = ${letter}
    WHERE information_complaints.case_file_id = ${id}
  `.execute(tx);
  return verdict;
}

async function verdictOf(tx: Tx, letterId: string): Promise<ComplaintVerdict | null> {
  const { rows } = await sql<{ kind: string }>`
    SELECT information_decisions.kind FROM information_decision_letters
    JOIN information_decisions ON information_decisions.id = information_decision_letters.decision_id
    WHERE information_decision_letters.letter_id = ${letterId}
  `.execute(tx);
  if (rows[0]?.kind === 'complaint-upheld') return 'upheld';
  return rows[0]?.kind === 'complaint-rejected' ? 'rejected' : null;
}
