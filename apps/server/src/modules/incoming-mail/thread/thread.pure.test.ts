import fc from 'fast-check';
import { expect, test } from 'vitest';
import { decideThread } from './decide-thread.ts';
import { findQuotedNumbers } from './find-quoted-numbers.ts';

const [year, date] = [2026, '2026-06-29'];

test.each([
  ['12345/2026', { year }],
  ['Revin la nr. 12345/29.06.2026, fără răspuns.', { year, date }],
  ['nr.12345 din 29.06.2026', { year, date }],
  ['12345 / 29.06.2026', { year, date }],
  ['adresa cu numărul 12345 din 29 iunie 2026', { year, date }],
  ['12345 din data de 29.06.2026', { year, date }],
  ['12345/29.6.26', { year, date }],
  ['12345–2026', { year }],
  ['0012345/2026.', { year }],
  ['RE: 12345/2026', { year }],
  ['12345 /\n2026', { year }],
])('in „%s” a number is quoted', (text, rest) => {
  expect(findQuotedNumbers(text)).toEqual([{ number: 12345, date: undefined, ...rest }]);
});

test.each([
  'telefon 0251 123 987',
  'dosarul 1187/85/2026 al tribunalului',
  'RO49AAAA1B31007593840000',
  'art. 8 alin. (1) din O.G. nr. 27/2002 sunt lege, nu un număr din 1802/12',
  '29.06.2026',
  '12345/31.02.2026',
  '12345/3026',
])('in „%s” none of ours can be', (text) => {
  expect(findQuotedNumbers(text).filter(({ number }) => number !== 27)).toEqual([]);
});

test('whatever the text, it is read in bounded time and at most twenty numbers are found', () => {
  const piece = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.constantFrom('12/2026 ', '1 din ', '29.06.', '/', '0'.repeat(50)),
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 200 }), (pieces) => {
      expect(findQuotedNumbers(pieces.join('')).length).toBeLessThanOrEqual(20);
    }),
  );
});

const address = fc.constantFrom(
  'ana@posta.example',
  'ANA@posta.example',
  'ana@p0sta.example',
  'x',
  'a@b, c@d',
  '',
);

test('nothing goes into a file by itself without our token and the address that we had written to', () => {
  const message = fc.record({
    fromAddress: fc.option(fc.oneof(address, fc.emailAddress())),
    thread: fc.option(fc.record({ entryId: fc.option(fc.uuid()), toAddress: address })),
    quotes: fc.boolean(),
  });
  fc.assert(
    fc.property(message, (given) => {
      const thread = decideThread(given);
      const proved =
        given.thread !== null &&
        given.thread.entryId !== null &&
        given.fromAddress !== null &&
        ['ana@posta.example', 'ana@p0sta.example'].includes(given.thread.toAddress.toLowerCase()) &&
        given.fromAddress.toLowerCase() === given.thread.toAddress.toLowerCase();
      expect(thread.way === 'joins').toBe(proved);
      if (!proved) expect(thread.way).toBe(given.quotes || given.thread ? 'possibly' : 'own');
    }),
    { numRuns: 2000 },
  );
});
