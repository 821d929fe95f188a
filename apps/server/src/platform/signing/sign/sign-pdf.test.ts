import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { aPdf } from '../../../../test/a-pdf.ts';
import { aSignedPdf, askPdfsig, takeApart } from '../../../../test/a-signed-pdf.ts';
import { aSigningWorld, type TestSigner } from '../../../../test/a-signing-world.ts';
import { createPdfRenderer } from '../../pdf/pdf-renderer.ts';
import { oid } from '../cms/object-identifiers.ts';
import { readSignedData } from '../cms/read-signed-data.ts';
import { verifyPdf } from '../verify-pdf.ts';
import { openP12 } from './p12-signer.ts';
import { timeStampClient } from './time-stamp-client.ts';

const world = aSigningWorld();
const persida = world.aSigner({ name: 'Persida Cucuruz' });
const anton = world.aSigner({ name: 'Anton Țuțuianu', key: 'ec' });
const authority = await world.aTimeStampAuthority();
const basis = { trust: [], at: new Date() };

/** OpenSSL's verdict on the signature and the bytes that it covers; throws when it is not good. */
function askOpenssl(pdf: Buffer): string {
  const { content, signature } = takeApart(pdf);
  writeFileSync(world.path('signature.der'), signature);
  writeFileSync(world.path('content.bin'), content);
  const options = [
    '-inform',
    'DER',
    '-binary',
    '-content',
    world.path('content.bin'),
    '-CAfile',
    world.authorityFile,
  ];
  const result = execFileSync(
    'openssl',
    [
      'cms',
      '-verify',
      '-in',
      world.path('signature.der'),
      ...options,
      '-purpose',
      'any',
      '-out',
      '/dev/null',
      '-cades',
    ],
    { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] },
  );
  return result;
}

