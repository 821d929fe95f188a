import { AppError, Id, LongWork, LongWorks } from '@opis/contracts';
import { z } from 'zod';
import type { Clock } from '../../platform/clock.ts';
import type { Db } from '../../platform/db.ts';
import type { FileStore } from '../../platform/files/file-store.ts';
import type { Http } from '../../platform/http/http.ts';
import { sendDocument } from '../documents/index.ts';
import { recordEvent } from '../events/index.ts';
import { type Actor, actorOf } from '../identity/index.ts';
import { cancelLongWork } from './cancel-long-work.ts';
import type { BoundLongWork } from './long-work.ts';
import { type AskedWork, getLongWork, listLongWorks, requireResult } from './long-work-views.ts';

export type LongWorkRoutesDeps = {
  db: Db;
  clock: Clock;
  files: FileStore;
  kinds: readonly BoundLongWork[];
};

const Params = z.object({ id: Id });
const works = '/api/v1/long-works';

/** One's own works in the background: the list, one of them to poll, its file, giving it up. */
export function longWorkRoutes(app: Http, deps: LongWorkRoutesDeps) {
  const { db, clock } = deps;

  // What a person may no longer see is not in their list either: a register that is confidential has no name for them.
  const mayShow = async (actor: Actor, { work, params }: AskedWork) =>
    (await deps.kinds.find(({ name }) => name === work.kind)?.mayOpen(actor, params)) ?? false;

  app.get(works, { schema: { response: { 200: LongWorks } } }, async (request) => {
    const actor = actorOf(request);
    const items: LongWork[] = [];
    for (const asked of await listLongWorks(db, actor.accountId, clock.now()))
      if (await mayShow(actor, asked)) items.push(asked.work);
    return { items };
  });

  app.get(`${works}/:id`, { schema: { params: Params, response: { 200: LongWork } } }, async (request) => {
    const actor = actorOf(request);
    const asked = { accountId: actor.accountId, id: request.params.id, now: clock.now() };
    const found = await getLongWork(db, asked);
    if (!(await mayShow(actor, found))) throw new AppError('not-found', 'long-work.not-found');
    return found.work;
  });

  app.post(
    `${works}/:id/cancellation`,
    { schema: { params: Params, response: { 204: z.null() } } },
    async (request, reply) => {
      await cancelLongWork(deps, actorOf(request), request.params.id);
      return reply.code(204).send(null);
    },
  );

  app.get(
    `${works}/:id/file`,
    { schema: { params: Params, response: { 200: z.any().meta({ type: 'string', format: 'binary' }) } } },
    async (request, reply) => {
      const actor = actorOf(request);
      const { id } = request.params;
      const result = await requireResult(db, { accountId: actor.accountId, id, now: clock.now() });
      const kind = deps.kinds.find(({ name }) => name === result.kind);
      // A right that ended meanwhile ends here too, and as if there were no file.
      if (!(await kind?.mayOpen(actor, result.params))) throw gone();
      const bytes = await deps.files.open(result.sha256);
      if (bytes === undefined) throw gone();
      await recordEvent(db, actor, {
        type: 'long-work.file-opened',
        at: clock.now(),
        subjectType: 'long-work',
        subjectId: id,
        data: { kind: result.kind },
      });
      return sendDocument(reply, { ...result, bytes });
    },
  );
}

const gone = () => new AppError('not-found', 'long-work.file-gone');
