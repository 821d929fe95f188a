import fastifySse from '@fastify/sse';
import { LiveNews, LiveQuery } from '@opis/contracts';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Clock } from '../../platform/clock.ts';
import type { Db } from '../../platform/db.ts';
import type { Http } from '../../platform/http/http.ts';
import type { Log } from '../../platform/log.ts';
import { type Actor, actorOf } from '../identity/index.ts';
import type { RegisterDirectory } from '../registry/index.ts';
import { readChanges } from './live-changes.ts';
import { createLiveHub } from './live-hub.ts';
import { gatherSince, toNews } from './live-news.ts';
import { readPlace } from './live-place.ts';
import { type LiveSight, lookAround, type MayWatch } from './live-sight.ts';
import { type LiveStream, type Missed, openStream } from './live-stream.ts';
import { createOpenStreams } from './open-streams.ts';

export type LiveDeps = {
  db: Db;
  clock: Clock;
  log: Log;
  registers: RegisterDirectory;
  mayWatch: MayWatch;
  /** How often a stream says that it lives and looks whether its caller still may. */
  beatMs?: number;
  /** How often the database is looked at while anybody listens. */
  everyMs?: number;
};

const defaultBeatMs = 15_000;

/**
 * What changed, as a stream of server-sent events for who accepts `text/event-stream`, else as one answer (polling).
 * Both continue from a place; streams end with the session and, at once, with the server.
 */
export async function liveRoutes(app: Http, deps: LiveDeps): Promise<void> {
  const hub = createLiveHub(deps);
  const open = createOpenStreams();
  app.addHook('preClose', async () => {
    hub.stop();
    open.endAll();
  });

  const onFailure = (error: unknown) => deps.log.debug({ err: error }, 'live beat failed');

  async function missedSince(sight: LiveSight, since: string | undefined): Promise<Missed> {
    const now = deps.clock.now();
    const from = readPlace(since, now);
    const { place, changes, lost } = await readChanges(deps.db, from, now);
    const everything = since !== undefined && (from === undefined || lost);
    return { place, everything, gathered: from ? gatherSince(sight, changes) : new Map() };
  }

  async function stream(request: FastifyRequest, reply: FastifyReply, query: LiveQuery) {
    const actor = actorOf(request);
    const recall = request.recall ?? (async () => null);
    const seat = open.take(actor.accountId);
    let current: LiveStream | undefined;
    let timer: NodeJS.Timeout | undefined;
    reply.sse.onClose(() => {
      clearInterval(timer);
      seat.leave();
      current?.end();
    });
    reply.sse.keepAlive();
    const since = reply.sse.lastEventId ?? query.since;
    const look = (who: Actor) => lookAround(deps, who, query.watch);
    try {
      const line = {
        send: (news: LiveNews) => reply.sse.send({ id: news.place, data: news }),
        close: () => reply.sse.close(),
      };
      const catchUp = (sight: LiveSight) => missedSince(sight, since);
      const streamDeps = { hub, recall, lookAround: look, catchUp, onFailure };
      current = await openStream(streamDeps, line, await look(actor));
    } catch (error) {
      reply.sse.close();
      throw error;
    }
    if (!reply.sse.isConnected) return current.end();
    seat.hold(current);
    const beat = () => current?.beat().catch(onFailure);
    timer = setInterval(beat, deps.beatMs ?? defaultBeatMs).unref();
  }

  await app.register(fastifySse, { heartbeatInterval: 0 });
  app.get(
    '/api/v1/live',
    {
      sse: 'dual',
      config: { unattended: true },
      schema: { querystring: LiveQuery, response: { 200: LiveNews } },
    },
    async (request, reply) => {
      const isStream = (reply as { sse?: unknown }).sse !== undefined;
      if (isStream) return stream(request, reply, request.query) as never;
      const sight = await lookAround(deps, actorOf(request), request.query.watch);
      const { place, gathered, everything } = await missedSince(sight, request.query.since);
      return toNews(place, gathered, everything);
    },
  );
}
