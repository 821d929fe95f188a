import type { X509Certificate } from 'node:crypto';
import { TSTInfo } from 'pkijs';
import { digestNames, oid } from './object-identifiers.ts';
import { readAsn1 } from './read-asn1.ts';
import type { SignedContent } from './read-signed-data.ts';
import { hashPieces, verifySignedData } from './verify-signed-data.ts';

/** A time-stamp (RFC 3161): the hour of its authority. `intact`: it is of these very bytes, and truly the authority's. */
export type CheckedTimeStamp = {
  readonly at: Date;
  readonly intact: boolean;
  readonly certificate: X509Certificate | undefined;
  readonly certificates: readonly X509Certificate[];
};

/** Checks a token over `stamped`; undefined when it is no time-stamp at all. */
export function verifyTimeStamp(
  token: SignedContent,
  stamped: readonly Uint8Array[],
): CheckedTimeStamp | undefined {
  const info = readTimeStampInfo(token);
  if (!info || !token.content) return undefined;
  const { messageImprint, genTime } = info;
  const digest = digestNames[messageImprint.hashAlgorithm.algorithmId];
  const isOfThese =
    digest !== undefined &&
    digest !== 'md5' &&
    digest !== 'sha1' &&
    Buffer.from(messageImprint.hashedMessage.getValue()).equals(hashPieces(digest, stamped));
  const { certificate, fault } = verifySignedData(token, [token.content], { mustBindCertificate: true });
  return {
    at: genTime,
    intact: isOfThese && fault === undefined && certificate !== undefined && isAuthority(certificate),
    certificate,
    certificates: token.certificates,
  };
}

/** What a token states; undefined when it states nothing. */
export function readTimeStampInfo(token: SignedContent): TSTInfo | undefined {
  if (token.contentType !== oid.timeStampInfo || !token.content) return undefined;
  try {
    return new TSTInfo({ schema: readAsn1(token.content) });
  } catch (error) {
    if (error instanceof Error) return undefined;
    throw error;
  }
}

/** Only a certificate made for it may state the hour (RFC 3161, 2.3). */
const isAuthority = ({ keyUsage }: X509Certificate): boolean => keyUsage?.includes(oid.timeStamping) ?? false;
