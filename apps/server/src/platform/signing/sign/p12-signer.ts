import { createPrivateKey, type KeyObject, sign, X509Certificate } from 'node:crypto';
import { AppError } from '@opis/contracts';
import {
  AuthenticatedSafe,
  CertBag,
  PFX,
  PKCS8ShroudedKeyBag,
  PrivateKeyInfo,
  type SafeBag,
  type SafeContents,
} from 'pkijs';
import { Asn1Error, readAsn1, toArrayBuffer } from '../cms/read-asn1.ts';
import type { Signer } from './signer.ts';

/** A key in a file (PKCS #12), with the certificates that lie beside it. */
export type OpenedP12 = {
  readonly key: KeyObject;
  readonly certificates: readonly [X509Certificate, ...X509Certificate[]];
};

/**
 * Opens a P12. Only the modern form is read (PBES2, as OpenSSL 3 and we write it): the old one is not worth its
 * password. Error: `signature.wrong-pin`, also for a file that is none.
 */
export async function openP12(bytes: Uint8Array, password: string): Promise<OpenedP12> {
  try {
    const bags = await readBags(bytes, toArrayBuffer(Buffer.from(password, 'utf8')));
    const key = bags.map(toKey).find((found) => found !== undefined);
    const certificates = bags.flatMap(toCertificates);
    const own = key && certificates.find((certificate) => certificate.checkPrivateKey(key));
    if (!key || !own) throw new Asn1Error('no key with its certificate');
    return { key, certificates: [own, ...certificates.filter((certificate) => certificate !== own)] };
  } catch (error) {
    throw new AppError('validation', 'signature.wrong-pin', { cause: error });
  }
}

async function readBags(bytes: Uint8Array, password: ArrayBuffer): Promise<SafeBag[]> {
  const file = new PFX({ schema: readAsn1(bytes) });
  await file.parseInternalValues({ password, checkIntegrity: true });
  const safe = file.parsedValue?.authenticatedSafe;
  if (!(safe instanceof AuthenticatedSafe)) throw new Asn1Error('no safe');
  await safe.parseInternalValues({
    safeContents: safe.safeContents.map((content) => (isPlain(content.contentType) ? {} : { password })),
  });
  const bags = (safe.parsedValue.safeContents as { value: SafeContents }[]).flatMap(
    ({ value }) => value.safeBags,
  );
  for (const { bagValue } of bags) {
    // The library marks it protected, and its own example calls it so.
    if (bagValue instanceof PKCS8ShroudedKeyBag)
      await (bagValue as unknown as OpenableBag).parseInternalValues({ password });
  }
  return bags;
}

type OpenableBag = { parseInternalValues(given: { password: ArrayBuffer }): Promise<void> };
const isPlain = (contentType: string) => contentType === '1.2.840.113549.1.7.1';

function toKey({ bagValue }: SafeBag): KeyObject | undefined {
  const info = bagValue instanceof PKCS8ShroudedKeyBag ? bagValue.parsedValue : bagValue;
  if (!(info instanceof PrivateKeyInfo)) return undefined;
  return createPrivateKey({ key: Buffer.from(info.toSchema().toBER(false)), format: 'der', type: 'pkcs8' });
}

function toCertificates({ bagValue }: SafeBag): X509Certificate[] {
  if (!(bagValue instanceof CertBag)) return [];
  const held = bagValue.parsedValue;
  return held && 'toSchema' in held ? [new X509Certificate(Buffer.from(held.toSchema().toBER(false)))] : [];
}

/**
 * Signs with a key in a file. Only for the demonstration and for tests (`openCredential` refuses it elsewhere): a file
 * can be copied, so such a signature is never a qualified one.
 */
export function p12Signer(bytes: Uint8Array, certificates: Signer['certificates']): Signer {
  return {
    certificates,
    algorithm: certificates[0].publicKey.asymmetricKeyType === 'ec' ? 'ecdsa' : 'rsa-pkcs1',
    async authorise(texts, { pin }) {
      const { key } = await openP12(bytes, pin ?? '');
      return {
        sign: async (index) => {
          const text = texts[index];
          if (!text) throw new RangeError('no such text');
          return sign('sha256', text, key);
        },
      };
    },
  };
}
