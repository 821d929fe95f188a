import { createHash, type X509Certificate } from 'node:crypto';
import { oid } from './object-identifiers.ts';
import { itemsOf, oidOf, readAsn1 } from './read-asn1.ts';
import { parse } from './read-signed-data.ts';

const longestName = 200;

/** Names as the certificate writes them. The subject's serial number is left where it is: it may be a CNP. */
export type CertificateNames = {
  readonly name: string | null;
  readonly organisation: string | null;
  readonly issuer: string | null;
};

export function readNames(certificate: X509Certificate): CertificateNames {
  const { subject, issuer } = certificate.toLegacyObject();
  return {
    name: oneOf(subject.CN),
    organisation: oneOf(subject.O),
    issuer: oneOf(issuer.CN) ?? oneOf(issuer.O),
  };
}

// An attribute that stands twice comes as a list.
function oneOf(value: unknown): string | null {
  const text: unknown = Array.isArray(value) ? value.at(-1) : value;
  return typeof text === 'string' && text !== '' ? text.replace(/\p{C}/gu, ' ').slice(0, longestName) : null;
}

/** What the certificate says of itself (ETSI EN 319 412-5); only a trusted list makes it true. */
export type QualifiedStatements = {
  readonly isQualified: boolean;
  readonly inDevice: boolean;
  readonly isSeal: boolean;
};

export function readQualifiedStatements(certificate: X509Certificate): QualifiedStatements {
  const extension = parse(certificate).extensions?.find(({ extnID }) => extnID === oid.qcStatements);
  const statements = extension ? itemsOf(readAsn1(new Uint8Array(extension.extnValue.getValue()))) : [];
  const named = new Map(statements.map((statement) => [oidOf(itemsOf(statement)[0]), itemsOf(statement)[1]]));
  const types = itemsOf(named.get(oid.qcType)).map(oidOf);
  return {
    isQualified: named.has(oid.qcCompliance),
    inDevice: named.has(oid.qcDevice),
    isSeal: types.includes(oid.qcTypeSeal),
  };
}

/** Lower-case hex of the SHA-256 of its bytes. */
export const fingerprintOf = (certificate: X509Certificate): string =>
  createHash('sha256').update(certificate.raw).digest('hex');
