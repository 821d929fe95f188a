import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addressOf, aHostileWorld, type Thoroughness } from './a-hostile-world.ts';
import { hostileBody } from './hostile-bodies.ts';
import { brokenBytes, worstTexts } from './hostile-texts.ts';
import type { JsonSchema } from './operations.ts';
import { plausibleJson } from './plausible-values.ts';

/** Paths of every text in a body: `['subject']`, `['sender', 'name']`. */
function textFields(schema: JsonSchema, at: readonly string[] = []): (readonly string[])[] {
  const choices = schema.anyOf ?? schema.oneOf ?? [];
  const inside = Object.entries(schema.properties ?? {}).flatMap(([name, field]) =>
    textFields(field, [...at, name]),
  );
  const own = schema.type === 'string' && at.length > 0 ? [at] : [];
  return [...own, ...inside, ...choices.flatMap((choice) => textFields(choice, at))];
}

function replaceAt(value: unknown, [name, ...rest]: readonly string[], text: string): unknown {
  if (name === undefined) return text;
  const fields = typeof value === 'object' && value !== null ? value : {};
  return { ...fields, [name]: replaceAt(Reflect.get(fields, name), rest, text) };
}

const json = { 'content-type': 'application/json' };

/** Every operation that takes a body, sent bodies that are wrong. */
export async function tryBodies({ runs, patience, of }: Thoroughness) {
  const { operations, ask, aBareEntry, anEntry } = await aHostileWorld();
  const withBody = operations.flatMap(({ body, ...operation }, at) =>
    body ? [[operation.name, { ...operation, body, at }] as const] : [],
  );
  const standing = await anEntry();

  // An act on an entry changes it: each try gets one that nobody touched.
  const valuesFor = async ({ pathParameters }: { pathParameters: readonly string[] }) =>
    pathParameters.includes('number') ? await aBareEntry() : standing;

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
        // Of a few tries all may be such as the operation can take; the first is a body that none can.
        { numRuns: runs, examples: [['""']] },
      );
      expect([...statuses].some((status) => status >= 400)).toBe(true);
    });
  });

  describe('each field with each of the worst texts', () => {
    test.each(withBody)('%s', { timeout: patience * 3 }, async (_name, operation) => {
      for (const [at, path] of textFields(operation.body).entries()) {
        for (const text of of(worstTexts, at)) {
          const [good = '{}'] = fc.sample(plausibleJson(operation.body), { seed: 7, numRuns: 1 });
          const payload = JSON.stringify(replaceAt(JSON.parse(good), path, text));
          const url = addressOf(operation, await valuesFor(operation));
          await ask({ method: operation.method, url, payload, headers: json });
        }
      }
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
        { numRuns: Math.ceil(runs / 2) },
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
      for (const type of of(types, operation.at)) {
        const [payload = ''] = fc.sample(plausibleJson(operation.body), 1);
        await ask({ method: operation.method, url, payload, headers: { 'content-type': type } });
      }
      expect(await ask({ method: operation.method, url })).toBe(422);
      expect(await ask({ method: operation.method, url, headers: json })).toBe(400);
    });
  });
}
