import { createHash, verify, X509Certificate } from 'node:crypto';
import { type SignatureAlgorithm, SignedXml } from 'xml-crypto';
import { allNamed, base64Of, parseXml, type XmlElement } from './parse-xml.ts';
import { TrustedListError } from './trusted-list-error.ts';

/**
 * Checks the enveloped signature of a list (XML-DSig with XAdES) and gives back the very XML that was signed, for
 * nothing else to be read. Whether the signer may sign lists is asked elsewhere. Throws `TrustedListError`.
 */
export function verifyListSignature(xml: string): { signedXml: string; certificate: X509Certificate } {
  const root = parseXml(xml);
  // Beneath the root itself: a signature deeper in covers something else.
  const own = allNamed(root, 'Signature').filter(({ parentNode }) => parentNode === root);
  const [signature] = own;
  if (!signature || own.length !== 1) throw new TrustedListError('unsigned');
  const certificate = certificateOf(signature);
  try {
    const checker = new SignedXml({ publicCert: certificate.toString() });
    checker.SignatureAlgorithms = { ...checker.SignatureAlgorithms, ...curves };
    checker.HashAlgorithms = { ...checker.HashAlgorithms, [sha384]: Sha384 };
    checker.loadSignature(signature as unknown as Node);
    if (!checker.checkSignature(xml)) throw new TrustedListError('unsigned');
    const signedXml = checker.getSignedReferences().find(isList);
    if (signedXml === undefined) throw new TrustedListError('unsigned');
    return { signedXml, certificate };
  } catch (error) {
    throw error instanceof TrustedListError ? error : new TrustedListError('unsigned', error);
  }
}

const isList = (xml: string) => /^<(?:[\w-]+:)?TrustServiceStatusList[\s>]/.test(xml);

function certificateOf(signature: XmlElement): X509Certificate {
  try {
    const [element] = allNamed(signature, 'X509Certificate');
    return new X509Certificate(Buffer.from(element ? base64Of(element) : '', 'base64'));
  } catch (error) {
    throw new TrustedListError('unsigned', error);
  }
}

const sha384 = 'http://www.w3.org/2001/04/xmldsig-more#sha384';

class Sha384 {
  getHash(xml: string): string {
    return createHash('sha384').update(xml, 'utf8').digest('base64');
  }

  getAlgorithmName(): string {
    return sha384;
  }
}

// The library knows RSA alone; several Member States sign with curves (RFC 4050 values: r and s side by side).
const curves = Object.fromEntries(
  ['sha256', 'sha384', 'sha512'].map((digest) => {
    const name = `http://www.w3.org/2001/04/xmldsig-more#ecdsa-${digest}`;
    return [name, curveAlgorithm(digest, name)];
  }),
);

function curveAlgorithm(digest: string, name: string): new () => SignatureAlgorithm {
  return class {
    getSignature(): never {
      throw new TypeError('lists are checked here, not signed');
    }

    verifySignature(material: string, key: Parameters<typeof verify>[2], value: string): boolean {
      const options = { key: String(key), dsaEncoding: 'ieee-p1363' } as const;
      return verify(digest, Buffer.from(material), options, Buffer.from(value, 'base64'));
    }

    getAlgorithmName(): string {
      return name;
    }
  } as unknown as new () => SignatureAlgorithm;
}
