import { writeFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { aPdf } from '../../../../test/a-pdf.ts';
import { askPdfsig } from '../../../../test/a-signed-pdf.ts';
import { aSigningWorld } from '../../../../test/a-signing-world.ts';
import { inventAuthority, inventSigner } from './make-demonstration-key.ts';
import { openP12, p12Signer } from './p12-signer.ts';
import { signPdf } from './sign-pdfs.ts';

const world = aSigningWorld();
const now = new Date('2026-06-29T08:00:00Z');
const subject = { name: 'Anton Țuțuianu', organisation: 'Primăria Valea Mică' };

test('an invented key opens for OpenSSL and for us under its PIN, and signs what poppler finds valid', async () => {
  const authority = await inventAuthority('Primăria Valea Mică', now);
  const { p12, certificates } = await inventSigner(authority, { subject, pin: '1234', now });
  writeFileSync(world.path('invented.p12'), p12);
  const shown = world.openssl('pkcs12', '-in', 'invented.p12', '-passin', 'pass:1234', '-nodes');
  expect(shown.toString()).toContain('PRIVATE KEY');
  expect(() => world.openssl('pkcs12', '-in', 'invented.p12', '-passin', 'pass:0000', '-nodes')).toThrow();
  expect((await openP12(p12, '1234')).certificates[0].subject).toBe(certificates[0].subject);
  const means = { signer: p12Signer(p12, certificates), authorisation: { pin: '1234' } };
  expect(askPdfsig(world.folder, await signPdf({ pdf: aPdf(1), field: { at: now } }, means))).toContain(
    'Signature is Valid',
  );
});

// One serial number in five hundred began with a zero that DER forbids, and no program could read the certificate.
test('every invented certificate can be read', async () => {
  const made = await Promise.all(
    Array.from({ length: 300 }, () => inventAuthority('Primăria Valea Mică', now)),
  );
  for (const { certificate } of made) {
    expect(certificate.serialNumber.valueBlock.valueHexView[0]).toBeGreaterThanOrEqual(0x40);
  }
});
