import { describe, expect, test } from 'vitest';
import { type SignatureReport, verdictOf } from './report.ts';

const sound: SignatureReport = {
  position: 1,
  kind: 'signature',
  signer: { name: 'Persida Cucuruz', organisation: null, issuer: 'Autoritate de probă' },
  claimedAt: '2026-06-29T08:00:00Z',
  timeStamp: null,
  integrity: 'intact',
  fault: null,
  coversWholeFile: true,
  later: [],
  certified: null,
  weak: [],
  certificate: { sha256: 'a', notBefore: '2025-01-01', notAfter: '2027-01-01', validity: 'valid' },
  level: 'qualified',
  trustedService: null,
};

describe('the word for a signature', () => {
  test.each<[string, Partial<SignatureReport>, string]>([
    ['qualified, when everything holds', {}, 'qualified'],
    ['intact with an issuer nobody vouches for', { level: 'unverified-issuer' }, 'intact-unverified'],
    [
      'intact with a qualified certificate',
      { level: 'qualified-certificate' },
      'intact-qualified-certificate',
    ],
    ['broken before anything else', { integrity: 'broken', later: ['content'] }, 'broken'],
    ['changed by content added after', { later: ['signature', 'content'] }, 'changed'],
    ['changed by a bent table of objects', { later: ['structure'] }, 'changed'],
    ['not changed by a second signature', { later: ['signature', 'validation-data'] }, 'qualified'],
    ['changed by a form filled after an ordinary signature', { later: ['form'] }, 'changed'],
    ['not changed by a form that its author left open', { later: ['form'], certified: 2 }, 'qualified'],
    [
      'changed by a comment where only forms may be filled',
      { later: ['annotation'], certified: 2 },
      'changed',
    ],
    [
      'not changed by a comment where its author allows it',
      { later: ['annotation'], certified: 3 },
      'qualified',
    ],
    ['changed by a signature where nothing may follow', { later: ['signature'], certified: 1 }, 'changed'],
    ['weak before the level', { weak: ['sha1'] }, 'weak'],
  ])('is %s', (_rule, change, verdict) => {
    expect(verdictOf({ ...sound, ...change })).toBe(verdict);
  });

  test.each(['expired', 'not-yet-valid', 'unproven'] as const)(
    'is „expired” when the certificate was %s',
    (validity) => {
      const certificate = { sha256: 'a', notBefore: '2025-01-01', notAfter: '2027-01-01', validity };
      expect(verdictOf({ ...sound, certificate })).toBe('expired');
    },
  );
});
