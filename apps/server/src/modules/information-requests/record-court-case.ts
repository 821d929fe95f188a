import { AppError, type InformationRequest, type RecordCourtCaseRequest } from '@opis/contracts';
import { sql } from 'kysely';
import { toLegalTime } from '../../platform/clock.ts';
import type { Actor } from '../identity/index.ts';
import { actOnRequest, nothing } from './act-on-request.ts';
import type { InformationDeps } from './information-deps.ts';

/** Writes down a court case about the request (art. 22), or how one ended. */
export function recordCourtCase(
  deps: InformationDeps,
  actor: Actor,
  { caseFileId, requestId, version, ...court }: RecordCourtCaseRequest & { caseFileId: string },
): Promise<InformationRequest> {
  const { id, number, filedOn, state } = court;
  const stateOn = state === 'pending' ? null : (court.stateOn ?? toLegalTime(deps.clock.now()).date);
  return actOnRequest(
    deps,
    actor,
    { id: caseFileId, requestId, version },
    {
      action: 'record-court-case',
      event: 'information-request.court-case-recorded',
      body: court,
      data: { state },
      prepare: nothing,
      async write({ tx, acting, at, request }) {
        refuseDays(deps, { filedOn, stateOn, earliest: request.registeredOn });
        const { rows } =
          id === undefined
            ? await sql`
              INSERT INTO information_court_cases (id, case_file_id, court, number, filed_on, state, state_on, recorded_at,
                recorded_by)
              VALUES (${requestId}, ${caseFileId}, ${court.court}, ${number}, ${filedOn}::date, ${state},
                ${stateOn}::date, ${at}, ${acting.accountId})
              ON CONFLICT ON CONSTRAINT information_court_cases_number_unique DO UPDATE SET state = excluded.state,
                state_on = excluded.state_on, recorded_at = excluded.recorded_at, recorded_by = excluded.recorded_by
              RETURNING information_court_cases.id`.execute(tx)
            : await sql`
              UPDATE information_court_cases SET state = ${state}, state_on = ${stateOn}::date, recorded_at = ${at},
                recorded_by = ${acting.accountId}
              WHERE information_court_cases.id = ${id} AND information_court_cases.case_file_id = ${caseFileId}
              RETURNING information_court_cases.id`.execute(tx);
        if (rows.length === 0) throw new AppError('not-found', 'information-request.court-case-not-found');
      },
    },
  );
}

function refuseDays(
  { clock }: Pick<InformationDeps, 'clock'>,
  { filedOn, stateOn, earliest }: { filedOn: string; stateOn: string | null; earliest: string },
) {
  const today = toLegalTime(clock.now()).date;
  const path =
    filedOn < earliest || filedOn > today
      ? 'filedOn'
      : stateOn !== null && (stateOn < filedOn || stateOn > today)
        ? 'stateOn'
        : undefined;
  if (path === undefined) return;
  const fields = [{ path, code: 'information-request.day-out-of-range' as const }];
  throw new AppError('validation', 'information-request.day-out-of-range', { fields });
}