describe('a PDF signed with a key in a file', () => {
  test.each<[string, TestSigner]>([
    ['RSA', persida],
    ['elliptic curves', anton],
  ])('by %s is found whole and valid by poppler and by OpenSSL, as CAdES', async (_kind, who) => {
    const signed = await aSignedPdf(aPdf(2), who);
    const told = askPdfsig(world.folder, signed);
    expect(told).toContain('Signature is Valid');
    expect(told).toContain('Total document signed');
    expect(told).toContain('ETSI.CAdES.detached');
    expect(() => askOpenssl(signed)).not.toThrow();
  });

  test('is refused by the same judges when one byte of it changes', async () => {
    const signed = await aSignedPdf(aPdf(1), persida);
    signed.write('Pagină', signed.indexOf('Pagina'), 'latin1');
    expect(askPdfsig(world.folder, signed)).toContain('Digest Mismatch');
    expect(() => askOpenssl(signed)).toThrow(/verif/i);
    expect(verifyPdf(signed, basis).signatures[0]).toMatchObject({ integrity: 'broken', fault: 'digest' });
  });

  test('keeps every byte of what it was, and says who and when', async () => {
    const pdf = aPdf(1);
    const signed = await aSignedPdf(pdf, persida, { field: { reason: 'Răspuns' } });
    expect(signed.subarray(0, pdf.length).equals(pdf)).toBe(true);
    const [report] = verifyPdf(signed, basis).signatures;
    expect(report).toMatchObject({
      integrity: 'intact',
      coversWholeFile: true,
      later: [],
      signer: { name: 'Persida Cucuruz', issuer: 'Autoritatea de Probă CA' },
      claimedAt: '2026-06-29T08:15:00.000Z',
      timeStamp: null,
      level: 'unverified-issuer',
    });
  });

  test('may be signed by a second person without harm to the first (PET-13)', async () => {
    const twice = await aSignedPdf(await aSignedPdf(aPdf(1), persida), anton);
    const told = askPdfsig(world.folder, twice);
    expect(told.match(/Signature is Valid/g)).toHaveLength(2);
    const { signatures } = verifyPdf(twice, basis);
    expect(signatures).toMatchObject([
      {
        position: 1,
        signer: { name: 'Persida Cucuruz' },
        integrity: 'intact',
        coversWholeFile: false,
        later: ['signature'],
      },
      {
        position: 2,
        signer: { name: 'Anton Țuțuianu' },
        integrity: 'intact',
        coversWholeFile: true,
        later: [],
      },
    ]);
  });

  test('shows the signature on the page when asked, letters of Romanian included', async () => {
    const pdf = createPdfRenderer();
    const draw = (text: string, size: string) =>
      pdf.render({
        main: 'main.typ',
        sources: {
          'main.typ': `#set document(title: "${text}")\n#set page(${size})\n#text(font: "Source Sans 3")[${text}]`,
        },
        data: {},
      });
    const [letter, drawing] = [
      await draw('Răspuns', 'paper: "a4"'),
      await draw('Semnat de Anton Țuțuianu', 'width: 180pt, height: 40pt, margin: 4pt'),
    ];
    pdf.close();
    const box = { page: 1, x: 300, y: 100, width: 180, height: 40 };
    const signed = await aSignedPdf(letter, anton, { field: { visible: { box, drawing } } });
    const again = await aSignedPdf(signed, persida);
    expect(askPdfsig(world.folder, again).match(/Signature is Valid/g)).toHaveLength(2);
    expect(verifyPdf(again, basis).signatures.map(({ later }) => later)).toEqual([['signature'], []]);
    writeFileSync(world.path('visible.pdf'), again);
    execFileSync('pdftoppm', ['-r', '60', '-png', world.path('visible.pdf'), world.path('visible')]);
    const told = execFileSync('pdfinfo', [world.path('visible.pdf')], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    expect(told).toContain('Pages:           1');
  });

  test.each([
    ['what is no PDF', Buffer.from('Nimic')],
    ['a PDF cut in the middle', aPdf(3).subarray(0, 700)],
  ])('is not made of %s', async (_what, bytes) => {
    await expect(aSignedPdf(bytes, persida)).rejects.toMatchObject({ code: 'signature.file-unsuitable' });
  });
});

describe('the file with the key', () => {
  test('opens for its PIN and for no other', async () => {
    const { certificates } = await openP12(persida.p12, persida.pin);
    expect(certificates.map(({ subject }) => subject)).toEqual([
      persida.certificate.subject,
      world.authority.subject,
    ]);
    await expect(openP12(persida.p12, 'altul')).rejects.toMatchObject({ code: 'signature.wrong-pin' });
    await expect(openP12(Buffer.from('nimic'), persida.pin)).rejects.toMatchObject({
      code: 'signature.wrong-pin',
    });
  });
});

describe('a time-stamp', () => {
  test('of an RFC 3161 authority stands in the signature, good in the eyes of OpenSSL', async () => {
    const signed = await aSignedPdf(aPdf(1), persida, { timeStamper: timeStampClient(authority) });
    const { signer } = readSignedData(takeApart(signed).signature);
    const token = signer.unsignedAttrs?.attributes.find(({ type }) => type === oid.timeStampToken)?.values[0];
    writeFileSync(world.path('token.der'), Buffer.from(token.toBER(false)));
    writeFileSync(world.path('value.bin'), Buffer.from(signer.signature.getValue()));
    const told = execFileSync(
      'openssl',
      [
        'ts',
        '-verify',
        '-token_in',
        '-in',
        world.path('token.der'),
        '-data',
        world.path('value.bin'),
        '-CAfile',
        world.authorityFile,
      ],
      { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] },
    );
    expect(told).toContain('Verification: OK');
    expect(askPdfsig(world.folder, signed)).toContain('Signature is Valid');
    const [report] = verifyPdf(signed, basis).signatures;
    expect(report?.timeStamp).toMatchObject({ authority: 'Ora de Probă', intact: true, trusted: false });
    const lists = { ...basis, trust: [world.asTrusted({ kind: 'TSA/QTST' })] };
    expect(verifyPdf(signed, lists).signatures[0]?.timeStamp).toMatchObject({ intact: true, trusted: true });
  });

  test.each<[string, (query: Buffer) => Buffer]>([
    ['answers another question', () => authority.reply(anOldQuery())],
    ['answers nothing that can be read', () => Buffer.from('nu')],
  ])('is not taken from an authority that %s, and nothing is signed', async (_what, answer) => {
    const bent = await world.aTimeStampAuthority({ answer });
    await expect(aSignedPdf(aPdf(1), persida, { timeStamper: timeStampClient(bent) })).rejects.toMatchObject({
      code: 'signature.time-stamp-unavailable',
    });
  });

  function anOldQuery(): Buffer {
    writeFileSync(world.path('other.bin'), 'altceva');
    return world.openssl('ts', '-query', '-data', 'other.bin', '-sha256', '-cert');
  }
});
