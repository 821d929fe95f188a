/** Counts failures of an address within a window that slides by being started anew. */
export type FailureLimiter = {
  /** Counts one more failure; true when the address has had too many. */
  isTooMany(address: string): boolean;
};

type Options = { most?: number; windowMs?: number; maxAddresses?: number; elapsedMs?: () => number };

/**
 * For unknown keys: 256 bits cannot be guessed, so it only spares the log and tells a program gone wrong to stop. In
 * memory, a process's own; when more addresses come than it can hold, it begins again.
 */
export function createFailureLimiter(options: Options = {}): FailureLimiter {
  const {
    most = 30,
    windowMs = 60_000,
    maxAddresses = 10_000,
    elapsedMs = () => performance.now(),
  } = options;
  const windows = new Map<string, { since: number; failures: number }>();
  return {
    isTooMany: (address) => {
      const now = elapsedMs();
      const current = windows.get(address);
      if (current !== undefined && now - current.since < windowMs) {
        current.failures += 1;
        return current.failures > most;
      }
      if (windows.size >= maxAddresses) windows.clear();
      windows.set(address, { since: now, failures: 1 });
      return false;
    },
  };
}
