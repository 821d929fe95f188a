import { assembleSignature, draftSignature } from './build-signature.ts';
import { placeSignature, preparePdf, type SignatureField } from './prepare-pdf.ts';
import type { Authorisation, Signer, SigningSession, TimeStamper } from './signer.ts';

/** A PDF to sign, and what its signature says. */
export type PdfToSign = { readonly pdf: Uint8Array; readonly field: Omit<SignatureField, 'signerName'> };

/** How they are signed. Without `timeStamper` PAdES B-B, with one B-T. */
export type SigningMeans = {
  readonly signer: Signer;
  readonly authorisation: Authorisation;
  readonly timeStamper?: TimeStamper | undefined;
};

// Names, digests and values, beside the certificates; a token carries its authority's chain.
const ownRoom = 3 * 1024;
const tokenRoom = 12 * 1024;

/**
 * Signs PDFs with one authorisation: the key is opened for exactly these texts, then each is signed when it is asked
 * for, in order. A document that fails does not stop those after it: its error comes out of its own turn.
 */
export async function openSigning(
  documents: readonly PdfToSign[],
  { signer, authorisation, timeStamper }: SigningMeans,
): Promise<{ sign(index: number): Promise<Buffer> }> {
  const prepared = await Promise.all(documents.map((document) => prepare(document, signer, timeStamper)));
  const texts = prepared.map(({ draft }) => draft.toBeSigned);
  const session: SigningSession = await signer.authorise(texts, authorisation);
  return {
    sign: async (index) => {
      const one = prepared[index];
      if (!one) throw new RangeError('no such document');
      const value = await session.sign(index);
      const token = await timeStamper?.stamp(value);
      return placeSignature(one.pdf, assembleSignature(one.draft, value, token));
    },
  };
}

/** Signs one PDF (PAdES B-B, or B-T with a time-stamper). Errors: those of the signer and of the time-stamper. */
export async function signPdf(document: PdfToSign, means: SigningMeans): Promise<Buffer> {
  return (await openSigning([document], means)).sign(0);
}

async function prepare({ pdf, field }: PdfToSign, signer: Signer, timeStamper: TimeStamper | undefined) {
  const certificates = signer.certificates;
  const room =
    ownRoom + certificates.reduce((sum, { raw }) => sum + raw.length, 0) + (timeStamper ? tokenRoom : 0);
  const signerName = String(certificates[0].toLegacyObject().subject.CN ?? '');
  const ready = await preparePdf(pdf, { ...field, signerName }, room);
  return { pdf: ready, draft: draftSignature(ready.digest, certificates, signer.algorithm) };
}
