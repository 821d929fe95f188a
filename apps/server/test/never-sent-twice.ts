import fc from 'fast-check';
import type { KyselyPlugin } from 'kysely';
import { expect } from 'vitest';
import type { Db } from '../src/platform/db.ts';
import type { PeerMood } from './a-mail-peer.ts';
import type { aMailWorld } from './a-mail-world.ts';

/** A database that answers so many questions and no more: what a process that dies has written until then. */
function dyingAfter(db: Db, questions: number): Db {
  let left = questions;
  const plugin: KyselyPlugin = {
    transformQuery({ node }) {
      left--;
      if (left < 0) throw new Error('the process is dead');
      return node;
    },
    transformResult: async ({ result }) => result,
  };
  return db.withPlugin(plugin);
}

const mood = fc.constantFrom<PeerMood[]>(
  'accept',
  'accept',
  'busy',
  'busy-recipient',
  'refuse',
  'close-before',
  'take-and-close',
  'drop-and-close',
);
// A whole run asks the database some thirty times.
const schedule = fc.array(fc.record({ mood, diesAfter: fc.integer({ min: 0, max: 40 }) }), {
  minLength: 1,
  maxLength: 5,
});

/**
 * For any schedule of deaths and of servers that misbehave: the server takes a message at most once while no person
 * decides, what it took is shown as accepted or uncertain, and what is shown as waiting or failed it never took.
 */
export async function provesNeverSentTwice(world: Awaited<ReturnType<typeof aMailWorld>>, numRuns: number) {
  await fc.assert(
    fc.asyncProperty(schedule, async (runs) => {
      const { id } = await world.aQueuedMessage();
      for (const { mood: next, diesAfter } of runs) {
        world.peer.behave(next);
        world.clock.forward(600);
        const deps = { ...world.deps, db: dyingAfter(world.deps.db, diesAfter) };
        await world.run(id, { attempt: 2, deps }).catch(() => {});
        world.peer.behave();
      }
      world.clock.forward(600);
      await world.run(id, { attempt: 2 });
      const token = await world.tokenOf(id);
      const taken = world.peer.taken.filter(({ from }) => from.includes(token)).length;
      const { state } = await world.read(id);
      expect(taken).toBeLessThanOrEqual(1);
      if (taken === 1) expect(['accepted', 'uncertain']).toContain(state);
      if (taken === 0) expect(['waiting', 'failed', 'uncertain']).toContain(state);
    }),
    { numRuns },
  );
}
