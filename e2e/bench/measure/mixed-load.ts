import { readFile } from 'node:fs/promises';
import type { BigSite } from '../big-set/open-big-site.ts';
import { frequentWord, inventQuery, seededRandom } from '../big-set/vocabulary.ts';
import { type KeepAliveCaller, openCaller } from '../load/keep-alive-caller.ts';
import { registrationRequests } from '../load/registrations.ts';
import { uploadRequests } from '../load/uploads.ts';
import { percentile } from '../statistics.ts';
import { toRequest } from './searches.ts';

/** What a steady mixture of work took: asked for, answered, errors, slow end of each, memory over the time. */
export type MixedFigures = {
  seconds: number;
  entries: number;
  lines: readonly MixedLine[];
  /** Resident memory of the server's process, bytes: mean of the second tenth of the time, and of the last. */
  memory: { early: number; late: number };
};
export type MixedLine = {
  what: string;
  perSecond: number;
  answered: number;
  failed: number;
  p50: number;
  p95: number;
  p99: number;
};

const uploadBytes = 64 * 1024;
const callersEach = 16;
const sampleMs = 1_000;

/** So many of each a second for so long, come what may: who is not answered yet waits for nobody. */
export async function measureMixedLoad(
  site: BigSite,
  { seconds, entries }: { seconds: number; entries: number },
): Promise<MixedFigures> {
  const registrar = { address: site.address, token: site.cast.registrarToken };
  const watch = watchMemory(site.pid);
  const lines = await Promise.all([
    keepPace(
      site.address,
      { what: 'registrations', perSecond: 20, accepted: 201, next: toBench(registrationRequests(registrar)) },
      seconds,
    ),
    keepPace(site.address, { what: 'searches', perSecond: 50, accepted: 200, next: searches(site) }, seconds),
    keepPace(
      site.address,
      {
        what: 'uploads of 64 KiB',
        perSecond: 5,
        accepted: 201,
        next: uploadRequests(registrar, uploadBytes),
      },
      seconds,
    ),
  ]);
  return { seconds, entries, lines, memory: watch.stop() };
}

// The units of the demonstration are not those of the large set.
const toBench = (next: () => Buffer) => () => {
  const request = next();
  const at = request.indexOf('\r\n\r\n') + 4;
  const { unit: _unit, ...body } = JSON.parse(request.subarray(at).toString()) as Record<string, unknown>;
  const text = Buffer.from(JSON.stringify(body));
  const head = request
    .subarray(0, at)
    .toString()
    .replace(/Content-Length: \d+/, `Content-Length: ${text.length}`);
  return Buffer.concat([Buffer.from(head), text]);
};

/** As people ask: half who may read everything, half who may read little; every fourth asks for the most frequent word. */
function searches(site: BigSite): () => Buffer {
  const random = seededRandom(11);
  let count = 0;
  return () => {
    count++;
    const token = count % 2 === 0 ? site.cast.registrarToken : site.cast.reader.token;
    const text = count % 4 === 0 ? frequentWord : inventQuery(random);
    return toRequest(site.address, token, '/api/v1/search', { text, parties: false });
  };
}

type Pace = { what: string; perSecond: number; accepted: number; next: () => Buffer };

async function keepPace(address: URL, pace: Pace, seconds: number): Promise<MixedLine> {
  const broken: Error[] = [];
  const callers = await Promise.all(
    Array.from({ length: callersEach }, () => openCaller(address, (error) => broken.push(error))),
  );
  const latencies: number[] = [];
  let failed = 0;
  const done = (status: number, due: number) => {
    if (status === pace.accepted) latencies.push(performance.now() - due);
    else failed++;
  };
  try {
    await dispatch(callers, pace, { seconds, done });
  } finally {
    for (const caller of callers) caller.close();
  }
  const sorted = Float64Array.from(latencies).sort();
  return {
    what: pace.what,
    perSecond: latencies.length / seconds,
    answered: latencies.length,
    failed: failed + broken.length,
    p50: percentile(sorted, 0.5),
    p95: percentile(sorted, 0.95),
    p99: percentile(sorted, 0.99),
  };
}

/** Hands out what is due every few milliseconds; time counts from when it was due, also while no caller was free. */
function dispatch(
  callers: readonly KeepAliveCaller[],
  pace: Pace,
  { seconds, done }: { seconds: number; done: (status: number, due: number) => void },
): Promise<void> {
  const free = [...callers];
  const waiting: number[] = [];
  const from = performance.now();
  const total = pace.perSecond * seconds;
  let begun = 0;
  let ended = 0;
  return new Promise((resolve) => {
    const give = () => {
      while (waiting.length > 0 && free.length > 0) {
        // In turn: a connection that nobody uses for a minute is closed by the server, and its next question is lost.
        const [due, caller] = [waiting.shift() ?? 0, free.shift()];
        caller?.ask(pace.next(), (status) => {
          done(status, due);
          ended++;
          free.push(caller);
          give();
        });
      }
      if (ended < total) return;
      clearInterval(timer);
      resolve();
    };
    const timer = setInterval(() => {
      const due = Math.min(total, ((performance.now() - from) / 1000) * pace.perSecond);
      // The first is due a whole interval after the beginning.
      while (begun < Math.floor(due)) waiting.push(from + (++begun * 1000) / pace.perSecond);
      give();
    }, 5);
  });
}

function watchMemory(pid: number): { stop(): MixedFigures['memory'] } {
  const seen: number[] = [];
  const timer = setInterval(async () => {
    const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '');
    const kilobytes = /^VmRSS:\s*(\d+) kB$/m.exec(status)?.[1];
    if (kilobytes !== undefined) seen.push(Number(kilobytes) * 1024);
  }, sampleMs);
  const mean = (from: number, to: number) => {
    const some = seen.slice(Math.floor(seen.length * from), Math.ceil(seen.length * to));
    return some.reduce((sum, bytes) => sum + bytes, 0) / Math.max(1, some.length);
  };
  return {
    stop: () => {
      clearInterval(timer);
      return { early: mean(0.1, 0.2), late: mean(0.9, 1) };
    },
  };
}
