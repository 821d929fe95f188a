import { z } from 'zod';
import { Id } from '../ids.ts';

/** Whether the bytes under a signature are those that were signed, and the signature is that certificate's. */
export const SignatureIntegrity = z.enum([
  'intact',
  'broken',
  /** A form of signature that we do not read: nothing is said of it. */
  'unsupported',
]);
export type SignatureIntegrity = z.infer<typeof SignatureIntegrity>;

/** Why a signature is not intact. */
export const SignatureFault = z.enum([
  /** The signed ranges are missing, overlap, or leave more than the signature's own place unsigned. */
  'byte-range',
  /** The place of the signature is empty or holds nothing that can be read. */
  'contents',
  /** The bytes are not those that were signed. */
  'digest',
  /** The signature was not made with the key of the certificate in it. */
  'signature-value',
  /** The signature names another certificate than the one it carries, or none. */
  'certificate',
  /** No part of the form of the document: put beside it, as forgers do. */
  'detached-from-form',
]);
export type SignatureFault = z.infer<typeof SignatureFault>;

/** What was added to a PDF after a signature, in the order of gravity. */
export const LaterChange = z.enum([
  /** Further signatures or time-stamps: as every document signed by two has. */
  'signature',
  /** Certificates and answers of revocation, kept for later proof. */
  'validation-data',
  /** Fields of the form filled in. */
  'form',
  /** Comments, drawings or other marks laid on pages. */
  'annotation',
  /** Pages, their content or anything else that a reader sees. */
  'content',
  /** The table of objects was bent, or bytes stand where none may: the way of attacks on signed files. */
  'structure',
]);
export type LaterChange = z.infer<typeof LaterChange>;

/** Algorithms that no longer hold what they promise. */
export const WeakAlgorithm = z.enum(['md5', 'sha1', 'rsa-short', 'ec-short']);
export type WeakAlgorithm = z.infer<typeof WeakAlgorithm>;

/** How the certificate stood at the signing time: the time-stamp's if one is trusted, else the signer's own clock. */
export const CertificateValidity = z.enum([
  'valid',
  'expired',
  'not-yet-valid',
  /** Valid at the hour that the signer's clock says and no longer today; nothing else proves the hour. */
  'unproven',
]);
export type CertificateValidity = z.infer<typeof CertificateValidity>;

/**
 * What the signature is worth (Regulation (EU) 910/2014, art. 3 and 32; Legea 214/2024). `qualified` only when the
 * issuer stands in an imported trusted list as granted CA/QC at the signing time and the key lies in a qualified
 * device; `qualified-certificate`: the same without proof of the device.
 */
export const SignatureLevel = z.enum(['qualified', 'qualified-certificate', 'unverified-issuer']);
export type SignatureLevel = z.infer<typeof SignatureLevel>;

/** One signature of a file. Moments are ISO, UTC; names are as the certificate writes them, at most 200 characters. */
export const SignatureReport = z.object({
  /** From 1, in the order in which the signatures were put. */
  position: z.number().int(),
  kind: z.enum(['signature', 'seal', 'time-stamp']),
  signer: z.object({
    name: z.string().nullable(),
    organisation: z.string().nullable(),
    issuer: z.string().nullable(),
  }),
  /** What the signer's own clock said; proves nothing. */
  claimedAt: z.string().nullable(),
  /** RFC 3161: the hour of an authority; `trusted` when it stands in a trusted list as granted at that hour. */
  timeStamp: z
    .object({
      at: z.string(),
      authority: z.string().nullable(),
      intact: z.boolean(),
      trusted: z.boolean(),
    })
    .nullable(),
  integrity: SignatureIntegrity,
  fault: SignatureFault.nullable(),
  /** True when nothing at all was added after it. */
  coversWholeFile: z.boolean(),
  later: z.array(LaterChange),
  /** What the author of a certified document allows after (ISO 32000-1, 12.8.2.2): 1 nothing, 2 forms, 3 comments too. */
  certified: z.number().int().min(1).max(3).nullable(),
  weak: z.array(WeakAlgorithm),
  certificate: z
    .object({
      sha256: z.string(),
      notBefore: z.string(),
      notAfter: z.string(),
      validity: CertificateValidity,
    })
    .nullable(),
  level: SignatureLevel,
  /** The service of the trusted list that the level rests on. */
  trustedService: z.object({ territory: z.string(), name: z.string() }).nullable(),
});
export type SignatureReport = z.infer<typeof SignatureReport>;

/** What is said of the signatures of one file. `none`: it has none; `unreadable`: they cannot be examined. */
export const FileSignatures = z.object({
  state: z.enum(['none', 'signed', 'unreadable']),
  examinedAt: z.string(),
  signatures: z.array(SignatureReport),
  /** Further signatures that were not examined: a file with more than the limit. */
  unexamined: z.number().int(),
});
export type FileSignatures = z.infer<typeof FileSignatures>;

/** Documents of a case file that are signed, with what was found; those that nobody examined yet are not in it. */
export const CaseSignatures = z.object({ items: z.array(FileSignatures.extend({ documentId: Id })) });
export type CaseSignatures = z.infer<typeof CaseSignatures>;

/** The word that a person needs, of the worst that is known. */
export const SignatureVerdict = z.enum([
  'broken',
  'unsupported',
  'changed',
  'weak',
  'expired',
  'intact-unverified',
  'intact-qualified-certificate',
  'qualified',
]);
export type SignatureVerdict = z.infer<typeof SignatureVerdict>;

const harmless: readonly LaterChange[] = ['signature', 'validation-data'];

/** Sums one signature up. A document with two signatures is not „changed” by the second. */
export function verdictOf(report: SignatureReport): SignatureVerdict {
  if (report.integrity !== 'intact') return report.integrity;
  if (report.later.some((change) => !isAllowedLater(change, report.certified))) return 'changed';
  if (report.weak.length > 0) return 'weak';
  if (report.certificate?.validity !== 'valid') return 'expired';
  if (report.level === 'qualified') return 'qualified';
  return report.level === 'qualified-certificate' ? 'intact-qualified-certificate' : 'intact-unverified';
}

// A form that was made to be filled after it was signed is not changed by filling it, where its author says so.
function isAllowedLater(change: LaterChange, certified: number | null): boolean {
  if (harmless.includes(change)) return certified !== 1 || change === 'validation-data';
  return (change === 'form' && (certified ?? 0) >= 2) || (change === 'annotation' && certified === 3);
}
