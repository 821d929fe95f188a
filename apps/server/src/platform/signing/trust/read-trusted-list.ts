import { createHash, X509Certificate } from 'node:crypto';
import {
  allNamed,
  base64Of,
  findNamed,
  parseXml,
  requireNamed,
  textNamed,
  type XmlElement,
} from './parse-xml.ts';
import { TrustedListError } from './trusted-list-error.ts';
import type { TrustedService, TrustedServiceKind } from './trusted-service.ts';
import { verifyListSignature } from './verify-list-signature.ts';

/** A trusted list (ETSI TS 119 612), read from what its signature covers. */
export type TrustedList = {
  /** RO, DE …; EU for the list of lists. */
  readonly territory: string;
  readonly sequenceNumber: number;
  readonly issuedAt: Date;
  readonly nextUpdateAt: Date | null;
  /** Fingerprint of the certificate that signed it; who vouches for that one is asked elsewhere. */
  readonly signerSha256: string;
  readonly services: readonly (Omit<TrustedService, 'territory'> & { readonly provider: string })[];
  /** Of a list of lists: who may sign the list of each territory. */
  readonly pointers: Readonly<Record<string, readonly string[]>>;
};

/** Reads a list and checks its signature (enveloped, XAdES). Throws `TrustedListError`. */
export function readTrustedList(xml: string): TrustedList {
  const { signedXml, certificate } = verifyListSignature(xml);
  const root = parseXml(signedXml);
  if (root.localName !== 'TrustServiceStatusList') throw new TrustedListError('invalid');
  const scheme = requireNamed(root, 'SchemeInformation');
  const issuedAt = new Date(textNamed(scheme, 'ListIssueDateTime'));
  const territory = textNamed(scheme, 'SchemeTerritory').toUpperCase();
  const sequenceNumber = Number(textNamed(scheme, 'TSLSequenceNumber'));
  if (
    !/^[A-Z]{2}$/.test(territory) ||
    Number.isNaN(issuedAt.getTime()) ||
    !Number.isSafeInteger(sequenceNumber)
  ) {
    throw new TrustedListError('invalid');
  }
  const next = findNamed(scheme, 'NextUpdate');
  return {
    territory,
    sequenceNumber,
    issuedAt,
    nextUpdateAt: next ? new Date(textNamed(next, 'dateTime')) : null,
    signerSha256: createHash('sha256').update(certificate.raw).digest('hex'),
    services: allNamed(root, 'TrustServiceProvider').flatMap(readProvider),
    pointers: readPointers(scheme),
  };
}

function readProvider(provider: XmlElement): TrustedList['services'][number][] {
  const name = textNamed(requireNamed(provider, 'TSPInformation'), 'Name');
  return allNamed(provider, 'TSPService').flatMap((service) => {
    const current = requireNamed(service, 'ServiceInformation');
    const kind = kindOf(current);
    const certificates = allNamed(requireNamed(current, 'ServiceDigitalIdentity'), 'X509Certificate').map(
      base64Of,
    );
    if (kind === undefined || certificates.length === 0) return [];
    const past = allNamed(service, 'ServiceHistoryInstance').filter((instance) => kindOf(instance) === kind);
    const history = [current, ...past]
      .map((state) => ({ from: startOf(state), granted: isGranted(state) }))
      .sort((one, other) => Date.parse(other.from) - Date.parse(one.from));
    return [
      {
        provider: name,
        name: textNamed(current, 'Name'),
        kind,
        certificates,
        history,
        restricted: isRestricted(current),
      },
    ];
  });
}

const kinds: Readonly<Record<string, TrustedServiceKind>> = {
  'http://uri.etsi.org/TrstSvc/Svctype/CA/QC': 'CA/QC',
  'http://uri.etsi.org/TrstSvc/Svctype/TSA/QTST': 'TSA/QTST',
};

const kindOf = (state: XmlElement) => kinds[textNamed(state, 'ServiceTypeIdentifier')];
const startOf = (state: XmlElement) => new Date(textNamed(state, 'StatusStartingTime')).toISOString();

// Before Regulation 910/2014 applied (1 July 2016) the same was said in other words.
const grantedStatuses = new Set(
  ['granted', 'undersupervision', 'accredited', 'supervisionincessation'].flatMap((word) => [
    `http://uri.etsi.org/TrstSvc/TrustedList/Svcstatus/${word}`,
    `http://uri.etsi.org/TrstSvc/Svcstatus/${word}`,
  ]),
);

const isGranted = (state: XmlElement) => grantedStatuses.has(textNamed(state, 'ServiceStatus'));

// Conditions are not weighed: words that lower what a certificate is worth are held against all of the service's.
const lowering = /\/(?:NotQualified|QCNoSSCD|QCNoQSCD|QCForWSA)$/;

const isRestricted = (state: XmlElement): boolean =>
  allNamed(state, 'Qualifier').some((qualifier) => lowering.test(qualifier.getAttribute('uri') ?? ''));

function readPointers(scheme: XmlElement): Record<string, string[]> {
  const pointers: Record<string, string[]> = {};
  for (const pointer of allNamed(scheme, 'OtherTSLPointer')) {
    const territory = findNamed(pointer, 'SchemeTerritory')?.textContent?.trim().toUpperCase();
    if (!territory || !/^[A-Z]{2}$/.test(territory)) continue;
    const prints = allNamed(pointer, 'X509Certificate').flatMap((element) => fingerprint(base64Of(element)));
    pointers[territory] = [...(pointers[territory] ?? []), ...prints];
  }
  return pointers;
}

function fingerprint(base64: string): string[] {
  try {
    const { raw } = new X509Certificate(Buffer.from(base64, 'base64'));
    return [createHash('sha256').update(raw).digest('hex')];
  } catch {
    return [];
  }
}
