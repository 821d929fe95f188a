import type { LiveNews, LiveNotice } from '@opis/contracts';
import { expect, test } from 'vitest';
import type { LiveFound } from './live-hub.ts';
import type { LiveSight } from './live-sight.ts';
import { openStream } from './live-stream.ts';

const me = 'eu';
const sight: LiveSight = {
  principals: new Set([me]),
  registers: new Map(),
  sealed: new Set(),
  watched: null,
  mark: '',
};
const placeAt = (takenAt: number) => ({ snapshot: '5:5:', takenAt });
const change = (subjectId: string): LiveFound['changes'][number] => ({
  topic: 'case-files',
  subjectId,
  principals: [me],
  sealedRegisterId: null,
});

/** A stream whose page takes news only when the test says so. */
async function aSlowPage() {
  const listeners = new Set<(found: LiveFound) => void>();
  const sent: LiveNews[] = [];
  let take: () => void = () => {};
  let closed = 0;
  const opening = openStream(
    {
      hub: {
        join: async (listener) => {
          listeners.add(listener);
          return () => listeners.delete(listener);
        },
        stop: () => {},
      },
      catchUp: async () => {
        // Committed while what was missed is being read.
        for (const listener of listeners)
          listener({ place: placeAt(2), changes: [change('meanwhile')], moved: [], newDay: false });
        return { place: placeAt(1), gathered: new Map(), everything: false };
      },
      recall: async () => null,
      lookAround: async () => sight,
      onFailure: () => {},
    },
    {
      send: (news) => {
        sent.push(news);
        return new Promise((resolve) => {
          take = resolve;
        });
      },
      close: () => {
        closed += 1;
      },
    },
    sight,
  );
  const taken = async () => {
    take();
    await new Promise(setImmediate);
  };
  await new Promise(setImmediate);
  await taken();
  const stream = await opening;
  const find = (found: LiveFound) => {
    for (const listener of listeners) listener(found);
  };
  return { sent, stream, find, taken, listeners, closed: () => closed };
}

test('what is committed while a page catches up is told', async () => {
  const page = await aSlowPage();
  expect(page.sent[0]?.changes).toEqual([{ topic: 'case-files', id: 'meanwhile' }]);
});

test('a page that takes nothing has one list before it, each notice once, and a long one is everything', async () => {
  const page = await aSlowPage();
  for (let at = 0; at < 10_000; at += 1)
    page.find({ place: placeAt(3), changes: [change('aceeași')], moved: [], newDay: false });
  await page.taken();
  for (let at = 0; at < 10_000; at += 1)
    page.find({ place: placeAt(4), changes: [change(`f${at}`)], moved: [], newDay: false });
  await page.taken();
  await page.taken();
  await page.taken();
  const told = page.sent
    .slice(1)
    .flatMap((news): (LiveNotice | 'everything')[] => (news.everything ? ['everything'] : news.changes));
  expect(told.length).toBeLessThanOrEqual(3);
  expect(told).toContainEqual({ topic: 'case-files', id: 'aceeași' });
  expect(told.at(-1)).toBe('everything');
  expect(page.sent.at(-1)?.place).toBe('4_5:5:');
});

test('a stream whose caller is gone leaves the one who looks, and closes once', async () => {
  const page = await aSlowPage();
  expect(page.listeners.size).toBe(1);
  await page.stream.beat();
  page.stream.end();
  expect(page.listeners.size).toBe(0);
  expect(page.closed()).toBe(1);
});
