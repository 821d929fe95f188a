import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addressOf, aHostileWorld, patience, runs } from './a-hostile-world.ts';
import { hostileBody } from './hostile-bodies.ts';
import { brokenBytes } from './hostile-texts.ts';
import { plausibleJson } from './plausible-values.ts';

const { operations, ask, anEntry } = await aHostileWorld();
const withBody = operations.flatMap(({ body, ...operation }) =>
  body ? [[operation.name, { ...operation, body }] as const] : [],
);
const json = { 'content-type': 'application/json' };
const standing = await anEntry();

// An act on an entry changes it: each try gets one that nobody touched.
const valuesFor = async ({ pathParameters }: { pathParameters: readonly string[] }) =>
  pathParameters.includes('number') ? await anEntry() : standing;

test('every operation that takes a body is tried', () => {
  expect(operations.length).toBeGreaterThan(30);
  expect(withBody.length).toBeGreaterThan(9);
});

describe('a body that is wrong in some way', () => {
  test.each(withBody)('%s', { timeout: patience }, async (_name, operation) => {
    const statuses = new Set<number>();
    await fc.assert(
      fc.asyncProperty(hostileBody(operation.body), async (payload) => {
        const url = addressOf(operation, await valuesFor(operation));
        statuses.add(await ask({ method: operation.method, url, payload, headers: json }));
      }),
      { numRuns: runs },
    );
    expect([...statuses].some((status) => status >= 400)).toBe(true);
  });
});

describe('bytes that are no JSON', () => {
  test.each(withBody)('%s', { timeout: patience }, async (_name, operation) => {
    await fc.assert(
      fc.asyncProperty(brokenBytes, async (payload) => {
        const status = await ask({
          method: operation.method,
          url: addressOf(operation, standing),
          payload,
          headers: json,
        });
        expect([400, 413, 422]).toContain(status);
      }),
      { numRuns: runs / 2 },
    );
  });
});

describe('a body called something else', () => {
  const types = [
    ...[
      'text/plain',
      'application/x-www-form-urlencoded',
      'multipart/form-data; boundary=x',
      'application/xml',
    ],
    ...['application/json; charset=utf-16', 'application/jsonx', 'no/type/at/all', ';;;', ''],
  ];

  test.each(withBody)('%s', { timeout: patience }, async (_name, operation) => {
    const url = addressOf(operation, standing);
    for (const type of types) {
      const [payload = ''] = fc.sample(plausibleJson(operation.body), 1);
      await ask({ method: operation.method, url, payload, headers: { 'content-type': type } });
    }
    expect(await ask({ method: operation.method, url })).toBe(422);
    expect(await ask({ method: operation.method, url, headers: json })).toBe(400);
  });
});
