import { sql } from 'kysely';
import { z } from 'zod';
import { type Clock, toLegalTime } from '../../platform/clock.ts';
import type { Db, Tx } from '../../platform/db.ts';
import { defineJob } from '../../platform/jobs/define-job.ts';
import { defineSchedule } from '../../platform/jobs/schedules.ts';
import { letRead } from '../case-files/index.ts';
import { recordEvents, toEventRow } from '../events/index.ts';
import { listHeadsOfInstitution, listPeopleOfUnits } from '../identity/index.ts';
import { notify } from '../notices/index.ts';
import { tacitProcedure } from './tacit-store.ts';

type WatchDeps = { db: Db; clock: Clock };
type Found = {
  caseFileId: string;
  termId: string;
  unitId: string | null;
  handlerId: string | null;
  sealed: boolean;
  passedOn: string;
};

/** Nobody did it: the day passed. */
const nobody = { accountId: null };

/**
 * Finds files whose cautious day passed with no answer, of procedures to which tacit approval surely applies, once each;
 * heads are told. What it means, a person decides. Gives how many.
 */
export async function findPassedTerms({ db, clock }: WatchDeps): Promise<number> {
  const at = clock.now();
  const today = toLegalTime(at).date;
  return db.transaction().execute(async (tx) => {
    const { rows } = await sql<Found>`
      INSERT INTO tacit_findings (case_file_id, term_id, found_at, passed_on)
      SELECT case_files.id, terms.id, ${at}, terms.target_on
      FROM terms JOIN case_files ON case_files.id = terms.case_file_id
      WHERE terms.status = 'running' AND terms.role = 'answer' AND terms.due_on < ${today}::date
        AND terms.target_on < ${today}::date AND case_files.status <> 'closed' AND ${tacitProcedure}
        AND NOT EXISTS (SELECT FROM tacit_findings AS known WHERE known.case_file_id = case_files.id)
      ON CONFLICT DO NOTHING
      RETURNING tacit_findings.case_file_id AS "caseFileId", tacit_findings.term_id AS "termId",
        tacit_findings.passed_on AS "passedOn",
        (SELECT case_files.unit_id FROM case_files WHERE case_files.id = tacit_findings.case_file_id) AS "unitId",
        (SELECT case_files.handler_id FROM case_files WHERE case_files.id = tacit_findings.case_file_id) AS "handlerId",
        EXISTS (SELECT FROM entries JOIN books ON books.id = entries.book_id JOIN registers
          ON registers.id = books.register_id AND registers.kind = 'confidential'
          WHERE entries.id = tacit_findings.case_file_id) AS sealed
    `.execute(tx);
    if (rows.length === 0) return 0;
    await recordEvents(
      tx,
      rows.map(({ caseFileId, unitId, passedOn }) =>
        toEventRow(nobody, {
          type: 'tacit-approval.found',
          at,
          subjectType: 'case-file',
          subjectId: caseFileId,
          unitId,
          data: { passedOn },
        }),
      ),
    );
    await tellHeads(tx, rows, { at, today });
    return rows.length;
  });
}

async function tellHeads(tx: Tx, found: readonly Found[], { at, today }: { at: Date; today: string }) {
  const told = await headsOf(tx, found, { at, today });
  await letRead(
    tx,
    told.flatMap(({ file, staffId }) => (file.sealed ? [] : [{ file: file.caseFileId, principal: staffId }])),
  );
  const notices = told.map(({ file: { caseFileId, termId, passedOn }, staffId }) => ({
    ...{ staffId, caseFileId, kind: 'tacit-approval' as const, subjectId: termId, dueOn: passedOn },
    ...{ role: 'answer' as const, key: `tacit-approval ${caseFileId}` },
  }));
  await notify(tx, notices, at);
}

/**
 * The heads of the unit where each file lies; of the institution when no unit has it, or nobody leads that. A confidential
 * file is its handler's alone: for nobody else it is there.
 */
async function headsOf(
  tx: Tx,
  found: readonly Found[],
  { at, today }: { at: Date; today: string },
): Promise<{ file: Found; staffId: string }[]> {
  const unitIds = [...new Set(found.flatMap(({ unitId }) => unitId ?? []))];
  const people = unitIds.length === 0 ? [] : await listPeopleOfUnits(tx, { unitIds, today, now: at });
  const leaders = people.filter(({ leads }) => leads);
  const above = await listHeadsOfInstitution(tx, { today, now: at });
  return found.flatMap((file) => {
    const own = leaders.filter(({ unitId }) => unitId === file.unitId).map(({ id }) => id);
    const open = own.length > 0 ? own : above;
    const told = file.sealed ? [file.handlerId].filter((id) => id !== null) : open;
    return [...new Set(told)].map((staffId) => ({ file, staffId }));
  });
}

export const findPassedTermsJob = defineJob({
  name: 'tacit-approval.find-passed-terms',
  schema: z.strictObject({}),
  attempts: 3,
  run: async (deps: WatchDeps, _payload, { log }) => {
    const found = await findPassedTerms(deps);
    if (found > 0) log.info({ found }, 'terms of authorisations passed with no answer');
  },
});

/** With the watch over terms. */
export const tacitApprovalSchedules = [
  defineSchedule('tacit-approval-find-passed-terms', findPassedTermsJob, { payload: {}, everyMinutes: 10 }),
];
