import { X509Certificate } from 'node:crypto';
import * as asn1js from 'asn1js';
import { Certificate, ContentInfo, IssuerAndSerialNumber, SignedData, type SignerInfo } from 'pkijs';
import { oid } from './object-identifiers.ts';
import { Asn1Error, octetsOf, readAsn1 } from './read-asn1.ts';

/** A CMS signature by one signer (RFC 5652), with the certificates that came along. */
export type SignedContent = {
  readonly contentType: string;
  /** What it carries inside; undefined when what was signed lies elsewhere. */
  readonly content: Buffer | undefined;
  readonly signer: SignerInfo;
  readonly certificates: readonly X509Certificate[];
};

// Certificates of one signature make a chain: more than this is a burden meant as one.
const maxCertificates = 50;

/** Reads a signature; throws `Asn1Error` for what is none, or has not exactly one signer as PAdES wants. */
export function readSignedData(bytes: Uint8Array): SignedContent {
  return toSignedContent(asStructure(() => new ContentInfo({ schema: readAsn1(bytes) })));
}

/** The same of a structure that was read already: a time-stamp inside a signature. */
export function toSignedContent(info: ContentInfo): SignedContent {
  if (info.contentType !== oid.signedData) throw new Asn1Error('no signed data');
  const data = asStructure(() => new SignedData({ schema: info.content }));
  const [signer, ...others] = data.signerInfos;
  if (!signer || others.length > 0) throw new Asn1Error('not exactly one signer');
  const { eContentType, eContent } = data.encapContentInfo;
  return {
    contentType: eContentType,
    content: octetsOf(eContent),
    signer,
    certificates: (data.certificates ?? [])
      .filter((item) => item instanceof Certificate)
      .slice(0, maxCertificates)
      .flatMap((item) => toCertificate(item.toSchema().toBER(false))),
  };
}

/** The certificate that the signer names; undefined when it did not come along. */
export function findSignerCertificate({ signer, certificates }: SignedContent): X509Certificate | undefined {
  const { sid } = signer;
  if (sid instanceof IssuerAndSerialNumber) {
    const issuer = Buffer.from(sid.issuer.toSchema().toBER(false));
    const serial = Buffer.from(sid.serialNumber.valueBlock.valueHexView);
    return certificates.find((certificate) => isNamed(certificate, issuer, serial));
  }
  const keyId = sid instanceof asn1js.Primitive ? Buffer.from(sid.valueBlock.valueHexView) : undefined;
  return keyId && certificates.find((certificate) => keyIdOf(certificate)?.equals(keyId));
}

function isNamed(certificate: X509Certificate, issuer: Buffer, serial: Buffer): boolean {
  const read = parse(certificate);
  return (
    Buffer.from(read.issuer.toSchema().toBER(false)).equals(issuer) &&
    Buffer.from(read.serialNumber.valueBlock.valueHexView).equals(serial)
  );
}

function keyIdOf(certificate: X509Certificate): Buffer | undefined {
  const extension = parse(certificate).extensions?.find(({ extnID }) => extnID === '2.5.29.14');
  return extension && octetsOf(readAsn1(new Uint8Array(extension.extnValue.getValue())));
}

/** The certificate as the ASN.1 library reads it. */
export function parse(certificate: X509Certificate): Certificate {
  return asStructure(() => new Certificate({ schema: readAsn1(certificate.raw) }));
}

// One that OpenSSL cannot read is of no use to anybody: the others may be.
function toCertificate(der: ArrayBuffer): X509Certificate[] {
  try {
    return [new X509Certificate(new Uint8Array(der))];
  } catch {
    return [];
  }
}

function asStructure<T>(read: () => T): T {
  try {
    return read();
  } catch (error) {
    throw new Asn1Error('another structure than must stand there', { cause: error });
  }
}
