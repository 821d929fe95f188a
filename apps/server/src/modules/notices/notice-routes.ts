import { type Notice, Notices, ReadNoticesRequest } from '@opis/contracts';
import { z } from 'zod';
import { claimCommand } from '../../platform/claim-command.ts';
import type { Clock } from '../../platform/clock.ts';
import type { Db } from '../../platform/db.ts';
import type { Http } from '../../platform/http/http.ts';
import { announceChange } from '../events/index.ts';
import { type Actor, actorOf } from '../identity/index.ts';
import { countUnread, listNotices, markRead } from './notice-store.ts';

/** A file as a notice names it. */
export type NoticeFile = NonNullable<Notice['caseFile']>;

export type NoticeDeps = {
  db: Db;
  clock: Clock;
  /** The files of these ids that the person may see now; case files lie above and are handed in by `compose.ts`. */
  filesInSight(actor: Actor, ids: readonly string[]): Promise<ReadonlyMap<string, NoticeFile>>;
};

const mostShown = 50;
const mostCounted = 99;

/** What the person is told of, and what those are told in whose place they stand. */
export function noticeRoutes(app: Http, deps: NoticeDeps) {
  app.get('/api/v1/notices', { schema: { response: { 200: Notices } } }, (request) =>
    showNotices(deps, actorOf(request)),
  );
  app.post(
    '/api/v1/notices/read',
    { schema: { body: ReadNoticesRequest, response: { 204: z.null() } } },
    async (request, reply) => {
      await readNotices(deps, actorOf(request), request.body);
      return reply.code(204).send(null);
    },
  );
}

const peopleOf = (actor: Actor) => [actor.staffId, ...actor.onBehalf.map(({ staffId }) => staffId)];

async function showNotices(deps: NoticeDeps, actor: Actor): Promise<z.infer<typeof Notices>> {
  const staffIds = peopleOf(actor);
  const [kept, unread] = await Promise.all([
    listNotices(deps.db, { staffIds, limit: mostShown }),
    countUnread(deps.db, { staffIds, cap: mostCounted }),
  ]);
  const fileIds = [...new Set(kept.flatMap(({ caseFileId }) => caseFileId ?? []))];
  const files = await deps.filesInSight(actor, fileIds);
  const items = kept.map(({ caseFileId, createdAt, readAt, staffId: _, ...notice }) => ({
    ...notice,
    at: createdAt.toISOString(),
    readAt: readAt?.toISOString() ?? null,
    caseFile: (caseFileId !== null && files.get(caseFileId)) || null,
  }));
  return { items, unread };
}

async function readNotices(
  { db, clock }: NoticeDeps,
  actor: Actor,
  { requestId, ...body }: ReadNoticesRequest,
): Promise<void> {
  const at = clock.now();
  const staffIds = peopleOf(actor);
  const { accountId } = actor;
  await db.transaction().execute(async (tx) => {
    if (!(await claimCommand(tx, { accountId, requestId, action: 'notices.read', body, at }))) return;
    await markRead(tx, { staffIds, ids: body.ids, at });
    // The number beside the bell is the same in every tab.
    await announceChange(tx, { topic: 'notices', subjectId: null, principals: staffIds, at });
  });
}
