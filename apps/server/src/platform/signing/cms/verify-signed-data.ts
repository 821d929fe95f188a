import { constants, createHash, type KeyObject, verify, type X509Certificate } from 'node:crypto';
import type { SignatureFault, WeakAlgorithm } from '@opis/contracts';
import * as asn1js from 'asn1js';
import { RSASSAPSSParams, type SignerInfo } from 'pkijs';
import { digestNames, oid, signatureDigests } from './object-identifiers.ts';
import { Asn1Error, itemsOf, octetsOf, oidOf } from './read-asn1.ts';
import { findSignerCertificate, type SignedContent } from './read-signed-data.ts';

/** What a signature was found to be. `fault` is undefined when it is intact. */
export type CheckedSignature = {
  readonly certificate: X509Certificate | undefined;
  readonly fault: SignatureFault | 'unsupported' | undefined;
  readonly weak: readonly WeakAlgorithm[];
  readonly claimedAt: Date | undefined;
};

/**
 * Checks a signature over `content`, given in pieces: its digest, the certificate it binds itself to, and its value, each by OpenSSL
 * through Node. `mustBindCertificate`: PAdES signatures name their certificate among what is signed (EN 319 142-1).
 */
export function verifySignedData(
  signed: SignedContent,
  content: readonly Uint8Array[],
  options: { mustBindCertificate: boolean },
): CheckedSignature {
  const certificate = findSignerCertificate(signed);
  const digest = digestNames[signed.signer.digestAlgorithm.algorithmId];
  const claimedAt = readSigningTime(signed.signer);
  if (!certificate) return { certificate, fault: 'certificate', weak: [], claimedAt };
  const weak = listWeak(digest, certificate.publicKey);
  const fault = digest
    ? findFault(signed, { content, digest, certificate, ...options })
    : ('unsupported' as const);
  return { certificate, fault, weak, claimedAt };
}

type Checking = {
  content: readonly Uint8Array[];
  digest: string;
  certificate: X509Certificate;
  mustBindCertificate: boolean;
};

function findFault(signed: SignedContent, checking: Checking): CheckedSignature['fault'] {
  const { signer } = signed;
  const { content, digest, certificate } = checking;
  if (!signer.signedAttrs) return checkValue(signer, Buffer.concat(content), checking);
  const attributes = readAttributes(signer);
  if (!attributes) return 'contents';
  const hash = hashPieces(digest, content);
  if (!octetsOf(attributes.get(oid.messageDigest))?.equals(hash)) return 'digest';
  if (oidOf(attributes.get(oid.contentType)) !== signed.contentType) return 'contents';
  const bound = isBoundTo(certificate, attributes);
  if (bound === false || (bound === undefined && checking.mustBindCertificate)) return 'certificate';
  return checkValue(signer, Buffer.from(signer.signedAttrs.encodedValue), checking);
}

/** The digest of bytes that lie in several places. */
export function hashPieces(digest: string, pieces: readonly Uint8Array[]): Buffer {
  const hash = createHash(digest);
  for (const piece of pieces) hash.update(piece);
  return hash.digest();
}

/** The one value of each signed attribute; undefined when one stands twice, so that nobody can choose. */
function readAttributes(signer: SignerInfo): Map<string, unknown> | undefined {
  const attributes = signer.signedAttrs?.attributes ?? [];
  const read = new Map(attributes.map(({ type, values }) => [type, values[0] as unknown]));
  const isPlain = read.size === attributes.length && attributes.every(({ values }) => values.length === 1);
  return isPlain ? read : undefined;
}

/** Whether the signature binds itself to this certificate (RFC 5035); undefined when it binds itself to none. */
function isBoundTo(certificate: X509Certificate, attributes: Map<string, unknown>): boolean | undefined {
  const [v2, v1] = [attributes.get(oid.signingCertificateV2), attributes.get(oid.signingCertificate)];
  if (v2 === undefined && v1 === undefined) return undefined;
  const [first] = itemsOf(itemsOf(v2 ?? v1)[0]);
  const items = itemsOf(first);
  const named =
    v2 === undefined ? 'sha1' : (digestNames[oidOf(itemsOf(items[0])[0]) ?? oid.sha256] ?? 'none');
  const hash = octetsOf(items.find((item) => item instanceof asn1js.OctetString));
  return named !== 'none' && hash?.equals(createHash(named).update(certificate.raw).digest()) === true;
}

function checkValue(
  { signature, signatureAlgorithm }: SignerInfo,
  signedBytes: Uint8Array,
  { digest, certificate }: Checking,
): CheckedSignature['fault'] {
  const key = certificate.publicKey;
  const named = signatureDigests[signatureAlgorithm.algorithmId];
  // Two digests named in one signature: programs would differ in which they take.
  if (named !== undefined && named !== digest) return 'signature-value';
  const value = Buffer.from(signature.getValue());
  const scheme = schemeOf(key, signatureAlgorithm, digest);
  if (!scheme) return 'unsupported';
  try {
    return verify(digest, signedBytes, { key, ...scheme }, value) ? undefined : 'signature-value';
  } catch {
    return 'signature-value';
  }
}

function schemeOf(
  key: KeyObject,
  algorithm: SignerInfo['signatureAlgorithm'],
  digest: string,
): { padding?: number; saltLength?: number } | undefined {
  if (algorithm.algorithmId === oid.rsaPss) {
    const parameters = new RSASSAPSSParams({ schema: algorithm.algorithmParams });
    const isOwn = digestNames[parameters.hashAlgorithm.algorithmId] === digest;
    return key.asymmetricKeyType?.startsWith('rsa') && isOwn
      ? { padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: parameters.saltLength }
      : undefined;
  }
  if (algorithm.algorithmId.startsWith('1.2.840.113549.1.1.')) {
    return key.asymmetricKeyType === 'rsa' ? { padding: constants.RSA_PKCS1_PADDING } : undefined;
  }
  return algorithm.algorithmId.startsWith('1.2.840.10045.') && key.asymmetricKeyType === 'ec'
    ? {}
    : undefined;
}

function listWeak(digest: string | undefined, key: KeyObject): WeakAlgorithm[] {
  const weak: WeakAlgorithm[] = [];
  if (digest === 'md5' || digest === 'sha1') weak.push(digest);
  const { modulusLength, namedCurve } = key.asymmetricKeyDetails ?? {};
  if (modulusLength !== undefined && modulusLength < 2048) weak.push('rsa-short');
  if (namedCurve !== undefined && shortCurves.has(namedCurve)) weak.push('ec-short');
  return weak;
}

const shortCurves = new Set(['secp192r1', 'prime192v1', 'secp160r1', 'secp224r1', 'secp112r1', 'secp128r1']);

function readSigningTime(signer: SignerInfo): Date | undefined {
  const value: unknown = signer.signedAttrs?.attributes.find(({ type }) => type === oid.signingTime)
    ?.values[0];
  return value instanceof asn1js.UTCTime ? toDate(value) : undefined;
}

function toDate(time: asn1js.UTCTime): Date | undefined {
  try {
    const date = time.toDate();
    return Number.isNaN(date.getTime()) ? undefined : date;
  } catch (error) {
    if (error instanceof Asn1Error) throw error;
    return undefined;
  }
}
