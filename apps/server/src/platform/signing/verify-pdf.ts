import type { FileSignatures, LaterChange, SignatureReport } from '@opis/contracts';
import { findLaterChanges, readCertification } from './changes/find-later-changes.ts';
import { checkPdfSignature, faulty } from './check-signature.ts';
import {
  countStrays,
  type FoundSignature,
  findSignatures,
  findUsageRights,
  readRanges,
} from './find-signatures.ts';
import { judgeSignature } from './judge-signature.ts';
import { PdfRevision } from './reading/pdf-revision.ts';
import { PdfSyntaxError } from './reading/pdf-value.ts';
import { TrustAnchors } from './trust/find-trusted-service.ts';
import type { TrustedService } from './trust/trusted-service.ts';

// More signatures than this are counted, not examined; of those that no form holds, so many are named.
const maxSignatures = 100;
const maxStrays = 10;

/** What a verification goes by: the imported trusted lists, and the moment at which the file is known to be here. */
export type VerificationBasis = { readonly trust: readonly TrustedService[]; readonly at: Date };

/**
 * Examines every signature of a PDF. Never throws for what a file holds: one that cannot be read is `unreadable` when
 * it seems signed, else without signatures. Not examined: revocation, which needs the authorities' own servers.
 */
export function verifyPdf(bytes: Uint8Array, basis: VerificationBasis): FileSignatures {
  const examinedAt = basis.at.toISOString();
  try {
    return { examinedAt, ...examine(new PdfRevision(bytes), basis) };
  } catch (error) {
    if (!(error instanceof PdfSyntaxError)) throw error;
    const state = countStrays(bytes, []) > 0 ? 'unreadable' : 'none';
    return { state, examinedAt, signatures: [], unexamined: 0 };
  }
}

type Examined = Omit<FileSignatures, 'examinedAt'>;
type Examination = { revision: PdfRevision; anchors: TrustAnchors; at: Date };

function examine(revision: PdfRevision, { trust, at }: VerificationBasis): Examined {
  const found = findSignatures(revision).sort((one, other) => endOf(one, revision) - endOf(other, revision));
  const examination = { revision, anchors: new TrustAnchors(trust), at };
  const strays = countStrays(revision.bytes, [...found, ...findUsageRights(revision)]);
  const signatures = [
    ...found.slice(0, maxSignatures).map((signature, index) => examineOne(examination, signature, index + 1)),
    ...Array.from({ length: Math.min(strays, maxStrays) }, (_, index) =>
      toStrayReport(examination, found.length + index + 1),
    ),
  ];
  return {
    state: signatures.length > 0 ? 'signed' : 'none',
    signatures,
    unexamined: Math.max(0, found.length - maxSignatures) + Math.max(0, strays - maxStrays),
  };
}

// The order in which they were put is the order of what they cover.
const endOf = (found: FoundSignature, { bytes }: PdfRevision): number =>
  readRanges(found, bytes.length)?.after[1] ?? Number.MAX_SAFE_INTEGER;

function examineOne(
  { revision, ...basis }: Examination,
  found: FoundSignature,
  position: number,
): SignatureReport {
  const ranges = readRanges(found, revision.bytes.length);
  if (!ranges) {
    const place = { position, coversWholeFile: false, later: [], certified: undefined };
    return judgeSignature(faulty('byte-range'), place, basis);
  }
  const { before, after, contents } = ranges;
  const pieces = [before, after].map(([start, end]) => revision.bytes.subarray(start, end));
  const checked = checkPdfSignature(found.dictionary, contents, pieces);
  const coversWholeFile = isOnlySpace(revision.bytes, after[1]);
  const later = coversWholeFile ? [] : listLaterChanges(revision, after[1]);
  const certified = readCertification(revision, found.dictionary);
  return judgeSignature(checked, { position, coversWholeFile, later, certified }, basis);
}

// What was signed and cannot be read by itself is no revision that anybody saw.
function listLaterChanges(revision: PdfRevision, end: number): LaterChange[] {
  try {
    return findLaterChanges(revision, end);
  } catch (error) {
    if (error instanceof PdfSyntaxError) return ['structure'];
    throw error;
  }
}

function isOnlySpace(bytes: Uint8Array, from: number): boolean {
  return bytes.length - from < 1024 && /^[\s\0]*$/.test(Buffer.from(bytes.subarray(from)).toString('latin1'));
}

function toStrayReport(basis: Examination, position: number): SignatureReport {
  const place = { position, coversWholeFile: false, later: [], certified: undefined };
  return judgeSignature(faulty('detached-from-form'), place, basis);
}
