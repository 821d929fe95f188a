import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Answer } from '../api.ts';

const queue = '/api/v1/mail-intake';
type Page = { items: { id: string; version: number }[] };

/** Somebody who registers whatever waits, again with the same key when no answer came. */
export type Clerk = {
  /** Numbers that the clerk was told, by message. */
  readonly numbers: ReadonlyMap<string, ReadonlySet<number>>;
  /** Returns when nothing waits any more. */
  finish(): Promise<void>;
};

type Doors = { get(path: string): Promise<Answer>; post(path: string, body: object): Promise<Answer> };

/** Begins to register, one message after another. */
export function startClerk({ get, post }: Doors): Clerk {
  const numbers = new Map<string, Set<number>>();
  const requests = new Map<string, string>();
  let open = true;
  async function register({ id, version }: { id: string; version: number }) {
    const requestId = requests.get(id) ?? randomUUID();
    requests.set(id, requestId);
    const answer = await post(`${queue}/${id}/registration`, { requestId, version, kind: 'petition' });
    const told =
      answer.kind === 'answered' && answer.status === 201 ? (answer.body as { number: number }) : undefined;
    if (told) numbers.set(id, (numbers.get(id) ?? new Set()).add(told.number));
  }
  async function work() {
    for (;;) {
      const answer = await get(`${queue}?limit=50`);
      const page = answer.kind === 'answered' && answer.status === 200 ? (answer.body as Page) : undefined;
      for (const item of page?.items ?? []) await register(item);
      if (page?.items.length === 0 && !open) return;
      if (!page?.items.length) await sleep(100);
    }
  }
  const working = work();
  const finish = async () => {
    open = false;
    await working;
  };
  return { numbers, finish };
}
