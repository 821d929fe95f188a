import type { X509Certificate } from 'node:crypto';
import type { CertificateValidity, LaterChange, SignatureReport } from '@opis/contracts';
import type { CheckedPdfSignature } from './check-signature.ts';
import { fingerprintOf, readNames, readQualifiedStatements } from './cms/read-certificate.ts';
import { isValidAt, type TrustAnchors } from './trust/find-trusted-service.ts';

/** Where one signature stands in its file. */
export type SignaturePosition = {
  readonly position: number;
  readonly coversWholeFile: boolean;
  readonly later: readonly LaterChange[];
  readonly certified: 1 | 2 | 3 | undefined;
};

/** Says what a signature is worth, at the moment for which there is proof. */
export function judgeSignature(
  checked: CheckedPdfSignature,
  place: SignaturePosition,
  { anchors, at }: { anchors: TrustAnchors; at: Date },
): SignatureReport {
  const { certificate, fault, weak } = checked;
  const timeStamp = toTimeStamp(checked, anchors);
  const provenAt = timeStamp?.intact && timeStamp.trusted ? new Date(timeStamp.at) : undefined;
  const moment = provenAt ?? earlier(checked.claimedAt ?? at, at);
  const isIntact = fault === undefined;
  return {
    position: place.position,
    kind: certificate && isSealOf(certificate, checked) ? 'seal' : checked.kind,
    signer: certificate ? readNames(certificate) : { name: null, organisation: null, issuer: null },
    claimedAt: checked.claimedAt?.toISOString() ?? null,
    timeStamp,
    integrity: isIntact ? 'intact' : fault === 'unsupported' ? 'unsupported' : 'broken',
    fault: fault === 'unsupported' ? null : (fault ?? null),
    coversWholeFile: place.coversWholeFile,
    later: [...place.later],
    certified: place.certified ?? null,
    weak: [...weak],
    certificate: certificate ? describe(certificate, { provenAt, claimedAt: checked.claimedAt, at }) : null,
    ...(isIntact && certificate ? levelOf(checked, certificate, { anchors, moment }) : nobodyVouches),
  };
}

const nobodyVouches = { level: 'unverified-issuer', trustedService: null } as const;

function levelOf(
  { kind, certificates }: CheckedPdfSignature,
  certificate: X509Certificate,
  { anchors, moment }: { anchors: TrustAnchors; moment: Date },
): Pick<SignatureReport, 'level' | 'trustedService'> {
  const isStamp = kind === 'time-stamp';
  const service = anchors.find(certificate, certificates, {
    kind: isStamp ? 'TSA/QTST' : 'CA/QC',
    at: moment,
  });
  const says = readQualifiedStatements(certificate);
  if (!service || !isValidAt(certificate, moment) || (!isStamp && !says.isQualified)) return nobodyVouches;
  const isFull = isStamp || (says.inDevice && !service.restricted);
  return {
    level: isFull ? 'qualified' : 'qualified-certificate',
    trustedService: { territory: service.territory, name: service.name },
  };
}

const isSealOf = (certificate: X509Certificate, { kind }: CheckedPdfSignature) =>
  kind === 'signature' && readQualifiedStatements(certificate).isSeal;

function toTimeStamp(
  { timeStamp }: CheckedPdfSignature,
  anchors: TrustAnchors,
): SignatureReport['timeStamp'] {
  if (!timeStamp) return null;
  const { at, intact, certificate, certificates } = timeStamp;
  return {
    at: at.toISOString(),
    authority: certificate ? readNames(certificate).name : null,
    intact,
    trusted:
      intact &&
      certificate !== undefined &&
      isValidAt(certificate, at) &&
      anchors.find(certificate, certificates, { kind: 'TSA/QTST', at }) !== undefined,
  };
}

type Moments = { provenAt: Date | undefined; claimedAt: Date | undefined; at: Date };

function describe(certificate: X509Certificate, moments: Moments): SignatureReport['certificate'] {
  return {
    sha256: fingerprintOf(certificate),
    notBefore: certificate.validFromDate.toISOString(),
    notAfter: certificate.validToDate.toISOString(),
    validity: validityOf(certificate, moments),
  };
}

// A claimed hour costs nothing: it holds only while the certificate would hold today as well.
function validityOf(
  { validFromDate, validToDate }: X509Certificate,
  { provenAt, claimedAt, at }: Moments,
): CertificateValidity {
  const moment = provenAt ?? earlier(claimedAt ?? at, at);
  if (moment < validFromDate) return 'not-yet-valid';
  if (moment > validToDate) return 'expired';
  return provenAt || at <= validToDate ? 'valid' : 'unproven';
}

const earlier = (one: Date, other: Date): Date => (one < other ? one : other);
