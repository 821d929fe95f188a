import fc from 'fast-check';
import { expect, test } from 'vitest';
import { formatEmergencyNumber, parseEmergencyNumber } from './emergency-number.ts';

test('an emergency number is read as it was written, and in the forms that hands give it', () => {
  const parts = { prefix: 'U2', number: 7, year: 2026 };
  expect(formatEmergencyNumber(parts)).toBe('U2-0007/2026');
  for (const written of ['U2-0007/2026', 'u2-7/2026', ' nr. U2-0007 din 2026 ', 'Nr U2 - 07 / 2026'])
    expect(parseEmergencyNumber(written)).toEqual(parts);
});

test('what it writes it reads, for every book', () => {
  const numbers = fc.record({
    prefix: fc.integer({ min: 1, max: 9999 }).map((ordinal) => `U${ordinal}`),
    number: fc.integer({ min: 1, max: 9999 }),
    year: fc.integer({ min: 1990, max: 2200 }),
  });
  fc.assert(
    fc.property(numbers, (parts) => {
      expect(parseEmergencyNumber(formatEmergencyNumber(parts))).toEqual(parts);
    }),
  );
});

test.each([
  '',
  '12345/2026',
  'U2-0007',
  'U-0007/2026',
  'U0-1/2026',
  'U2-0/2026',
  'U2-12345/2026',
  'XU2-7/2026',
])('%s is none', (text) => {
  expect(parseEmergencyNumber(text)).toBeUndefined();
});
