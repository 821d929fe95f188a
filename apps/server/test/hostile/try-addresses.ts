import { errorCodes } from '@opis/contracts';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { publicRoutes } from '../access/public-routes.ts';
import { addressOf, aHostileWorld, type Thoroughness } from './a-hostile-world.ts';
import { hostileSegment, hostileTexts, worstTexts } from './hostile-texts.ts';
import type { Operation } from './operations.ts';
import { plausibleJson, plausibleText } from './plausible-values.ts';

/** Each parameter once with each hostile text; one that is not free text with the worst of them alone. */
function questionsOf({ query }: Operation, of: Thoroughness['of']): string[] {
  return Object.entries(query).flatMap(([name, schema], at) => {
    const isFree = schema.type === 'string' && !schema.enum && !schema.pattern;
    // A lone surrogate has no percent encoding: its three bytes are sent, as a broken client would.
    return of(isFree ? hostileTexts : worstTexts, at).map(
      (text) => `${name}=${text.isWellFormed() ? encodeURIComponent(text) : '%ed%a0%80'}`,
    );
  });
}

/** Every operation, asked at addresses and with questions that are wrong. */
export async function tryAddresses({ runs, patience, of }: Thoroughness) {
  const { operations, ask, anEntry, server } = await aHostileWorld();
  const named = operations.map((operation) => [operation.name, operation] as const);
  const standing = await anEntry();

  describe('an address that is wrong', () => {
    const withParameters = named.filter(([, { pathParameters }]) => pathParameters.length > 0);

    test.each(withParameters)('%s', { timeout: patience }, async (_name, operation) => {
      const { method, body } = operation;
      await fc.assert(
        fc.asyncProperty(
          fc.constantFrom(...operation.pathParameters),
          hostileSegment,
          async (name, segment) => {
            const url = addressOf(operation, { ...standing, [name]: segment });
            const payload = body && fc.sample(plausibleJson(body), 1)[0];
            const headers = body ? { 'content-type': 'application/json' } : {};
            await ask({ method, url, headers, ...(payload === undefined ? {} : { payload }) });
          },
        ),
        { numRuns: runs },
      );
    });
  });

  describe('a question that is wrong', () => {
    const asked = named.filter(([, { method, query }]) => method !== 'POST' || Object.keys(query).length > 0);
    const wrongNames = ['x', '__proto__', 'constructor', 'q[]', 'q[a]', '%00', '%ff', ''];
    const wrongValue = fc.oneof(
      fc.constantFrom(...hostileTexts).map((text) => encodeURIComponent(text.toWellFormed()).slice(0, 6_000)),
      hostileSegment,
    );

    test.each(asked)('%s', { timeout: patience }, async (_name, operation) => {
      const names = Object.keys(operation.query);
      const wrong = fc.tuple(fc.constantFrom(...names, ...names, ...wrongNames), wrongValue);
      const right = fc.record(
        Object.fromEntries(
          Object.entries(operation.query).map(([name, schema]) => [name, plausibleText(schema)]),
        ),
        { requiredKeys: [] },
      );
      await fc.assert(
        fc.asyncProperty(right, fc.array(wrong, { minLength: 1, maxLength: 3 }), async (good, bad) => {
          const parts = [
            ...Object.entries(good).map(([name, value]) => [name, encodeURIComponent(String(value))]),
            ...bad,
          ];
          const question = parts.map(([name, value]) => `${name}=${value}`).join('&');
          const payload = operation.method === 'POST' ? { payload: 'octeți' } : {};
          await ask({
            method: operation.method,
            url: `${addressOf(operation, standing)}?${question}`,
            ...payload,
          });
        }),
        { numRuns: runs },
      );
    });
  });

  describe('a question with one hostile text', () => {
    const withQuery = named.filter(([, { query }]) => Object.keys(query).length > 0);

    test.each(withQuery)('%s', { timeout: patience * 3 }, async (_name, operation) => {
      const payload = operation.method === 'POST' ? { payload: 'octeți' } : {};
      for (const question of questionsOf(operation, of)) {
        const url = `${addressOf(operation, standing)}?${question}`;
        await ask({ method: operation.method, url, ...payload });
      }
    });
  });

  describe('a caller that is nobody', () => {
    const tokens = ['', 'x', '\u00e9', 'x'.repeat(6_000), 'opis_', '../..', 'null', "' OR 1=1 --", '\u0001'];

    test.each(named)('%s', { timeout: patience }, async (_name, operation) => {
      for (const [index, token] of tokens.entries()) {
        const response = await server.app.inject({
          method: operation.method,
          url: addressOf(operation, standing),
          headers: { authorization: `Bearer ${token}` },
          remoteAddress: `198.51.100.${index}`,
        });
        const route = operation.name.replace(/\{(\w+)\}/g, ':$1');
        if (response.statusCode < 400) expect(publicRoutes).toContain(route);
        else expect(errorCodes).toContain(response.json().code);
        if (!publicRoutes.includes(route)) expect([401, 429]).toContain(response.statusCode);
      }
    });
  });
}
