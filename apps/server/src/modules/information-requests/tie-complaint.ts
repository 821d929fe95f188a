import { AppError, type InformationRequest, type TieComplaintRequest } from '@opis/contracts';
import { sql } from 'kysely';
import type { Actor } from '../identity/index.ts';
import { actOnRequest, tell } from './act-on-request.ts';
import { insertComplaint } from './complaint-store.ts';
import { type InformationDeps, requestProcedure } from './information-deps.ts';
import { rules } from './request.ts';
import type { RequestRecord } from './request-store.ts';
import { requireRequestRow } from './views/request-standing.ts';

/**
 * Ties a complaint that came with a number of its own (at the counter, by e-mail) to the request that it is about
 * (art. 21): from then on its days are counted and it is decided. It was lodged when it was registered.
 */
export function tieComplaint(
  deps: InformationDeps,
  actor: Actor,
  { id, requestId, version, ...named }: TieComplaintRequest & { id: string },
): Promise<InformationRequest> {
  const { about, knownOn } = named;
  return actOnRequest(
    deps,
    actor,
    { id, requestId, version },
    {
      action: 'tie-complaint',
      event: 'information-request.complaint-tied',
      body: named,
      data: { about },
      async prepare(complaint) {
        const request = await requireNamed(deps, actor, complaint, named);
        if (knownOn < request.registeredOn || knownOn > complaint.registeredOn) throw wrongDay();
        const law = await deps.deadlines.read();
        return { request, lodgeBy: law.dates(rules.complaintLodging, { on: knownOn }).due };
      },
      async write({ tx, acting, at, request: complaint }, { request, lodgeBy }) {
        const lodgedOn = complaint.registeredOn;
        await insertComplaint(tx, {
          ...{ caseFileId: id, requestId: request.id, about, knownOn, lodgedOn, lodgeBy },
        });
        const data = { complaint: id, about, late: lodgedOn > lodgeBy };
        await tell(tx, deps, acting, { id: request.id, type: 'information-request.complained', at, data });
      },
    },
  );
}

const wrongDay = () =>
  new AppError('validation', 'information-request.complaint-future', {
    fields: [{ path: 'knownOn', code: 'information-request.complaint-future' }],
  });

/** The request of this number in the register of the complaint, among those whose row the actor sees. */
async function requireNamed(
  deps: InformationDeps,
  actor: Actor,
  { registerId }: RequestRecord,
  { number, year }: Pick<TieComplaintRequest, 'number' | 'year'>,
): Promise<RequestRecord> {
  const { rows } = await sql<{ id: string }>`
    SELECT case_files.id FROM entries JOIN books ON books.id = entries.book_id
    JOIN case_files ON case_files.id = entries.id AND case_files.procedure = ${requestProcedure}
    WHERE books.register_id = ${registerId} AND books.year = ${year} AND entries.number = ${number}
  `.execute(deps.db);
  const [found] = rows;
  const seen =
    found &&
    (await requireRequestRow(deps, actor, found.id).catch((error: unknown) => {
      if (error instanceof AppError && error.code === 'information-request.not-found') return undefined;
      throw error;
    }));
  if (seen !== undefined) return seen.request;
  const fields = [{ path: 'number', code: 'information-request.not-found' as const }];
  throw new AppError('validation', 'information-request.not-found', { fields });
}
