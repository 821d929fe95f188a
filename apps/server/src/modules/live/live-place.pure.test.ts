import fc from 'fast-check';
import { expect, test } from 'vitest';
import { keptMs, readPlace, showPlace } from './live-place.ts';

const now = new Date('2026-06-29T06:00:00Z');
const at = now.getTime();

test('a place comes back as it was said', () => {
  for (const snapshot of ['795:795:', '795:799:795,797', '3:18446744073:3']) {
    const place = { snapshot, takenAt: at - 1000 };
    expect(readPlace(showPlace(place), now)).toEqual(place);
  }
});

test.each([
  '',
  '795:795:',
  `${at}`,
  `${at}_`,
  `${at}_1:2`,
  `${at}_2:1:`,
  `${at}_0:1:`,
  `${at}_5:9:4`,
  `${at}_5:9:9`,
  `${at}_5:9:7,6`,
  `${at}_5:9:6,6`,
  `${at}_5:9:6,`,
  `${at}_5:9:,6`,
  `${at}_5:99999999999999999999:`,
  `${at}_5:9223372036854775808:`,
  `${at}_5:9:6;DROP TABLE x`,
  `${at}_-5:9:`,
  `-1_5:9:`,
])('what the server never said is not a place: %s', (text) => {
  expect(readPlace(text, now)).toBeUndefined();
});

test('who stands further back than hints are kept, or ahead of the clock, has no place', () => {
  const said = (age: number) => readPlace(`${at - age}_5:9:`, now);
  expect(said(keptMs)).toBeDefined();
  expect(said(keptMs + 1)).toBeUndefined();
  expect(said(-10 * 60_000)).toBeUndefined();
});

test('any text is a place or none, never a failure', () => {
  fc.assert(
    fc.property(fc.stringMatching(/^[\d_:,]{0,60}$/), (text) => {
      const place = readPlace(text, now);
      if (place) expect(showPlace(place)).toMatch(/^\d+_\d+:\d+:[\d,]*$/);
    }),
  );
});
