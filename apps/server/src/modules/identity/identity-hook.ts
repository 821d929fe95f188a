import cookie from '@fastify/cookie';
import { AppError, type Permission } from '@opis/contracts';
import type { FastifyRequest } from 'fastify';
import type { Clock } from '../../platform/clock.ts';
import type { Db } from '../../platform/db.ts';
import type { Http } from '../../platform/http/http.ts';
import type { Log } from '../../platform/log.ts';
import { type Actor, holds } from './actor.ts';
import { refuseCrossSite } from './cross-site.ts';
import { createFailureLimiter } from './failure-limiter.ts';
import { type CallerDeps, identifyBySession, identifyByToken } from './identify-caller.ts';
import type { TokenCache } from './token-cache.ts';

declare module 'fastify' {
  interface FastifyRequest {
    actor: Actor | null;
    /** On an `unattended` route: the same caller as they stand now; null when they no longer may come in. */
    recall: (() => Promise<Actor | null>) | null;
  }
  interface FastifyContextConfig {
    /** Anybody may call it; nobody is identified. */
    public?: boolean;
    /** A page asks by itself, without anybody's hand: it does not prolong a session. */
    unattended?: boolean;
  }
}

/** The cookie that carries a session. */
export const sessionCookie = 'opis_session';

/**
 * Finds the caller of every request under `/api/v1`, except on routes with `config: { public: true }`. To be awaited
 * before any route is added. Throws `identity.not-signed-in`, `identity.token-invalid`, `request.cross-site`.
 */
export async function identityHook(
  app: Http,
  deps: { db: Db; clock: Clock; log: Log; tokenCache: TokenCache },
): Promise<void> {
  const callerDeps = { ...deps, limiter: createFailureLimiter() };
  await app.register(cookie);
  app.decorateRequest('actor', null);
  app.decorateRequest('recall', null);
  app.addHook('onRequest', async (request, reply) => {
    if (!needsActor(request)) return;
    reply.header('www-authenticate', 'Bearer realm="opis"');
    if (request.routeOptions.config.unattended) request.recall = () => recallCaller(callerDeps, request);
    request.actor = await identifyCaller(callerDeps, request);
    reply.removeHeader('www-authenticate');
  });
}

/** True for a browser in which somebody was signed in: which page they mean, never what they may. */
export const mayBeSignedIn = (request: FastifyRequest): boolean =>
  request.cookies[sessionCookie] !== undefined;

/** Who calls. Throws `identity.not-signed-in` on a route that identifies nobody. */
export function actorOf(request: FastifyRequest): Actor {
  if (request.actor === null) throw new AppError('unauthenticated', 'identity.not-signed-in');
  return request.actor;
}

/** Throws `identity.forbidden` unless the actor holds the permission for this unit; null: for the institution. */
export function requirePermission(actor: Actor, permission: Permission, unitId: string | null): void {
  if (!holds(actor, permission, unitId)) throw new AppError('forbidden', 'identity.forbidden');
}

// The route's own pattern is asked, not what was typed: the router does not mind the case of letters.
function needsActor({ routeOptions }: FastifyRequest): boolean {
  return routeOptions.url?.startsWith('/api/v1/') === true && routeOptions.config.public !== true;
}

function identifyCaller(deps: CallerDeps, request: FastifyRequest): Promise<Actor> {
  const token = readBearer(request.headers.authorization);
  if (token !== undefined) return identifyByToken(deps, { token, address: request.ip });
  const secret = request.cookies[sessionCookie];
  if (secret === undefined) throw new AppError('unauthenticated', 'identity.not-signed-in');
  refuseCrossSite(request);
  return identifyBySession(deps, secret, { seen: request.routeOptions.config.unattended !== true });
}

async function recallCaller(deps: CallerDeps, request: FastifyRequest): Promise<Actor | null> {
  try {
    return await identifyCaller(deps, request);
  } catch (error) {
    if (error instanceof AppError && error.family === 'unauthenticated') return null;
    throw error;
  }
}

function readBearer(header: string | undefined): string | undefined {
  return header === undefined ? undefined : /^bearer +(.*)$/i.exec(header)?.[1]?.trim();
}
