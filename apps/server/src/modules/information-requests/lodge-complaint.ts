import { AppError, type InformationComplaint, type LodgeComplaintRequest } from '@opis/contracts';
import { sql } from 'kysely';
import { toLegalTime } from '../../platform/clock.ts';
import { type Actor, inNameOf } from '../identity/index.ts';
import { registerDocument } from '../registry/index.ts';
import { tell } from './act-on-request.ts';
import { insertComplaint } from './complaint-store.ts';
import { complaintProcedure, type InformationDeps } from './information-deps.ts';
import { informationText } from './information-text.ts';
import { numberOf } from './number-of.ts';
import { informationActions, rules } from './request.ts';
import type { RequestRecord } from './request-store.ts';
import { listComplaints } from './views/list-remedies.ts';
import { requireRequestRow, standingOf } from './views/request-standing.ts';

/**
 * Registers an administrative complaint about a request (art. 21): a number and a file of its own, whose answer has 15
 * days. One lodged after 30 days is registered too: that it is late is for whoever decides it. A repeat is given the first.
 */
export async function lodgeComplaint(
  deps: InformationDeps,
  actor: Actor,
  {
    id,
    requestId,
    about,
    knownOn,
    subject,
    sheets,
    channel,
    uploads,
    confirmGap,
  }: LodgeComplaintRequest & { id: string },
): Promise<InformationComplaint> {
  const { request } = await requireRequestRow(deps, actor, id);
  const { standing } = await standingOf(deps.db, deps, actor, request);
  const today = toLegalTime(deps.clock.now()).date;
  if (!standing.mayRegister) throw new AppError('forbidden', 'information-request.not-allowed');
  if (!informationActions(standing).includes('complain'))
    throw new AppError('conflict', 'information-request.not-yet-complainable');
  if (knownOn > today || knownOn < request.registeredOn) throw wrongDay();
  const lodgeBy = (await deps.deadlines.read()).dates(rules.complaintLodging, { on: knownOn }).due;
  const sender = await senderOf(deps, request);
  const registered = await registerDocument(deps, actor, {
    ...{
      requestId,
      register: await registerOf(deps, request),
      channel,
      direction: 'in',
      sheets,
      annexes: 0,
      uploads,
    },
    subject: subject ?? informationText('complaint.subject', { registration: plainNumber(request) }),
    sender,
    procedure: complaintProcedure,
    ...(request.unitId && { unit: await unitCodeOf(deps, request.unitId) }),
    confirmGap,
  });
  const lodgedOn = registered.registeredOn;
  const acting = inNameOf(actor, ({ scopes }) => scopes.has('entry.register'));
  await deps.db.transaction().execute(async (tx) => {
    const complaint = { caseFileId: registered.id, requestId: id, about, knownOn, lodgedOn, lodgeBy };
    if (await isTied(tx, registered.id)) return;
    await insertComplaint(tx, complaint);
    const data = { complaint: registered.id, about, late: lodgedOn > lodgeBy };
    await tell(tx, deps, acting, { id, type: 'information-request.complained', at: deps.clock.now(), data });
  });
  const [complaint] = await listComplaints(deps.db, { id: registered.id });
  if (complaint === undefined) throw new AppError('not-found', 'information-request.not-found');
  return complaint;
}

const wrongDay = () =>
  new AppError('validation', 'information-request.complaint-future', {
    fields: [{ path: 'knownOn', code: 'information-request.complaint-future' }],
  });

const plainNumber = (request: RequestRecord) => numberOf(request).replace(/^nr\.\s*/, '');

async function isTied(tx: Parameters<typeof insertComplaint>[0], id: string): Promise<boolean> {
  const { rows } =
    await sql`SELECT FROM information_complaints WHERE information_complaints.case_file_id = ${id}`.execute(
      tx,
    );
  return rows.length > 0;
}

// Whoever asked is who complains.
async function senderOf({ db }: InformationDeps, { partyId, issuer }: RequestRecord) {
  const { rows } = await sql<{ kind: 'natural' | 'legal' | 'public-body' }>`
    SELECT parties.kind FROM parties WHERE parties.id = ${partyId}`.execute(db);
  return { kind: rows[0]?.kind ?? ('natural' as const), name: issuer, ...(partyId && { partyId }) };
}

async function registerOf({ db }: InformationDeps, { registerId }: RequestRecord): Promise<string> {
  const { rows } = await sql<{
    code: string;
  }>`SELECT registers.code FROM registers WHERE registers.id = ${registerId}`.execute(db);
  return rows[0]?.code ?? '';
}

async function unitCodeOf({ db }: InformationDeps, unitId: string): Promise<string | undefined> {
  const { rows } = await sql<{
    code: string;
  }>`SELECT units.code FROM units WHERE units.id = ${unitId}`.execute(db);
  return rows[0]?.code;
}
