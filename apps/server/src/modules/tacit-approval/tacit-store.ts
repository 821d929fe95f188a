import type { TacitEffect } from '@opis/contracts';
import { type RawBuilder, sql } from 'kysely';
import type { Db, Tx } from '../../platform/db.ts';

/** True of a file whose procedure, in the version that it began with, is one to which tacit approval applies. */
export const tacitProcedure: RawBuilder<boolean> = sql<boolean>`EXISTS (SELECT FROM procedures
  WHERE procedures.code = case_files.procedure AND procedures.version = case_files.procedure_version
    AND procedures.declaration ->> 'tacitApproval' = 'yes')`;

/** A file as tacit approval sees it: its term of answer, what was told of irregularities, what was found. */
export type TacitFile = {
  applies: boolean;
  closed: boolean;
  termId: string | null;
  ruleId: string | null;
  ruleValidFrom: string | null;
  startOn: string | null;
  targetOn: string | null;
  running: boolean;
  extended: boolean;
  letterId: string | null;
  leftOn: string | null;
  foundAt: Date | null;
  passedOn: string | null;
  effect: TacitEffect | null;
  basis: string | null;
  decidedAt: Date | null;
  decidedBy: string | null;
  signalLetterId: string | null;
};

/** Reads it by the file's id; rights are the caller's. A letter that was withdrawn told nobody of anything. */
export async function readTacitFile(db: Db | Tx, id: string): Promise<TacitFile | undefined> {
  const { rows } = await sql<TacitFile>`
    SELECT ${tacitProcedure} AS applies, case_files.status = 'closed' AS closed, term.id AS "termId",
      term.rule_id AS "ruleId", term.rule_valid_from AS "ruleValidFrom",
      term.start_on AS "startOn", term.target_on AS "targetOn",
      coalesce(term.status = 'running', false) AS running, coalesce(term.extended_by > 0, false) AS extended,
      notice.letter_id AS "letterId", notice.left_on AS "leftOn", tacit_findings.found_at AS "foundAt",
      tacit_findings.passed_on AS "passedOn", tacit_findings.effect, tacit_findings.basis,
      tacit_findings.decided_at AS "decidedAt", staff.given_name || ' ' || staff.family_name AS "decidedBy",
      tacit_findings.signal_letter_id AS "signalLetterId"
    FROM case_files
    LEFT JOIN LATERAL (SELECT terms.* FROM terms WHERE terms.case_file_id = case_files.id AND terms.role = 'answer'
      AND terms.status <> 'cancelled' ORDER BY terms.started_at DESC LIMIT 1) AS term ON true
    LEFT JOIN LATERAL (SELECT irregularity_notices.* FROM irregularity_notices
      JOIN letters ON letters.id = irregularity_notices.letter_id AND letters.status <> 'withdrawn'
      WHERE irregularity_notices.case_file_id = case_files.id ORDER BY irregularity_notices.begun_at DESC LIMIT 1) AS notice
      ON true
    LEFT JOIN tacit_findings ON tacit_findings.case_file_id = case_files.id
    LEFT JOIN accounts ON accounts.id = tacit_findings.decided_by LEFT JOIN staff ON staff.id = accounts.staff_id
    WHERE case_files.id = ${id}
  `.execute(db);
  return rows[0];
}
