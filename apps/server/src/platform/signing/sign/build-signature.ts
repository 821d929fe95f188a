import { createHash, type X509Certificate } from 'node:crypto';
import * as asn1js from 'asn1js';
import {
  AlgorithmIdentifier,
  Attribute,
  Certificate,
  ContentInfo,
  EncapsulatedContentInfo,
  IssuerAndSerialNumber,
  SignedAndUnsignedAttributes,
  SignedData,
  SignerInfo,
} from 'pkijs';
import { oid } from '../cms/object-identifiers.ts';
import { readAsn1, toArrayBuffer } from '../cms/read-asn1.ts';
import { parse } from '../cms/read-signed-data.ts';
import type { SignatureAlgorithm } from './signer.ts';

/** What a signature says besides its value; `toBeSigned` are the bytes that the key signs. */
export type SignatureDraft = {
  readonly certificates: readonly X509Certificate[];
  readonly algorithm: SignatureAlgorithm;
  readonly attributes: readonly Attribute[];
  readonly toBeSigned: Buffer;
};

/**
 * Drafts a PAdES baseline signature (EN 319 142-1, 6.3): what was signed, its digest, and the certificate that it binds
 * itself to. The claimed hour stands in the PDF, not here.
 */
export function draftSignature(
  digest: Buffer,
  certificates: readonly X509Certificate[],
  algorithm: SignatureAlgorithm,
): SignatureDraft {
  const [own] = certificates;
  if (!own) throw new TypeError('a signature needs its certificate');
  const attributes = sortByBytes([
    new Attribute({ type: oid.contentType, values: [new asn1js.ObjectIdentifier({ value: oid.data })] }),
    new Attribute({ type: oid.messageDigest, values: [octets(digest)] }),
    new Attribute({ type: oid.signingCertificateV2, values: [toCertificateId(own)] }),
  ]);
  const set = new asn1js.Set({ value: attributes.map((attribute) => attribute.toSchema()) });
  return { certificates, algorithm, attributes, toBeSigned: Buffer.from(set.toBER(false)) };
}

/** The whole signature, in DER. `timeStamp` is the token over the value (RFC 3161, appendix A). */
export function assembleSignature(
  { certificates, algorithm, attributes }: SignatureDraft,
  value: Uint8Array,
  timeStamp?: Uint8Array,
): Buffer {
  const own = parse(certificates[0] as X509Certificate);
  const sha256 = new AlgorithmIdentifier({ algorithmId: oid.sha256 });
  const signer = new SignerInfo({
    version: 1,
    sid: new IssuerAndSerialNumber({ issuer: own.issuer, serialNumber: own.serialNumber }),
    digestAlgorithm: sha256,
    signedAttrs: new SignedAndUnsignedAttributes({ type: 0, attributes: [...attributes] }),
    signatureAlgorithm: algorithmIds[algorithm](),
    signature: octets(value),
    ...(timeStamp && { unsignedAttrs: toUnsigned(timeStamp) }),
  });
  const data = new SignedData({
    version: 1,
    digestAlgorithms: [sha256],
    encapContentInfo: new EncapsulatedContentInfo({ eContentType: oid.data }),
    certificates: certificates.map((certificate) => new Certificate({ schema: readAsn1(certificate.raw) })),
    signerInfos: [signer],
  });
  const info = new ContentInfo({ contentType: oid.signedData, content: data.toSchema(true) });
  return Buffer.from(info.toSchema().toBER(false));
}

const algorithmIds: Record<SignatureAlgorithm, () => AlgorithmIdentifier> = {
  'rsa-pkcs1': () =>
    new AlgorithmIdentifier({ algorithmId: oid.sha256WithRsa, algorithmParams: new asn1js.Null() }),
  ecdsa: () => new AlgorithmIdentifier({ algorithmId: oid.ecdsaSha256 }),
};

const octets = (bytes: Uint8Array) => new asn1js.OctetString({ valueHex: toArrayBuffer(bytes) });

// ESSCertIDv2 with its default digest, SHA-256 (RFC 5035, 4).
function toCertificateId(certificate: X509Certificate) {
  const hash = createHash('sha256').update(certificate.raw).digest();
  const id = new asn1js.Sequence({ value: [octets(hash)] });
  return new asn1js.Sequence({ value: [new asn1js.Sequence({ value: [id] })] });
}

const toUnsigned = (timeStamp: Uint8Array) =>
  new SignedAndUnsignedAttributes({
    type: 1,
    attributes: [new Attribute({ type: oid.timeStampToken, values: [readAsn1(timeStamp)] })],
  });

// DER writes a set in the order of its members' bytes (X.690, 11.6): the digest is over exactly that.
function sortByBytes(attributes: readonly Attribute[]): Attribute[] {
  const written = attributes.map((attribute) => ({
    attribute,
    bytes: Buffer.from(attribute.toSchema().toBER(false)),
  }));
  return written
    .sort((one, other) => Buffer.compare(one.bytes, other.bytes))
    .map(({ attribute }) => attribute);
}
