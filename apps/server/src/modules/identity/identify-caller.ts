import { AppError } from '@opis/contracts';
import { type Clock, toLegalTime } from '../../platform/clock.ts';
import type { Db } from '../../platform/db.ts';
import type { Log } from '../../platform/log.ts';
import type { Actor } from './actor.ts';
import type { FailureLimiter } from './failure-limiter.ts';
import { type Resolved, resolveActor } from './resolve-actor.ts';
import { type Credential, readSessionSecret, readTokenSecret } from './secret.ts';
import { touchSession } from './session-store.ts';
import type { TokenCache } from './token-cache.ts';
import { noteTokenUse } from './token-store.ts';

/** What finding the caller of a request needs. */
export type CallerDeps = { db: Db; clock: Clock; log: Log; tokenCache: TokenCache; limiter: FailureLimiter };

/** The caller behind a cookie; `seen` writes down that they were here. Throws `identity.not-signed-in`. */
export async function identifyBySession(
  deps: CallerDeps,
  cookie: string,
  { seen }: { seen: boolean },
): Promise<Actor> {
  const credential = readSessionSecret(cookie);
  const resolved = credential && (await resolveActor(deps, credential));
  if (resolved === undefined) throw new AppError('unauthenticated', 'identity.not-signed-in');
  if (seen) await noteSeen(deps, resolved);
  return resolved.actor;
}

/**
 * The caller behind a program's key; a valid one is never limited. Throws `identity.token-invalid`, and
 * `request.rate-limited` when too many unknown ones came from the address.
 */
export async function identifyByToken(
  deps: CallerDeps,
  { token, address }: { token: string; address: string },
): Promise<Actor> {
  const credential = readTokenSecret(token);
  const resolved = credential && (await findToday(deps, credential));
  if (resolved === undefined || resolved.expiresAt <= deps.clock.now()) {
    if (deps.limiter.isTooMany(address)) throw new AppError('limit-exceeded', 'request.rate-limited');
    throw new AppError('unauthenticated', 'identity.token-invalid');
  }
  await noteSeen(deps, resolved);
  return resolved.actor;
}

// Substitutions begin and end at midnight: what was found yesterday is not what holds today.
async function findToday(deps: CallerDeps, credential: Credential): Promise<Resolved | undefined> {
  const find = () => deps.tokenCache.find(credential.hash, () => resolveActor(deps, credential));
  const found = await find();
  if (found === undefined || found.day === toLegalTime(deps.clock.now()).date) return found;
  deps.tokenCache.forget();
  return find();
}

const touchEveryMs = 60_000;

// Once a minute for a session, once a day for a key. Reading goes on when the disk is full or read-only.
async function noteSeen({ db, clock, log }: CallerDeps, resolved: Resolved): Promise<void> {
  const now = clock.now();
  try {
    if (resolved.lastSeenAt !== null) {
      if (now.getTime() - resolved.lastSeenAt.getTime() < touchEveryMs) return;
      await touchSession(db, resolved.credentialId, now);
    } else await noteTokenDay(db, resolved, toLegalTime(now).date);
  } catch (error) {
    log.warn({ err: error, credentialId: resolved.credentialId }, 'use of a session or key not written down');
  }
}

async function noteTokenDay(db: Db, resolved: Resolved, today: string): Promise<void> {
  if (resolved.lastUsedOn === today) return;
  await noteTokenUse(db, resolved.credentialId, today);
  // The caller is kept for a moment: the next request must not write the same day again.
  resolved.lastUsedOn = today;
}
