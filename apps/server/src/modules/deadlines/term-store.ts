import type { TermRole } from '@opis/contracts';
import { type RawBuilder, sql } from 'kysely';
import type { Db, Tx } from '../../platform/db.ts';
import type { Term } from './term.ts';

const selectTerms: RawBuilder<Term> = sql<Term>`
  SELECT terms.id, terms.case_file_id AS "caseFileId", terms.role, terms.rule_id AS "ruleId",
    terms.rule_valid_from AS "ruleValidFrom", terms.started_at AS "startedAt", terms.start_on AS "startOn",
    terms.target_on AS "targetOn", terms.limit_on AS "limitOn", terms.limit_at AS "limitAt", terms.due_on AS "dueOn",
    terms.status, terms.extended_by AS "extendedBy", terms.extended_at AS "extendedAt",
    terms.extension_cap AS "extensionCap", terms.suspendable, terms.suspended_on AS "suspendedOn",
    terms.suspended_days AS "suspendedDays", terms.met_at AS "metAt",
    (terms.met_at AT TIME ZONE 'Europe/Bucharest')::date AS "metOn", terms.met_cause AS "metCause",
    terms.met_cause_id AS "metCauseId", terms.cancelled_at AS "cancelledAt", terms.cancel_reason AS "cancelReason",
    terms.missed_at AS "missedAt"
  FROM terms`;

/** The terms of these files, by file; those that began first stand first. */
export async function listTerms(db: Db | Tx, fileIds: readonly string[]): Promise<Term[]> {
  if (fileIds.length === 0) return [];
  const { rows } = await sql<Term>`${selectTerms} WHERE terms.case_file_id = ANY (${fileIds}::uuid[])
    ORDER BY terms.case_file_id, terms.started_at, terms.id`.execute(db);
  return rows;
}

/** One term by its id. */
export async function findTerm(db: Db | Tx, id: string): Promise<Term | undefined> {
  const { rows } = await sql<Term>`${selectTerms} WHERE terms.id = ${id}`.execute(db);
  return rows[0];
}

/** Terms of some files, of one role or of all. */
export type TermPick = { readonly caseFileId: string; readonly role?: TermRole };

/** Locks the terms that are picked, in the order of their ids, and gives them as they stand under the lock. */
export async function lockTerms(tx: Tx, picks: readonly TermPick[]): Promise<Term[]> {
  if (picks.length === 0) return [];
  const wanted = JSON.stringify(picks.map(({ caseFileId, role }) => ({ file: caseFileId, role })));
  const isPicked = sql`EXISTS (SELECT FROM json_to_recordset(${wanted}) AS pick(file uuid, role text)
    WHERE pick.file = terms.case_file_id AND (pick.role IS NULL OR pick.role = terms.role))`;
  await sql`SELECT FROM terms WHERE ${isPicked} ORDER BY terms.id FOR UPDATE`.execute(tx);
  const { rows } = await sql<Term>`${selectTerms} WHERE ${isPicked} ORDER BY terms.id`.execute(tx);
  return rows;
}

/** Locks terms that run or are suspended and answer a condition, in the order of their ids. */
export async function lockOpenTerms(tx: Tx, condition: RawBuilder<unknown>): Promise<Term[]> {
  const where = sql`terms.status IN ('running', 'suspended') AND ${condition}`;
  await sql`SELECT FROM terms WHERE ${where} ORDER BY terms.id FOR UPDATE`.execute(tx);
  const { rows } = await sql<Term>`${selectTerms} WHERE ${where} ORDER BY terms.id`.execute(tx);
  return rows;
}

/** Terms that run or are suspended and answer a condition, without a lock. */
export async function listOpenTerms(db: Db | Tx, condition: RawBuilder<unknown>): Promise<Term[]> {
  const { rows } = await sql<Term>`${selectTerms}
    WHERE terms.status IN ('running', 'suspended') AND ${condition} ORDER BY terms.due_on, terms.id`.execute(
    db,
  );
  return rows;
}

/** What of a term may change; absent stays as it is. */
export type TermChange = {
  readonly id: string;
  readonly status?: Term['status'];
  readonly dates?: { target: string; limit: string; limitAt: string | null; due: string };
  readonly extendedBy?: number;
  readonly extendedAt?: Date;
  readonly suspendedOn?: string | null;
  readonly suspendedDays?: number;
  readonly met?: { at: Date; cause: string; causeId: string | null } | null;
  readonly cancelled?: { at: Date; reason: string } | null;
  readonly missedAt?: Date | null;
};

/** Writes changes of terms in one statement; due days of their files follow by trigger. */
export async function saveTerms(tx: Tx, changes: readonly TermChange[]): Promise<void> {
  if (changes.length === 0) return;
  await sql`
    UPDATE terms SET status = coalesce(change.status, terms.status),
      target_on = coalesce(change.target, terms.target_on), limit_on = coalesce(change."limit", terms.limit_on),
      limit_at = CASE WHEN change.target IS NULL THEN terms.limit_at ELSE change.limit_at END,
      due_on = coalesce(change.due, terms.due_on),
      extended_by = coalesce(change.extended_by, terms.extended_by),
      extended_at = coalesce(change.extended_at, terms.extended_at),
      suspended_on = CASE WHEN change.suspension THEN change.suspended_on ELSE terms.suspended_on END,
      suspended_days = coalesce(change.suspended_days, terms.suspended_days),
      met_at = CASE WHEN change.meeting THEN change.met_at ELSE terms.met_at END,
      met_cause = CASE WHEN change.meeting THEN change.met_cause ELSE terms.met_cause END,
      met_cause_id = CASE WHEN change.meeting THEN change.met_cause_id ELSE terms.met_cause_id END,
      cancelled_at = CASE WHEN change.cancelling THEN change.cancelled_at ELSE terms.cancelled_at END,
      cancel_reason = CASE WHEN change.cancelling THEN change.cancel_reason ELSE terms.cancel_reason END,
      missed_at = CASE WHEN change.missing THEN change.missed_at ELSE terms.missed_at END
    FROM json_to_recordset(${JSON.stringify(changes.map(toRow))}) AS change(id uuid, status text, target date,
      "limit" date, limit_at timestamptz, due date, extended_by int, extended_at timestamptz, suspension boolean,
      suspended_on date, suspended_days int, meeting boolean, met_at timestamptz, met_cause text, met_cause_id uuid,
      cancelling boolean, cancelled_at timestamptz, cancel_reason text, missing boolean, missed_at timestamptz)
    WHERE terms.id = change.id
  `.execute(tx);
}

function toRow({ dates, met, cancelled, ...change }: TermChange) {
  return {
    ...{ id: change.id, status: change.status },
    ...(dates && { target: dates.target, limit: dates.limit, limit_at: dates.limitAt, due: dates.due }),
    ...{ extended_by: change.extendedBy, extended_at: change.extendedAt },
    suspension: change.suspendedOn !== undefined,
    ...{ suspended_on: change.suspendedOn, suspended_days: change.suspendedDays },
    meeting: met !== undefined,
    ...{ met_at: met?.at, met_cause: met?.cause, met_cause_id: met?.causeId },
    cancelling: cancelled !== undefined,
    ...{ cancelled_at: cancelled?.at, cancel_reason: cancelled?.reason },
    missing: change.missedAt !== undefined,
    missed_at: change.missedAt,
  };
}
