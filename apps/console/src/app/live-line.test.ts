import type { LiveNews } from '@opis/contracts';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { NoAnswerError } from '../api/http.ts';
import { type LiveState, type StreamEars, startLiveLine } from './live-line.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const newsAt = (place: string, changed = true): LiveNews => ({
  place,
  everything: false,
  changes: changed ? [{ topic: 'substitutions' }] : [],
});

/** A line whose streams and questions the test answers. */
function aLine(answer: () => Promise<LiveNews> = async () => newsAt('p0', false)) {
  const opened: {
    since: string | undefined;
    watch: string | undefined;
    ears: StreamEars;
    closed: boolean;
  }[] = [];
  const news: string[] = [];
  const states: LiveState[] = [];
  const asked: (string | undefined)[] = [];
  const line = startLiveLine({
    openStream: ({ since, watch }, ears) => {
      const stream = { since, watch, ears, closed: false };
      opened.push(stream);
      return () => {
        stream.closed = true;
      };
    },
    ask: ({ since }) => {
      asked.push(since);
      return answer();
    },
    onNews: ({ place }) => news.push(place),
    onState: (state) => states.push(state),
  });
  const last = () => {
    const stream = opened.at(-1);
    if (!stream) throw new Error('no stream');
    return stream;
  };
  const say = (place: string, changed = true) => last().ears.data(JSON.stringify(newsAt(place, changed)));
  const settle = (ms = 0) => vi.advanceTimersByTimeAsync(ms);
  return { line, opened, last, say, news, states, asked, settle };
}

test('after a cut it asks by hand and goes on from the last place', async () => {
  const { last, say, settle, opened, asked, news } = aLine(async () => newsAt('p2'));
  say('p1');
  last().ears.lost();
  await settle();
  expect(asked).toEqual(['p1']);
  expect(news).toEqual(['p1', 'p2']);
  await settle(2_000);
  expect(opened).toHaveLength(2);
  expect(opened[0]?.closed).toBe(true);
  expect(last().since).toBe('p2');
});

test('a beat moves the place and changes nothing on the screen', async () => {
  const { last, say, settle, news } = aLine(async () => {
    throw new NoAnswerError('cut');
  });
  say('p1', false);
  expect(news).toEqual([]);
  last().ears.lost();
  await settle(2_000);
  expect(last().since).toBe('p1');
});

test('a stream that says nothing for long is a lost one', async () => {
  const { say, settle, opened } = aLine();
  say('p1');
  await settle(44_000);
  expect(opened).toHaveLength(1);
  await settle(4_000);
  expect(opened).toHaveLength(2);
});

test('while no stream gets through it asks at growing distances, never further apart than half a minute', async () => {
  const line = aLine();
  for (let tries = 0; tries < 8; tries += 1) {
    line.last().ears.lost();
    await line.settle(30_000);
  }
  expect(line.asked).toHaveLength(8);
  expect(line.states).not.toContain('cut');
  expect(line.states.at(-1)).toBe('polling');
});

test('says that there is no link when neither stream nor question is answered, and recovers', async () => {
  let away = true;
  const line = aLine(async () => {
    if (away) throw new NoAnswerError('cut');
    return newsAt('p9');
  });
  line.last().ears.lost();
  await line.settle();
  expect(line.states).toEqual(['cut']);
  away = false;
  await line.settle(5_000);
  line.say('p1');
  expect(line.states.at(-1)).toBe('live');
});

test('a window that nobody sees keeps no stream, and goes on from its place when it is seen again', async () => {
  const { line, last, say, settle, opened } = aLine();
  say('p1');
  line.show(false);
  await settle(600_000);
  expect(opened).toHaveLength(1);
  expect(last().closed).toBe(true);
  line.show(true);
  await settle();
  expect(last()).toMatchObject({ since: 'p1', closed: false });
});

test('another file on the screen is another question, from the same place', async () => {
  const { line, last, say, settle, opened } = aLine();
  say('p1');
  line.watch('dosar');
  await settle();
  expect(opened).toHaveLength(2);
  expect(last()).toMatchObject({ since: 'p1', watch: 'dosar' });
  line.watch('dosar');
  await settle();
  expect(opened).toHaveLength(2);
});

test('what was stopped opens nothing more', async () => {
  const { line, last, settle, opened, asked } = aLine();
  line.stop();
  last().ears.lost();
  await settle(600_000);
  expect(opened).toHaveLength(1);
  expect(asked).toEqual([]);
});
