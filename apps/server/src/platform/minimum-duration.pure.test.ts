import { expect, test } from 'vitest';
import { type Stopwatch, withMinimumDuration } from './minimum-duration.ts';

function aStopwatch() {
  let time = 1_000;
  const stopwatch: Stopwatch = {
    now: () => time,
    wait: async (ms) => {
      time += ms;
    },
  };
  return { stopwatch, pass: (ms: number) => async () => stopwatch.wait(ms), read: () => time - 1_000 };
}

test('every answer falls on a whole step, however long its work took', async () => {
  for (const [work, expected] of [
    [0, 150],
    [1, 150],
    [149, 150],
    [151, 300],
    [301, 450],
  ] as const) {
    const { stopwatch, pass, read } = aStopwatch();
    await withMinimumDuration(150, pass(work), stopwatch);
    expect(read()).toBe(expected);
  }
});

test('a failure waits as long as an answer', async () => {
  const { stopwatch, read } = aStopwatch();
  const failing = withMinimumDuration(150, () => Promise.reject(new Error('gone')), stopwatch);
  await expect(failing).rejects.toThrow('gone');
  expect(read()).toBe(150);
});

// A busy machine may disturb one comparison; a difference that is really there spoils them all.
test('by a real clock, quick and slow work cannot be told apart: the medians agree', {
  retry: 4,
}, async () => {
  const spin = (ms: number) => async () => {
    const until = performance.now() + ms;
    while (performance.now() < until);
  };
  const measure = async (work: () => Promise<void>) => {
    const start = performance.now();
    await withMinimumDuration(30, work);
    return performance.now() - start;
  };
  const times: { quick: number[]; slow: number[] } = { quick: [], slow: [] };
  for (let run = 0; run < 25; run++) {
    times.quick.push(await measure(spin(0)));
    times.slow.push(await measure(spin(12)));
  }
  expect(Math.abs(median(times.quick) - median(times.slow))).toBeLessThan(4);
  expect(Math.min(...times.quick, ...times.slow)).toBeGreaterThan(29);
});

function median(values: number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}
