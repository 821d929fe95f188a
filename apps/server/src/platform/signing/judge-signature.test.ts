import { type SignatureReport, verdictOf } from '@opis/contracts';
import { describe, expect, test } from 'vitest';
import { aForeignSignature, type ForeignChoice } from '../../../test/a-foreign-signature.ts';
import { aPdf } from '../../../test/a-pdf.ts';
import { aSignedPdf } from '../../../test/a-signed-pdf.ts';
import { aSigningWorld, type TestSigner } from '../../../test/a-signing-world.ts';
import { timeStampClient } from './sign/time-stamp-client.ts';
import type { TrustedService } from './trust/trusted-service.ts';
import { verifyPdf } from './verify-pdf.ts';

const world = aSigningWorld();
const qualified = world.aSigner({ name: 'Persida Cucuruz', statements: ['qualified', 'device'] });
const withoutDevice = world.aSigner({ name: 'Anton Țuțuianu', statements: ['qualified'] });
const plain = world.aSigner({ name: 'Ilinca Breazu' });
const house = world.aSigner({ name: 'Primăria Valea Mică', statements: ['qualified', 'device', 'seal'] });
const authority = await world.aTimeStampAuthority();
const arrived = new Date('2026-07-01T00:00:00Z');

function examine(
  pdf: Buffer,
  trust: readonly TrustedService[] = [world.asTrusted()],
  at = arrived,
): SignatureReport {
  const [report] = verifyPdf(pdf, { trust, at }).signatures;
  if (!report) throw new Error('no signature');
  return report;
}

describe('who vouches for a signature', () => {
  const signedBy = (who: TestSigner) => aSignedPdf(aPdf(1), who);

  test('nobody, while no trusted list is imported', async () => {
    expect(examine(await signedBy(qualified), [])).toMatchObject({
      level: 'unverified-issuer',
      trustedService: null,
    });
  });

  test.each<[string, TestSigner, SignatureReport['level']]>([
    ['qualified, with its key in a device', qualified, 'qualified'],
    ['of a qualified certificate, without word of the device', withoutDevice, 'qualified-certificate'],
    ['of nobody, when the certificate does not call itself qualified', plain, 'unverified-issuer'],
  ])('a listed authority makes it %s', async (_what, who, level) => {
    expect(examine(await signedBy(who)).level).toBe(level);
  });

  test('a seal of the institution is told from a signature of a person', async () => {
    expect(examine(await signedBy(house))).toMatchObject({ kind: 'seal', level: 'qualified' });
  });

  test.each<[string, Partial<TrustedService>, SignatureReport['level']]>([
    [
      'is granted later than the signature',
      { history: [{ from: '2026-06-30T00:00:00Z', granted: true }] },
      'unverified-issuer',
    ],
    [
      'was withdrawn before it',
      {
        history: [
          { from: '2026-06-01T00:00:00Z', granted: false },
          { from: '2020-01-01T00:00:00Z', granted: true },
        ],
      },
      'unverified-issuer',
    ],
    [
      'was withdrawn after it',
      {
        history: [
          { from: '2026-06-30T00:00:00Z', granted: false },
          { from: '2020-01-01T00:00:00Z', granted: true },
        ],
      },
      'qualified',
    ],
    ['is listed for hours, not for certificates', { kind: 'TSA/QTST' }, 'unverified-issuer'],
    ['is restricted by conditions that we do not weigh', { restricted: true }, 'qualified-certificate'],
    ['has no certificate that can be read', { certificates: ['AAAA'] }, 'unverified-issuer'],
  ])('a service that %s', async (_what, changes, level) => {
    expect(examine(await signedBy(qualified), [world.asTrusted(changes)]).level).toBe(level);
  });

  test('another authority of the same name vouches for nobody', async () => {
    const other = aSigningWorld();
    const trust = [other.asTrusted()];
    expect(other.authority.subject).toBe(world.authority.subject);
    expect(examine(await signedBy(qualified), trust).level).toBe('unverified-issuer');
  });

  test('nobody for a signature that is broken', async () => {
    const signed = await signedBy(qualified);
    signed.write('Pagină', signed.indexOf('Pagina'), 'latin1');
    expect(examine(signed)).toMatchObject({ integrity: 'broken', level: 'unverified-issuer' });
  });
});

describe('the certificate at the signing time', () => {
  const brief = {
    from: '20260601000000Z',
    until: '20260630000000Z',
    statements: ['qualified', 'device'] as const,
  };

  test.each<[string, Parameters<typeof world.aSigner>[0], string]>([
    ['had expired', { name: 'A', until: '20260601000000Z' }, 'expired'],
    ['was not valid yet', { name: 'B', from: '20260630000000Z' }, 'not-yet-valid'],
    ['was valid by the signer’s own clock and is no more today', { name: 'C', ...brief }, 'unproven'],
  ])('%s', async (_what, choice, validity) => {
    const report = examine(await aSignedPdf(aPdf(1), world.aSigner(choice)));
    expect(report.certificate?.validity).toBe(validity);
    expect(verdictOf(report)).toBe('expired');
  });

  test('is proven by the hour of a listed authority, whatever day it is now', async () => {
    const signed = await aSignedPdf(aPdf(1), qualified, { timeStamper: timeStampClient(authority) });
    const trust = [world.asTrusted(), world.asTrusted({ kind: 'TSA/QTST' })];
    const late = new Date('2040-01-01T00:00:00Z');
    expect(examine(signed, trust, late)).toMatchObject({
      timeStamp: { intact: true, trusted: true },
      certificate: { validity: 'valid' },
      level: 'qualified',
    });
    expect(examine(signed, [world.asTrusted()], late).certificate?.validity).toBe('unproven');
  });

  test('is not moved into the future by a signer whose clock is', async () => {
    const field = { at: new Date('2034-06-01T00:00:00Z') };
    const later = world.aSigner({ name: 'D', from: '20340101000000Z' });
    expect(examine(await aSignedPdf(aPdf(1), later, { field })).certificate?.validity).toBe('not-yet-valid');
  });
});

