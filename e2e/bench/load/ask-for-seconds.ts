import { type KeepAliveCaller, openCaller } from './keep-alive-caller.ts';

/** What callers saw: answers with status 201 a second, and how long each waited, in milliseconds from fast to slow. */
export type LoadResult = {
  accepted: number;
  perSecond: number;
  latenciesMs: Float64Array;
};

export type Load = {
  address: URL;
  callers: number;
  seconds: number;
  /** A whole request, every time another one. */
  nextRequest: () => Buffer;
};

/**
 * Lets `callers` ask one after another for so long; each asks again as soon as it was answered. Every request is
 * answered before it ends. Throws at the first answer that is not 201: a bench of refusals measures nothing.
 */
export function askForSeconds(load: Load): Promise<LoadResult> {
  return new Promise((resolve, reject) => {
    runCallers(load, reject).then(resolve, reject);
  });
}

async function runCallers(load: Load, failed: (error: Error) => void): Promise<LoadResult> {
  const callers = await Promise.all(
    Array.from({ length: load.callers }, () => openCaller(load.address, failed)),
  );
  const latencies: number[] = [];
  const from = performance.now();
  const until = from + load.seconds * 1000;
  try {
    await Promise.all(callers.map((caller) => askUntil(caller, { until, load, latencies })));
  } finally {
    for (const caller of callers) caller.close();
  }
  const seconds = (performance.now() - from) / 1000;
  const latenciesMs = Float64Array.from(latencies).sort();
  return { accepted: latencies.length, perSecond: latencies.length / seconds, latenciesMs };
}

function askUntil(
  caller: KeepAliveCaller,
  { until, load, latencies }: { until: number; load: Load; latencies: number[] },
): Promise<void> {
  return new Promise((resolve, reject) => {
    const ask = () => {
      const asked = performance.now();
      if (asked >= until) return resolve();
      caller.ask(load.nextRequest(), (status, body) => {
        if (status !== 201) return reject(new Error(`answered ${status}: ${body.toString()}`));
        latencies.push(performance.now() - asked);
        ask();
      });
    };
    ask();
  });
}
