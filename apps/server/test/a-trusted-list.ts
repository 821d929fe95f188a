import { createHash, createPrivateKey, type X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { SignedXml } from 'xml-crypto';
import type { aSigningWorld } from './a-signing-world.ts';

/** What a test may bend of a list. */
export type ListChoice = {
  territory?: string;
  sequenceNumber?: number;
  status?: string;
  qualifier?: string;
  /** Of a list of lists: who may sign the list of RO, as base64 of DER. */
  pointsTo?: string;
};

const algorithm = {
  signature: 'http://www.w3.org/2001/04/xmldsig-more#rsa-sha256',
  digest: 'http://www.w3.org/2001/04/xmlenc#sha256',
  canonical: 'http://www.w3.org/2001/10/xml-exc-c14n#',
  enveloped: 'http://www.w3.org/2000/09/xmldsig#enveloped-signature',
} as const;

/** A trusted list of a made-up world (ETSI TS 119 612), signed by a list operator made for it. */
export function aTrustedList(world: ReturnType<typeof aSigningWorld>, choice: ListChoice) {
  const operator = world.aSigner({ name: 'Operatorul listei' });
  return signList(describeList(world, choice), operator);
}

export function signList(xml: string, operator: { keyFile: string; certificate: X509Certificate }) {
  const signer = new SignedXml({
    privateKey: createPrivateKey(readFileSync(operator.keyFile)).export({ type: 'pkcs8', format: 'pem' }),
    publicCert: operator.certificate.toString(),
    signatureAlgorithm: algorithm.signature,
    canonicalizationAlgorithm: algorithm.canonical,
  });
  signer.addReference({
    xpath: '/*',
    transforms: [algorithm.enveloped, algorithm.canonical],
    digestAlgorithm: algorithm.digest,
    uri: '',
    isEmptyUri: true,
  });
  signer.computeSignature(xml);
  const fingerprint = createHash('sha256').update(operator.certificate.raw).digest('hex');
  return { xml: signer.getSignedXml(), fingerprint, operator };
}

export function describeList(
  world: ReturnType<typeof aSigningWorld>,
  { territory = 'RO', sequenceNumber = 7, status = 'granted', qualifier, pointsTo }: ListChoice,
): string {
  const statusUri = `http://uri.etsi.org/TrstSvc/TrustedList/Svcstatus/${status}`;
  const pointer = pointsTo
    ? `<PointersToOtherTSL><OtherTSLPointer><ServiceDigitalIdentities><ServiceDigitalIdentity><DigitalId><X509Certificate>${pointsTo}</X509Certificate></DigitalId></ServiceDigitalIdentity></ServiceDigitalIdentities><TSLLocation>https://lista.example/ro.xml</TSLLocation><AdditionalInformation><OtherInformation><SchemeTerritory>RO</SchemeTerritory></OtherInformation></AdditionalInformation></OtherTSLPointer></PointersToOtherTSL>`
    : '';
  const extension = qualifier
    ? `<ServiceInformationExtensions><Extension Critical="true"><Qualifications><QualificationElement><Qualifiers><Qualifier uri="http://uri.etsi.org/TrstSvc/TrustedList/SvcInfoExt/${qualifier}"/></Qualifiers></QualificationElement></Qualifications></Extension></ServiceInformationExtensions>`
    : '';
  return `<?xml version="1.0" encoding="UTF-8"?>
<TrustServiceStatusList xmlns="http://uri.etsi.org/02231/v2#" Id="lista" TSLTag="http://uri.etsi.org/19612/TSLTag">
<SchemeInformation><TSLVersionIdentifier>5</TSLVersionIdentifier><TSLSequenceNumber>${sequenceNumber}</TSLSequenceNumber>
<SchemeTerritory>${territory}</SchemeTerritory>${pointer}
<ListIssueDateTime>2026-05-01T00:00:00Z</ListIssueDateTime><NextUpdate><dateTime>2026-11-01T00:00:00Z</dateTime></NextUpdate></SchemeInformation>
<TrustServiceProviderList><TrustServiceProvider><TSPInformation><TSPName><Name xml:lang="ro">Autoritatea de Probă</Name></TSPName></TSPInformation>
<TSPServices><TSPService><ServiceInformation><ServiceTypeIdentifier>http://uri.etsi.org/TrstSvc/Svctype/CA/QC</ServiceTypeIdentifier>
<ServiceName><Name xml:lang="ro">Certificate calificate de probă</Name></ServiceName>
<ServiceDigitalIdentity><DigitalId><X509Certificate>${world.authority.raw.toString('base64')}</X509Certificate></DigitalId></ServiceDigitalIdentity>
<ServiceStatus>${statusUri}</ServiceStatus><StatusStartingTime>2024-01-01T00:00:00Z</StatusStartingTime>${extension}</ServiceInformation>
<ServiceHistory><ServiceHistoryInstance><ServiceTypeIdentifier>http://uri.etsi.org/TrstSvc/Svctype/CA/QC</ServiceTypeIdentifier>
<ServiceName><Name xml:lang="ro">Certificate calificate de probă</Name></ServiceName><ServiceDigitalIdentity/>
<ServiceStatus>http://uri.etsi.org/TrstSvc/TrustedList/Svcstatus/withdrawn</ServiceStatus><StatusStartingTime>2020-01-01T00:00:00Z</StatusStartingTime></ServiceHistoryInstance></ServiceHistory>
</TSPService></TSPServices></TrustServiceProvider></TrustServiceProviderList></TrustServiceStatusList>`;
}
