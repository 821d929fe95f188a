import { createHash } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { UploadResponse } from '../../packages/contracts/src/index.ts';
import { nothingTold, type Told, toAcknowledgement } from './acknowledge.ts';
import { type Answer, type Api, describeAnswer, problemCode } from './api.ts';
import { aPaper, type Paper } from './paper.ts';
import type { Random } from './seeded-random.ts';

/** One request on its way; `outcome` is undefined while nobody has answered it. */
export type Attempt = { sentAt: number; outcome: 'done' | 'refused' | 'broken' | undefined };

/** Callers who register one paper after another, each insisting until it is answered. */
export type Crowd = Told & {
  /** How many times a caller was told, in a proper problem document, to try again; by code. */
  refusals: Map<string, number>;
  underWay(): Attempt[];
  /** Waits for a number acknowledged to a request that was sent after this moment; gives when. */
  untilServed(after: number): Promise<number>;
  /** Sends this many of the requests that were acknowledged once more, old ones and new ones. */
  repeatSome(count: number): Promise<void>;
  /** Every caller carries its last paper through; then all are gone. */
  finish(): Promise<void>;
};

/** `pauseMs`: the longest a caller rests between two papers. Every `scanEvery`-th caller brings papers with scans. */
export type CrowdOptions = { callers: number; random: Random; pauseMs?: number; scanEvery?: number };

type Commission = { paper: Paper; body: object };

/** The longest anybody insists. */
const patienceMs = 120_000;

export function gatherCrowd(api: Api, options: CrowdOptions): Crowd {
  const { callers, random, pauseMs = 4, scanEvery = 8 } = options;
  const told = nothingTold();
  const { acknowledged, scans, unexpected } = told;
  const refusals = new Map<string, number>();
  const underWay = new Set<Attempt>();
  const carried: Commission[] = [];
  let finishing = false;
  let lastServed: { sentAt: number; at: number } | undefined;

  async function send(request: () => Promise<Answer>): Promise<{ answer: Answer; attempt: Attempt }> {
    const attempt: Attempt = { sentAt: performance.now(), outcome: undefined };
    underWay.add(attempt);
    const answer = await request();
    underWay.delete(attempt);
    attempt.outcome = outcomeOf(answer);
    if (attempt.outcome === 'done') lastServed = { sentAt: attempt.sentAt, at: performance.now() };
    return { answer, attempt };
  }

  // Again and again with the same words: this is what every program that registers has to do.
  async function insist(request: () => Promise<Answer>): Promise<unknown> {
    const deadline = performance.now() + patienceMs;
    while (performance.now() < deadline) {
      const { answer, attempt } = await send(request);
      if (answer.kind === 'answered' && attempt.outcome === 'done') return answer.body;
      if (attempt.outcome === undefined) {
        unexpected.push(describeAnswer(answer));
        return undefined;
      }
      const code = problemCode(answer, 503);
      if (code) refusals.set(code, (refusals.get(code) ?? 0) + 1);
      await sleep(50 + random() * 150);
    }
    unexpected.push(`nobody answered for ${patienceMs / 1000} s`);
    return undefined;
  }

  async function carryThrough(paper: Paper) {
    const uploads: string[] = [];
    if (paper.scan) {
      const { name, bytes } = paper.scan;
      const upload = UploadResponse.safeParse(await insist(() => api.upload(name, bytes)));
      if (!upload.success) return;
      uploads.push(upload.data.id);
      scans.set(paper.requestId, createHash('sha256').update(bytes).digest('hex'));
    }
    const commission = { paper, body: paper.toBody(uploads) };
    carried.push(commission);
    await register(commission);
    if (random() < 0.05) await register(commission);
  }

  async function register({ paper, body }: Commission) {
    const acknowledgement = toAcknowledgement(paper, await insist(() => api.register(body)));
    if (acknowledgement) acknowledged.push(acknowledgement);
  }

  async function call(index: number) {
    while (!finishing) {
      await carryThrough(aPaper(random, { scanned: index % scanEvery === scanEvery - 1 }));
      await sleep(random() * pauseMs);
    }
  }

  const describeTrouble = () =>
    JSON.stringify({ refusals: [...refusals], unexpected: unexpected.slice(0, 5) });

  const all = Array.from({ length: callers }, (_, index) => call(index));
  return {
    ...told,
    refusals,
    underWay: () => [...underWay],
    async untilServed(after) {
      const deadline = performance.now() + patienceMs;
      while (!(lastServed && lastServed.sentAt > after)) {
        if (performance.now() > deadline) throw new Error(`nobody was served: ${describeTrouble()}`);
        await sleep(5);
      }
      return lastServed.at;
    },
    async repeatSome(count) {
      const step = Math.max(1, Math.floor(carried.length / count));
      for (const [index, commission] of carried.entries()) if (index % step === 0) await register(commission);
    },
    async finish() {
      finishing = true;
      await Promise.all(all);
    },
  };
}

// A request that broke, or that was told to come back, may be repeated; anything else but 201 is a fault.
function outcomeOf(answer: Answer): Attempt['outcome'] {
  if (answer.kind !== 'answered') return answer.kind === 'broken' ? 'broken' : undefined;
  if (answer.status === 201) return 'done';
  return problemCode(answer, 503) === undefined ? undefined : 'refused';
}
