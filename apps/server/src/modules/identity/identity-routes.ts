import {
  AppError,
  ChangePasswordRequest,
  Id,
  OpenSessions,
  PasskeyOptions,
  PasskeySignInRequest,
  PublicInstitution,
  SessionResponse,
  SignInRequest,
} from '@opis/contracts';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { Http } from '../../platform/http/http.ts';
import { changePassword } from './change-password.ts';
import { refuseForeignSite } from './cross-site.ts';
import { endSession, requireSession, signOut } from './end-session.ts';
import { getPublicInstitution } from './get-public-institution.ts';
import { actorOf, sessionCookie } from './identity-hook.ts';
import { resolveActor } from './resolve-actor.ts';
import { savedViewRoutes } from './saved-view-routes.ts';
import type { PasskeyDeps } from './second-factor/second-factor-deps.ts';
import { secondFactorRoutes } from './second-factor/second-factor-routes.ts';
import { offerPasskeySignIn, signInWithPasskey } from './second-factor/sign-in-with-passkey.ts';
import type { Secret } from './secret.ts';
import { getSessionView, listOpenSessions } from './session-views.ts';
import { type SignInCommand, signIn } from './sign-in.ts';

/** Signing in and out, one's own sessions, second factors and saved views, and what the sign-in page shows. */
export function identityRoutes(app: Http, deps: PasskeyDeps) {
  savedViewRoutes(app, deps);
  secondFactorRoutes(app, deps);
  signInRoutes(app, deps);
  app.get(
    '/api/v1/public/institution',
    { config: { public: true }, schema: { response: { 200: PublicInstitution } } },
    () => getPublicInstitution(deps),
  );
  app.get('/api/v1/session', { schema: { response: { 200: SessionResponse } } }, (request) =>
    getSessionView(deps.db, actorOf(request)),
  );
  app.delete('/api/v1/session', { schema: { response: { 204: z.null() } } }, async (request, reply) => {
    await signOut(deps, actorOf(request));
    return clearCookie(reply).code(204).send(null);
  });
  app.post(
    '/api/v1/session/password',
    { schema: { body: ChangePasswordRequest, response: { 204: z.null() } } },
    async (request, reply) => {
      await changePassword(deps, actorOf(request), { ...request.body, address: request.ip });
      return reply.code(204).send(null);
    },
  );
  app.get('/api/v1/sessions', { schema: { response: { 200: OpenSessions } } }, async (request) => {
    const actor = actorOf(request);
    requireSession(actor);
    return { items: await listOpenSessions(deps.db, actor, deps.clock.now()) };
  });
  app.delete(
    '/api/v1/sessions/:id',
    { schema: { params: z.object({ id: Id }), response: { 204: z.null() } } },
    async (request, reply) => {
      const actor = actorOf(request);
      await endSession(deps, actor, { id: request.params.id });
      if (request.params.id === actor.credentialId) clearCookie(reply);
      return reply.code(204).send(null);
    },
  );
}

function signInRoutes(app: Http, deps: PasskeyDeps) {
  app.post(
    '/api/v1/session',
    { config: { public: true }, schema: { body: SignInRequest, response: { 200: SessionResponse } } },
    async (request, reply) => {
      refuseForeignSite(request);
      const command = { ...request.body, address: request.ip, userAgent: userAgentOf(request) };
      return begin(deps, { request, reply }, await signInOrSayWhen(deps, command, reply));
    },
  );
  app.post(
    '/api/v1/session/passkey-options',
    { config: { public: true }, schema: { response: { 200: PasskeyOptions } } },
    async () => ({ options: { ...(await offerPasskeySignIn(deps)) } }),
  );
  app.post(
    '/api/v1/session/passkey',
    { config: { public: true }, schema: { body: PasskeySignInRequest, response: { 200: SessionResponse } } },
    async (request, reply) => {
      refuseForeignSite(request);
      const command = { ...request.body, userAgent: userAgentOf(request) };
      return begin(deps, { request, reply }, await signInWithPasskey(deps, command));
    },
  );
}

const userAgentOf = (request: FastifyRequest) => (request.headers['user-agent'] ?? '').slice(0, 300);

async function begin(
  deps: PasskeyDeps,
  { request, reply }: { request: FastifyRequest; reply: FastifyReply },
  secret: Secret,
): Promise<SessionResponse> {
  const resolved = await resolveActor(deps, { via: 'session', hash: secret.hash });
  if (resolved === undefined) throw new AppError('unauthenticated', 'identity.not-signed-in');
  setCookie(request, reply, secret);
  return getSessionView(deps.db, resolved.actor);
}

async function signInOrSayWhen(
  deps: PasskeyDeps,
  command: SignInCommand,
  reply: FastifyReply,
): Promise<Secret> {
  try {
    return await signIn(deps, command);
  } catch (error) {
    const wait = error instanceof AppError ? error.details.retryAfter : undefined;
    if (typeof wait === 'number') reply.header('retry-after', wait);
    throw error;
  }
}

// No Max-Age: at a counter that many use, closing the browser ends the session there; the server ends it anyway.
const cookieScope = { httpOnly: true, sameSite: 'strict', path: '/' } as const;

function setCookie(request: FastifyRequest, reply: FastifyReply, secret: Secret) {
  reply.setCookie(sessionCookie, secret.text, { ...cookieScope, secure: request.protocol === 'https' });
}

const clearCookie = (reply: FastifyReply) => reply.clearCookie(sessionCookie, cookieScope);