describe('signatures that other programs make', () => {
  const foreign = (choice: ForeignChoice = {}, who = plain) =>
    aForeignSignature(world, aPdf(1), { who, ...choice });

  test.each<[string, ForeignChoice]>([
    ['RSA as PDF readers have it', {}],
    ['RSA-PSS', { cms: ['-md', 'sha256', '-keyopt', 'rsa_padding_mode:pss'] }],
    ['SHA-512', { cms: ['-md', 'sha512'] }],
    ['no attributes at all', { cms: ['-md', 'sha256', '-noattr'] }],
    ['CAdES', { subFilter: 'ETSI.CAdES.detached', cms: ['-md', 'sha256', '-cades'] }],
    ['the key’s own number in place of its name', { cms: ['-md', 'sha256', '-keyid'] }],
  ])('are intact: %s', (_kind, choice) => {
    expect(examine(foreign(choice))).toMatchObject({ integrity: 'intact', weak: [], coversWholeFile: true });
  });

  test('tell the hour that the program wrote', () => {
    expect(examine(foreign({ cms: ['-md', 'sha256', '-noattr'] })).claimedAt).toBe(
      '2026-06-29T08:15:00.000Z',
    );
  });

  test.each<[string, ForeignChoice, TestSigner | undefined, string]>([
    ['SHA-1', { cms: ['-md', 'sha1'] }, undefined, 'sha1'],
    ['a short key', {}, world.aSigner({ name: 'E', key: 'rsa:1024' }), 'rsa-short'],
  ])('are weak by %s', (_what, choice, who, weakness) => {
    const report = examine(foreign(choice, who));
    expect(report.weak).toEqual([weakness]);
    expect(verdictOf(report)).toBe('weak');
  });

  test('that call themselves CAdES and bind themselves to no certificate are broken', () => {
    const report = examine(foreign({ subFilter: 'ETSI.CAdES.detached', cms: ['-md', 'sha256', '-noattr'] }));
    expect(report.integrity).toBe('intact');
    const unbound = examine(foreign({ subFilter: 'ETSI.CAdES.detached' }));
    expect(unbound).toMatchObject({ integrity: 'broken', fault: 'certificate' });
  });

  test('without their certificate are broken, in a form we do not read unsupported', () => {
    expect(examine(foreign({ cms: ['-md', 'sha256', '-nocerts'] }))).toMatchObject({ fault: 'certificate' });
    expect(
      examine(foreign({ subFilter: 'adbe.x509.rsa_sha1', contents: () => Buffer.from('04020000', 'hex') })),
    ).toMatchObject({ integrity: 'unsupported' });
  });

  test('certified against every change are changed by a second signature, certified for forms are not', async () => {
    const certify = (level: number) =>
      `/Reference [<< /TransformMethod /DocMDP /TransformParams << /P ${level} >> >>]`;
    const closed = await aSignedPdf(foreign({ extra: certify(1) }), plain);
    const open = await aSignedPdf(foreign({ extra: certify(2) }), plain);
    expect(examine(closed)).toMatchObject({ certified: 1, later: ['signature'] });
    expect(verdictOf(examine(closed))).toBe('changed');
    expect(verdictOf(examine(open))).toBe('intact-unverified');
  });

  test('an hour put on the whole document is a time-stamp, qualified when its authority is listed', () => {
    const stamped = foreign({
      subFilter: 'ETSI.RFC3161',
      contents: (signed) => toToken(authority.reply(aQuery(signed))),
    });
    expect(examine(stamped, [world.asTrusted({ kind: 'TSA/QTST' })])).toMatchObject({
      kind: 'time-stamp',
      integrity: 'intact',
      timeStamp: { intact: true, trusted: true, authority: 'Ora de Probă' },
      level: 'qualified',
    });
  });

  function aQuery(content: Buffer): Buffer {
    expect(content.length).toBeGreaterThan(0);
    return world.openssl('ts', '-query', '-data', 'foreign.bin', '-sha256', '-cert');
  }

  // The token alone, as OpenSSL takes it out of the authority's answer.
  function toToken(answer: Buffer): Buffer {
    process.getBuiltinModule('node:fs').writeFileSync(world.path('answer.tsr'), answer);
    return world.openssl('ts', '-reply', '-in', 'answer.tsr', '-token_out');
  }
});
