import type { X509Certificate } from 'node:crypto';
import type { SignatureFault, SignatureReport, WeakAlgorithm } from '@opis/contracts';
import { ContentInfo } from 'pkijs';
import { oid } from './cms/object-identifiers.ts';
import { Asn1Error } from './cms/read-asn1.ts';
import { readSignedData, type SignedContent, toSignedContent } from './cms/read-signed-data.ts';
import { hashPieces, verifySignedData } from './cms/verify-signed-data.ts';
import { type CheckedTimeStamp, verifyTimeStamp } from './cms/verify-time-stamp.ts';
import { isName, isString, type PdfDictionary } from './reading/pdf-value.ts';

/** What the bytes prove of one signature, before anybody is asked who vouches for it. */
export type CheckedPdfSignature = {
  readonly kind: SignatureReport['kind'];
  readonly fault: SignatureFault | 'unsupported' | undefined;
  readonly certificate: X509Certificate | undefined;
  /** Every certificate that came along, of the signer and of the authority of the hour. */
  readonly certificates: readonly X509Certificate[];
  readonly claimedAt: Date | undefined;
  readonly timeStamp: CheckedTimeStamp | undefined;
  readonly weak: readonly WeakAlgorithm[];
};

/** A signature that says nothing but what is wrong with it. */
export const faulty = (fault: CheckedPdfSignature['fault']): CheckedPdfSignature => ({
  kind: 'signature',
  fault,
  certificate: undefined,
  certificates: [],
  claimedAt: undefined,
  timeStamp: undefined,
  weak: [],
});

/** Checks what lies in the place of a signature against the two ranges that it covers. */
export function checkPdfSignature(
  dictionary: PdfDictionary,
  contents: Uint8Array,
  ranges: readonly Uint8Array[],
): CheckedPdfSignature {
  const format = dictionary.entries.get('SubFilter');
  try {
    const signed = readSignedData(contents);
    if (isName(format, 'ETSI.RFC3161')) return checkDocumentTimeStamp(signed, ranges);
    if (isName(format, 'adbe.pkcs7.sha1')) return checkDigested(dictionary, signed, ranges);
    const isPades = isName(format, 'ETSI.CAdES.detached');
    if (!isPades && !isName(format, 'adbe.pkcs7.detached')) return faulty('unsupported');
    return toChecked(dictionary, signed, { content: ranges, mustBindCertificate: isPades });
  } catch (error) {
    if (error instanceof Asn1Error)
      return faulty(isName(format, 'adbe.x509.rsa_sha1') ? 'unsupported' : 'contents');
    throw error;
  }
}

function toChecked(
  dictionary: PdfDictionary,
  signed: SignedContent,
  { content, ...options }: { content: readonly Uint8Array[]; mustBindCertificate: boolean },
): CheckedPdfSignature {
  const checked = verifySignedData(signed, content, options);
  const timeStamp = readTimeStamp(signed);
  return {
    kind: 'signature',
    ...checked,
    certificates: [...signed.certificates, ...(timeStamp?.certificates ?? [])],
    claimedAt: checked.claimedAt ?? readPdfDate(dictionary),
    timeStamp,
  };
}

// The old form signs a digest that it carries: the digest must be that of the ranges.
function checkDigested(
  dictionary: PdfDictionary,
  signed: SignedContent,
  ranges: readonly Uint8Array[],
): CheckedPdfSignature {
  const digest = signed.content;
  if (!digest) return faulty('contents');
  const checked = toChecked(dictionary, signed, { content: [digest], mustBindCertificate: false });
  const fault = checked.fault ?? (digest.equals(hashPieces('sha1', ranges)) ? undefined : 'digest');
  return { ...checked, fault, weak: [...new Set([...checked.weak, 'sha1' as const])] };
}

/** An hour put on the whole document, without a signer. */
function checkDocumentTimeStamp(token: SignedContent, ranges: readonly Uint8Array[]): CheckedPdfSignature {
  const timeStamp = verifyTimeStamp(token, ranges);
  if (!timeStamp) return { ...faulty('contents'), kind: 'time-stamp' };
  return {
    ...faulty(timeStamp.intact ? undefined : 'digest'),
    kind: 'time-stamp',
    certificate: timeStamp.certificate,
    certificates: timeStamp.certificates,
    timeStamp,
  };
}

function readTimeStamp({ signer }: SignedContent): CheckedTimeStamp | undefined {
  const value: unknown = signer.unsignedAttrs?.attributes.find(({ type }) => type === oid.timeStampToken)
    ?.values[0];
  if (value === undefined) return undefined;
  try {
    const token = toSignedContent(new ContentInfo({ schema: value as ContentInfo['content'] }));
    return verifyTimeStamp(token, [Buffer.from(signer.signature.getValue())]);
  } catch {
    // A stamp that cannot be read proves no hour; the signature stands without it.
    return undefined;
  }
}

/** `D:20260629081500+03'00'` (ISO 32000-1, 7.9.4): what the signer's program wrote. */
function readPdfDate(dictionary: PdfDictionary): Date | undefined {
  const value = dictionary.entries.get('M');
  if (!isString(value)) return undefined;
  const text = Buffer.from(value.bytes).toString('latin1');
  const parts = /^D:(\d{4})(\d{2})?(\d{2})?(\d{2})?(\d{2})?(\d{2})?(?:Z|([+-])(\d{2})'?(\d{2})?'?)?/.exec(
    text,
  );
  if (!parts) return undefined;
  const [
    ,
    year,
    month = '01',
    day = '01',
    hour = '00',
    minute = '00',
    second = '00',
    sign,
    east = '00',
    rest = '00',
  ] = parts;
  const zone = sign ? `${sign}${east}:${rest}` : 'Z';
  const date = new Date(`${year}-${month}-${day}T${hour}:${minute}:${second}${zone}`);
  return Number.isNaN(date.getTime()) ? undefined : date;
}
