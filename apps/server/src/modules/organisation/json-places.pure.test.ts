import fc from 'fast-check';
import { expect, test } from 'vitest';
import { findJsonPlaces, placeOf } from './json-places.ts';

const text = `{
  "units": [
    { "code": "a", "parent": null },
    { "code": "b\\u0301", "parent": "x" }
  ],
  "seats": -1.5e3
}`;

test('finds the line and column of every value by its path', () => {
  expect(placeOf(text, 'units.1.parent')).toEqual({ line: 4, column: 36 });
  expect(placeOf(text, 'units')).toEqual({ line: 2, column: 12 });
  expect(placeOf(text, 'seats')).toEqual({ line: 6, column: 12 });
});

test('for what is not there, finds what is nearest around it', () => {
  expect(placeOf(text, 'units.0.name')).toEqual({ line: 3, column: 5 });
  expect(placeOf(text, 'offices')).toEqual({ line: 1, column: 1 });
});

test.each([
  ['{"a": 1,}', 8],
  ['{"a" 1}', 5],
  ['{"a": tru}', 6],
  ['[1 2]', 3],
  ['[1, 2', 5],
  ['{"a": "x\n"}', 6],
  ['{a: 1}', 1],
  ['1 2', 2],
  ['', 0],
  ['[01]', 1],
])('says where %j stops being JSON', (broken, at) => {
  expect(findJsonPlaces(broken).brokenAt).toBe(at);
});

test('agrees with JSON.parse on what is JSON, and the value at each place is the value of the path', () => {
  fc.assert(
    fc.property(fc.json(), fc.nat(), (json, cut) => {
      const { places, brokenAt } = findJsonPlaces(json);
      expect(brokenAt).toBeUndefined();
      expect(places.get('')).toBe(json.search(/\S/));
      const broken = json.slice(0, cut % (json.length + 1));
      const isJson = (candidate: string) => {
        try {
          JSON.parse(candidate);
          return true;
        } catch {
          return false;
        }
      };
      expect(findJsonPlaces(broken).brokenAt === undefined).toBe(isJson(broken));
    }),
  );
});
