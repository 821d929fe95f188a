import { createCipheriv, createDecipheriv, createHmac, randomBytes } from 'node:crypto';

/** Keys of single fields, 32 bytes each: one seals CNPs, the other makes the hashes they are looked up by. */
export type FieldKeys = { readonly cnpKey: Buffer; readonly lookupKey: Buffer };

const format = 1;
const nonceBytes = 12;
const tagBytes = 16;

/**
 * Seals a text with AES-256-GCM under a nonce of its own. `owner` (the row's id) is authenticated with it, so that a
 * value moved to another row no longer opens. Layout: format number, nonce, tag, ciphertext.
 */
export function sealField(key: Buffer, owner: string, text: string): Buffer {
  const nonce = randomBytes(nonceBytes);
  const cipher = createCipheriv('aes-256-gcm', key, nonce, { authTagLength: tagBytes }).setAAD(
    Buffer.from(owner),
  );
  const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
  return Buffer.concat([Buffer.of(format), nonce, cipher.getAuthTag(), sealed]);
}

/** Opens what `sealField` sealed. Throws when key, owner or any byte is not the one it was sealed with. */
export function openField(key: Buffer, owner: string, sealed: Buffer): string {
  if (sealed[0] !== format) throw new Error('a sealed field has an unknown format');
  const nonce = sealed.subarray(1, 1 + nonceBytes);
  const tag = sealed.subarray(1 + nonceBytes, 1 + nonceBytes + tagBytes);
  // Without authTagLength Node would also accept a tag cut to 4 bytes, which can be guessed.
  const decipher = createDecipheriv('aes-256-gcm', key, nonce, { authTagLength: tagBytes });
  decipher.setAAD(Buffer.from(owner)).setAuthTag(tag);
  return Buffer.concat([
    decipher.update(sealed.subarray(1 + nonceBytes + tagBytes)),
    decipher.final(),
  ]).toString('utf8');
}

/** HMAC-SHA-256 of a value under the kind it is of: equal values meet, and without the key none can be tried out. */
export function lookupHash(key: Buffer, kind: 'cnp', value: string): Buffer {
  return createHmac('sha256', key).update(`${kind}:${value}`).digest();
}
