/**
 * Where requests wait while the session is over: the person signs in again in a dialog over the page, and what waited
 * is sent once more. Nothing that was typed is lost and nothing is sent twice, because none of it was accepted.
 */
export function openSessionGate() {
  let waiting: PromiseWithResolvers<void> | undefined;
  const listeners = new Set<() => void>();
  const settle = (act: (gate: PromiseWithResolvers<void>) => void) => {
    if (waiting) act(waiting);
    waiting = undefined;
    for (const listener of listeners) listener();
  };
  return {
    /** Resolves when somebody signed in again, rejects with `reason` when they chose to leave. */
    waitForSignIn(reason: Error): Promise<void> {
      if (!waiting) {
        waiting = Promise.withResolvers();
        for (const listener of listeners) listener();
      }
      return waiting.promise.catch(() => {
        throw reason;
      });
    },
    signedInAgain: () => settle((gate) => gate.resolve()),
    left: () => settle((gate) => gate.reject(new Error('left'))),
    isShut: () => waiting !== undefined,
    subscribe(listener: () => void): () => void {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

/** The one gate of this page. */
export const sessionGate = openSessionGate();
