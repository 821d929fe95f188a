import type { Resolved } from './resolve-actor.ts';

/**
 * Callers behind keys that were valid a moment ago, so that a program's thousands of requests a second do not ask the
 * database each time. What this process changes is seen at once (`forget`), what another changes after `keepMs`.
 */
export type TokenCache = {
  /** The caller behind the key: the kept one, or what `read` finds. Nobody is never kept. */
  find(hash: Buffer, read: () => Promise<Resolved | undefined>): Promise<Resolved | undefined>;
  forget(): void;
};

type Kept = { resolved: Resolved; readAt: number };
type Options = { keepMs?: number; maxKept?: number; elapsedMs?: () => number };

/** Makes the cache; one for the process. */
export function createTokenCache(options: Options = {}): TokenCache {
  const { keepMs = 2_000, maxKept = 1_000, elapsedMs = () => performance.now() } = options;
  let kept = new Map<string, Kept>();
  return {
    find: async (hash, read) => {
      const key = hash.toString('latin1');
      const known = kept.get(key);
      if (known && elapsedMs() - known.readAt < keepMs) return known.resolved;
      const generation = kept;
      const readAt = elapsedMs();
      const resolved = await read();
      // What was read before a `forget` may be what was revoked: it is answered once, never kept.
      if (generation.size >= maxKept) generation.clear();
      if (resolved) generation.set(key, { resolved, readAt });
      return resolved;
    },
    forget: () => {
      kept = new Map();
    },
  };
}
