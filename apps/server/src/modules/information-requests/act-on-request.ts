import { AppError, type EventType, type InformationAction, type InformationRequest } from '@opis/contracts';
import { type ClaimedCommand, claimCommand } from '../../platform/claim-command.ts';
import type { Db, Tx } from '../../platform/db.ts';
import { announceChange, recordEvent } from '../events/index.ts';
import type { Acting, Actor } from '../identity/index.ts';
import type { InformationDeps } from './information-deps.ts';
import { informationActions } from './request.ts';
import { lockRequest, nextVersion, type RequestRecord } from './request-store.ts';
import { getRequest } from './views/get-request.ts';
import { requireRequest, standingOf } from './views/request-standing.ts';

/** What an act finds under the lock of its file. */
export type RequestPlace = { tx: Tx; acting: Acting; at: Date; request: RequestRecord };

/** Codes that an event holds beside the file. */
type EventData = Readonly<Record<string, string | number | boolean | null>>;

/** One act on a request. `body`: everything that was asked, so that a repeat is told from another command. */
export type RequestAct<Prepared> = {
  action: InformationAction;
  event: EventType;
  body: object;
  data?: EventData;
  /** What reads on the pool, before the transaction; on the version that the person saw. */
  prepare(request: RequestRecord): Promise<Prepared>;
  write(place: RequestPlace, prepared: Prepared): Promise<void>;
};

/** Prepares nothing. */
export const nothing = async () => null;

/**
 * Lock, repeat, version, policy, write, event. A repeat has no second effect; another version is a conflict that carries
 * the request as it stands.
 */
export async function actOnRequest<Prepared>(
  deps: InformationDeps,
  actor: Actor,
  { id, requestId, version }: { id: string; requestId: string; version: number },
  act: RequestAct<Prepared>,
): Promise<InformationRequest> {
  const seen = await requireRequest(deps, actor, id);
  const at = deps.clock.now();
  const command: ClaimedCommand = {
    ...{ accountId: actor.accountId, requestId, action: act.event, at },
    body: { id, version, ...act.body },
  };
  const prepare = async () => {
    try {
      return { value: await act.prepare(seen.request) };
    } catch (error) {
      // Who may not is told so, before what stands in the way of whoever may.
      await requireAction(deps.db, deps, actor, { request: seen.request, action: act.action });
      throw error;
    }
  };
  const prepared = seen.request.version === version ? await prepare() : null;
  const perform = async (tx: Tx) => {
    const request = await lockRequest(tx, id);
    if (!(await claimCommand(tx, command))) return;
    if (request.version !== version || prepared === null) throw changedMeanwhile();
    const acting = await requireAction(tx, deps, actor, { request, action: act.action });
    await act.write({ tx, acting, at, request }, prepared.value);
    await nextVersion(tx, request);
    await tell(tx, deps, acting, { id, type: act.event, at, data: act.data });
  };
  try {
    await deps.db.transaction().execute(perform);
  } catch (error) {
    if (!(error instanceof AppError && error.code === 'information-request.changed-meanwhile')) throw error;
    throw changedMeanwhile(await getRequest(deps, actor, id));
  }
  return getRequest(deps, actor, id);
}

const changedMeanwhile = (conflict: object = {}) =>
  new AppError('conflict', 'information-request.changed-meanwhile', { conflict });

async function requireAction(
  db: Db | Tx,
  deps: InformationDeps,
  actor: Actor,
  { request, action }: { request: RequestRecord; action: InformationAction },
): Promise<Acting> {
  const { standing, file } = await standingOf(db, deps, actor, request);
  if (!informationActions(standing).includes(action))
    throw new AppError('forbidden', 'information-request.not-allowed');
  return file.actingFor(file.status === 'closed' ? 'reopen' : 'note');
}

/** Writes the event of a request and hints to open pages. */
export async function tell(
  tx: Tx,
  { termFiles }: Pick<InformationDeps, 'termFiles'>,
  acting: Acting,
  { id, type, at, data }: { id: string; type: EventType; at: Date; data?: EventData | undefined },
): Promise<void> {
  const file = (await termFiles.placesOf(tx, [id])).get(id);
  const unitId = file?.unitId ?? null;
  await recordEvent(tx, acting, {
    ...{ type, at, subjectType: 'case-file', subjectId: id, unitId },
    ...(data && { data }),
  });
  await announceChange(tx, {
    ...{ topic: 'case-files', subjectId: id, at },
    principals: [unitId, file?.handlerId ?? null].filter((each) => each !== null),
    sealedRegisterId: file?.sealedRegisterId ?? null,
  });
}
