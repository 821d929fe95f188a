import { generateSync } from 'otplib';
import { expect, test } from 'vitest';
import { matchTotp } from './totp.ts';

/** RFC 6238, appendix B: the key of its SHA-1 vectors, in base 32. */
const secret = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ';
const at = (seconds: number) => new Date(seconds * 1000);

test.each([
  [59, '287082'],
  [1_111_111_109, '081804'],
  [1_234_567_890, '005924'],
  [20_000_000_000, '353130'],
])('the code of second %i is that of RFC 6238', (seconds, code) => {
  expect(matchTotp({ secret, after: null }, code, at(seconds))).toBe(Math.floor(seconds / 30));
});

test('a telephone may be half a minute early or late, and no more', () => {
  const codeOf = (seconds: number) => generateSync({ secret, epoch: seconds });
  expect(matchTotp({ secret, after: null }, codeOf(970), at(1000))).toBe(32);
  expect(matchTotp({ secret, after: null }, codeOf(1030), at(1000))).toBe(34);
  expect(matchTotp({ secret, after: null }, codeOf(920), at(1000))).toBeUndefined();
  expect(matchTotp({ secret, after: null }, codeOf(1080), at(1000))).toBeUndefined();
});

test('a code that was taken is not taken again, nor is an earlier one', () => {
  expect(matchTotp({ secret, after: 0 }, '287082', at(59))).toBe(1);
  expect(matchTotp({ secret, after: 1 }, '287082', at(59))).toBeUndefined();
});

test('what is not six digits is no code', () => {
  for (const typed of ['', '28708', '2870822', 'abcdef', '٢٨٧٠٨٢'])
    expect(matchTotp({ secret, after: null }, typed, at(59))).toBeUndefined();
  expect(matchTotp({ secret, after: null }, '287 082', at(59))).toBe(1);
});
