import { randomBytes, X509Certificate } from 'node:crypto';
import * as asn1js from 'asn1js';
import {
  AttributeTypeAndValue,
  AuthenticatedSafe,
  BasicConstraints,
  CertBag,
  Certificate,
  Extension,
  PFX,
  PKCS8ShroudedKeyBag,
  PrivateKeyInfo,
  SafeBag,
  SafeContents,
  Time,
} from 'pkijs';
import { readAsn1, toArrayBuffer } from '../cms/read-asn1.ts';

const { subtle } = globalThis.crypto;
const curve = { name: 'ECDSA', namedCurve: 'P-256' } as const;

/** Whoever an invented certificate is of. */
export type InventedName = { readonly name: string; readonly organisation: string };

type KeyPair = { publicKey: CryptoKey; privateKey: CryptoKey };

/** An invented authority: it signs certificates of one demonstration, and its key is forgotten with the process. */
export type InventedAuthority = { readonly certificate: Certificate; readonly keys: KeyPair };

/** Makes an authority that nobody knows and no trusted list will ever name. */
export async function inventAuthority(organisation: string, now: Date): Promise<InventedAuthority> {
  const keys = await makeKeys();
  const name = { name: 'Autoritate de demonstrație, fără valoare legală', organisation };
  const certificate = await issue({ subject: name, keys, isAuthority: true, now });
  return { certificate, keys };
}

/** Makes a key with its certificate, in a file under its PIN (PKCS #12, PBES2 with AES-256). */
export async function inventSigner(
  authority: InventedAuthority,
  { subject, pin, now }: { subject: InventedName; pin: string; now: Date },
): Promise<{ p12: Buffer; certificates: [X509Certificate, X509Certificate] }> {
  const keys = await makeKeys();
  const certificate = await issue({ subject, keys, isAuthority: false, now, issuer: authority });
  const chain = [certificate, authority.certificate];
  return {
    p12: await toP12(keys.privateKey, chain, pin),
    certificates: [toX509(certificate), toX509(authority.certificate)],
  };
}

const makeKeys = (): Promise<KeyPair> => subtle.generateKey(curve, true, ['sign', 'verify']);
const toX509 = (certificate: Certificate) =>
  new X509Certificate(Buffer.from(certificate.toSchema().toBER(false)));

async function issue({
  subject,
  keys,
  isAuthority,
  now,
  issuer,
}: {
  subject: InventedName;
  keys: KeyPair;
  isAuthority: boolean;
  now: Date;
  issuer?: InventedAuthority;
}): Promise<Certificate> {
  const serial = randomBytes(16);
  // Positive, and without a zero in front: DER takes neither lightly.
  serial[0] = ((serial[0] ?? 0) & 0x3f) | 0x40;
  const certificate = new Certificate({
    version: 2,
    serialNumber: new asn1js.Integer({ valueHex: toArrayBuffer(serial) }),
  });
  certificate.subject.typesAndValues.push(...toName(subject));
  certificate.issuer.typesAndValues.push(
    ...(issuer ? issuer.certificate.subject.typesAndValues : toName(subject)),
  );
  // Backdated, so that the demonstration's past can be signed; ten years are longer than any demonstration.
  certificate.notBefore = new Time({ value: new Date(now.getTime() - 400 * 86_400_000) });
  certificate.notAfter = new Time({ value: new Date(now.getTime() + 3650 * 86_400_000) });
  certificate.extensions = toExtensions(isAuthority);
  await certificate.subjectPublicKeyInfo.importKey(keys.publicKey);
  await certificate.sign((issuer?.keys ?? keys).privateKey, 'SHA-256');
  return certificate;
}

const toName = ({ name, organisation }: InventedName) =>
  [
    ['2.5.4.6', new asn1js.PrintableString({ value: 'RO' })],
    ['2.5.4.10', new asn1js.Utf8String({ value: organisation })],
    ['2.5.4.3', new asn1js.Utf8String({ value: name })],
  ].map(
    ([type, value]) => new AttributeTypeAndValue({ type: String(type), value: value as asn1js.Utf8String }),
  );

function toExtensions(isAuthority: boolean): Extension[] {
  const constraints = new BasicConstraints({ cA: isAuthority }).toSchema().toBER(false);
  // Signs certificates; or signs, and cannot deny it.
  const usage = new asn1js.BitString({ valueHex: toArrayBuffer(Uint8Array.of(isAuthority ? 0x04 : 0xc0)) });
  return [
    new Extension({ extnID: '2.5.29.19', critical: true, extnValue: constraints }),
    new Extension({ extnID: '2.5.29.15', critical: true, extnValue: usage.toBER(false) }),
  ];
}

async function toP12(key: CryptoKey, chain: readonly Certificate[], pin: string): Promise<Buffer> {
  const password = toArrayBuffer(Buffer.from(pin, 'utf8'));
  const info = new PrivateKeyInfo({ schema: readAsn1(Buffer.from(await subtle.exportKey('pkcs8', key))) });
  const keyBag = new PKCS8ShroudedKeyBag({ parsedValue: info });
  await keyBag.makeInternalValues({
    password,
    contentEncryptionAlgorithm: { name: 'AES-CBC', length: 256 } as never,
    hmacHashAlgorithm: 'SHA-256',
    iterationCount: 100_000,
  });
  const bags = [
    new SafeBag({ bagId: '1.2.840.113549.1.12.10.1.2', bagValue: keyBag }),
    ...chain.map(
      (certificate) =>
        new SafeBag({
          bagId: '1.2.840.113549.1.12.10.1.3',
          bagValue: new CertBag({ parsedValue: certificate }),
        }),
    ),
  ];
  const file = new PFX({
    parsedValue: {
      integrityMode: 0,
      authenticatedSafe: new AuthenticatedSafe({
        parsedValue: { safeContents: [{ privacyMode: 0, value: new SafeContents({ safeBags: bags }) }] },
      }),
    },
  });
  await file.parsedValue?.authenticatedSafe?.makeInternalValues({ safeContents: [{}] });
  await file.makeInternalValues({
    password,
    // This one is derived in JavaScript, and the demonstration's PIN is printed on its sign-in page.
    iterations: 2_048,
    pbkdf2HashAlgorithm: 'SHA-256',
    hmacHashAlgorithm: 'SHA-256',
  });
  return Buffer.from(file.toSchema().toBER(false));
}
