import { writeFileSync } from 'node:fs';
import type { aSigningWorld, TestSigner } from './a-signing-world.ts';
import { appendRevision } from './append-revision.ts';

/** How another program than ours signs. */
export type ForeignChoice = {
  subFilter?: string;
  /** More of the signature's dictionary, as it is written. */
  extra?: string;
  /** Options of `openssl cms -sign`. */
  cms?: readonly string[];
  /** What goes into the place instead of a signature by OpenSSL. */
  contents?: (signed: Buffer) => Buffer;
};

const room = 4096;

/** A PDF as `aPdf` makes it, signed by OpenSSL through an incremental save written here: nothing of our signing in it. */
export function aForeignSignature(
  world: ReturnType<typeof aSigningWorld>,
  pdf: Buffer,
  { who, ...choice }: { who: TestSigner } & ForeignChoice,
): Buffer {
  const { subFilter = 'adbe.pkcs7.detached', extra = '', cms = ['-md', 'sha256'] } = choice;
  const hole = '/ByteRange [0 0000000000 0000000000 0000000000]';
  const prepared = appendRevision(pdf, {
    objects: {
      1: '<< /Type /Catalog /Pages 2 0 R /AcroForm << /SigFlags 3 /Fields [80 0 R] >> >>',
      80: '<< /FT /Sig /T (S) /Type /Annot /Subtype /Widget /Rect [0 0 0 0] /V 81 0 R >>',
      81: `<< /Type /Sig /Filter /Adobe.PPKLite /SubFilter /${subFilter} ${hole} /Contents <${'0'.repeat(room * 2)}> /M (D:20260629111500+03'00') ${extra} >>`,
    },
  });
  const placeAt = prepared.indexOf(`<${'0'.repeat(room * 2)}>`);
  const resume = placeAt + room * 2 + 2;
  const numbers = [placeAt, resume, prepared.length - resume].map((number) =>
    String(number).padStart(10, '0'),
  );
  prepared.write(`/ByteRange [0 ${numbers.join(' ')}]`, prepared.indexOf(hole), 'latin1');
  const signed = Buffer.concat([prepared.subarray(0, placeAt), prepared.subarray(resume)]);
  writeFileSync(world.path('foreign.bin'), signed);
  const contents =
    choice.contents?.(signed) ??
    world.openssl(
      ...[
        'cms',
        '-sign',
        '-binary',
        '-in',
        'foreign.bin',
        '-signer',
        who.certificateFile,
        '-inkey',
        who.keyFile,
      ],
      ...['-certfile', world.authorityFile, '-outform', 'DER', ...cms],
    );
  prepared.write(contents.toString('hex'), placeAt + 1, 'latin1');
  return prepared;
}
