import { X509Certificate } from 'node:crypto';
import { type TrustedService, type TrustedServiceKind, wasGranted } from './trusted-service.ts';

const maxDepth = 6;
const maxChecks = 500;

/** Services of the imported lists, looked up by the name of whoever issued a certificate. */
export class TrustAnchors {
  readonly #bySubject = new Map<string, { service: TrustedService; certificate: X509Certificate }[]>();

  constructor(services: readonly TrustedService[]) {
    for (const service of services) {
      for (const text of service.certificates) this.#add(service, text);
    }
  }

  /**
   * The service that vouches for a certificate: its own, or that of an issuer above it, granted at that moment. The chain
   * is built from what came with the signature; each step's signature is checked, each issuer must be an authority, and
   * those that no list names must have been valid then. Nothing else is trusted: no certificate of the operating system.
   */
  find(
    leaf: X509Certificate,
    pool: readonly X509Certificate[],
    asked: { kind: TrustedServiceKind; at: Date },
  ): TrustedService | undefined {
    let checks = 0;
    let level = [leaf];
    const seen = new Set<string>();
    for (let depth = 0; depth <= maxDepth && level.length > 0; depth += 1) {
      const next: X509Certificate[] = [];
      for (const certificate of level) {
        if (seen.has(certificate.fingerprint256)) continue;
        seen.add(certificate.fingerprint256);
        // An authority does not sign papers: only an issuer of hours stands in the list by itself.
        const mayStandItself = depth > 0 || asked.kind === 'TSA/QTST';
        const service = mayStandItself ? this.#serviceOf(certificate, asked) : undefined;
        if (service) return service;
        // What the list says of an authority holds whatever its own certificate says: the list is the trust.
        const listed = this.#named(certificate.issuer).map((anchor) => anchor.certificate);
        const issuers = [...pool.filter((issuer) => isValidAt(issuer, asked.at)), ...listed];
        checks += issuers.length;
        if (checks > maxChecks) return undefined;
        next.push(...issuers.filter((issuer) => isIssuer(issuer, certificate)));
      }
      level = next;
    }
    return undefined;
  }

  #add(service: TrustedService, text: string) {
    try {
      const certificate = new X509Certificate(Buffer.from(text, 'base64'));
      this.#bySubject.set(certificate.subject, [
        ...this.#named(certificate.subject),
        { service, certificate },
      ]);
    } catch {
      // A list may hold a key or a curve that OpenSSL does not know: that one service vouches for nobody here.
    }
  }

  #named(subject: string) {
    return this.#bySubject.get(subject) ?? [];
  }

  #serviceOf(
    certificate: X509Certificate,
    { kind, at }: { kind: TrustedServiceKind; at: Date },
  ): TrustedService | undefined {
    const own = this.#named(certificate.subject).filter(
      (anchor) => anchor.service.kind === kind && anchor.certificate.publicKey.equals(certificate.publicKey),
    );
    return own.find(({ service }) => wasGranted(service, at))?.service;
  }
}

function isIssuer(issuer: X509Certificate, certificate: X509Certificate): boolean {
  if (!issuer.ca || certificate.issuer !== issuer.subject) return false;
  try {
    return certificate.checkIssued(issuer) && certificate.verify(issuer.publicKey);
  } catch {
    return false;
  }
}

/** Whether the certificate itself says that it holds at that moment. */
export const isValidAt = (certificate: X509Certificate, at: Date): boolean =>
  certificate.validFromDate <= at && at <= certificate.validToDate;
