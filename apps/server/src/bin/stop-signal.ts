/**
 * Aborted at the first SIGINT, SIGTERM or SIGHUP, or when the program that started us is gone. Ctrl-C reaches the whole terminal group and npm passes it on once
 * more: the second changes nothing, what was begun is finished.
 */
export function listenForStop(): AbortSignal {
  const controller = new AbortController();
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(name, () => controller.abort());
  // scripts/start.mjs keeps a channel to us: when it is killed, nobody else is left to stop this server.
  process.once('disconnect', () => controller.abort());
  process.channel?.unref();
  return controller.signal;
}

/** Resolves when the signal is aborted. */
export function untilAborted(signal: AbortSignal): Promise<void> {
  if (signal.aborted) return Promise.resolve();
  return new Promise((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }));
}
