import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { IntakePage } from '../../../packages/contracts/src/index.ts';
import type { ApiDoor } from './api-door.ts';

const atOnce = 8;
/** Milliseconds between two looks at the queue, whose page asks less often still. */
const lookEvery = 250;
const patienceMs = 300_000;

/**
 * Accepts every message of this round as it was proposed, as soon as it stands in the queue, until so many are registered.
 * Gives their numbers. Throws when one is refused, or when they do not come.
 */
export async function registerAll(
  door: ApiDoor,
  { mark, count }: { mark: string; count: number },
): Promise<Set<number>> {
  const numbers = new Set<number>();
  const taken = new Set<string>();
  const deadline = performance.now() + patienceMs;
  while (numbers.size < count) {
    if (performance.now() > deadline)
      throw new Error(`${numbers.size} of ${count} messages registered in time`);
    const { items } = await ask<IntakePage>(door, '/mail-intake?limit=200');
    const fresh = items.filter(({ id, subject }) => subject.startsWith(`Cerere ${mark}-`) && !taken.has(id));
    if (fresh.length === 0) await sleep(lookEvery);
    for (const { id } of fresh) taken.add(id);
    await inLines(fresh, async ({ id, version }) => {
      const body = { requestId: randomUUID(), version };
      const { number } = await ask<{ number: number }>(door, `/mail-intake/${id}/registration`, body);
      if (numbers.has(number)) throw new Error(`number ${number} was given twice`);
      numbers.add(number);
    });
  }
  return numbers;
}

async function inLines<Item>(items: readonly Item[], act: (item: Item) => Promise<void>): Promise<void> {
  const waiting = [...items];
  const work = async () => {
    for (let next = waiting.shift(); next; next = waiting.shift()) await act(next);
  };
  await Promise.all(Array.from({ length: atOnce }, work));
}

async function ask<Answer>({ address, token }: ApiDoor, path: string, body?: object): Promise<Answer> {
  const answer = await fetch(new URL(`/api/v1${path}`, address), {
    headers: { authorization: `Bearer ${token}`, ...(body && { 'content-type': 'application/json' }) },
    ...(body && { method: 'POST', body: JSON.stringify(body) }),
  });
  if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
  return answer.json() as Promise<Answer>;
}
