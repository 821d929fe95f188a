import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { openP12, p12Signer } from '../src/platform/signing/sign/p12-signer.ts';
import type { SignatureField } from '../src/platform/signing/sign/prepare-pdf.ts';
import { signPdf } from '../src/platform/signing/sign/sign-pdfs.ts';
import type { TimeStamper } from '../src/platform/signing/sign/signer.ts';
import type { TestSigner } from './a-signing-world.ts';

/** The PDF signed by somebody of a made-up world, at a quarter past eleven of 29 June 2026 in Bucharest. */
export async function aSignedPdf(
  pdf: Uint8Array,
  who: TestSigner,
  options: { timeStamper?: TimeStamper; field?: Partial<SignatureField> } = {},
): Promise<Buffer> {
  const { certificates } = await openP12(who.p12, who.pin);
  const signer = p12Signer(who.p12, certificates);
  const field = { at: new Date('2026-06-29T08:15:00Z'), ...options.field };
  const means = { signer, authorisation: { pin: who.pin }, timeStamper: options.timeStamper };
  return await signPdf({ pdf, field }, means);
}

let files = 0;

/** What poppler's own verifier says of a PDF. */
export function askPdfsig(folder: string, pdf: Uint8Array): string {
  files += 1;
  const file = join(folder, `asked-${files}.pdf`);
  writeFileSync(file, pdf);
  return execFileSync('pdfsig', ['-nocert', file], { encoding: 'utf8' });
}

/** The two signed ranges of the last signature of a PDF, and the DER that stands between them. */
export function takeApart(pdf: Buffer): { content: Buffer; signature: Buffer } {
  const text = pdf.toString('latin1');
  const ranges = [...text.matchAll(/\/ByteRange \[0 (\d+) (\d+) (\d+)\]/g)].at(-1);
  const [before, resume, rest] = (ranges ?? []).slice(1).map(Number);
  if (before === undefined || resume === undefined || rest === undefined) throw new Error('no ranges');
  const padded = Buffer.from(text.slice(before + 1, resume - 1), 'hex');
  // DER says its own length: what follows is filling.
  const lengthBytes = (padded[1] ?? 0) & 0x7f;
  const length = padded.readUIntBE(2, lengthBytes) + 2 + lengthBytes;
  return {
    content: Buffer.concat([pdf.subarray(0, before), pdf.subarray(resume, resume + rest)]),
    signature: padded.subarray(0, length),
  };
}
