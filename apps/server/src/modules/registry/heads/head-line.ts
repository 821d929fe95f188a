import { createPublicKey, type KeyObject, sign, verify } from 'node:crypto';
import { sha256, toCanonicalJson } from '../../../platform/crypto/canonical-hash.ts';

/** The head of one book in a signed line. */
export type SignedHead = { register: string; year: number; seq: number; number: number; hash: string };

/**
 * One day's line of `heads.jsonl`. `books` are the public books that moved since the line before; `sealed` commits,
 * under a nonce that stays in the database, to the heads of all confidential books, and is there every day whether or
 * not any exists. The key is the technical seal of the installation, never an electronic signature.
 */
export type HeadLine = {
  format: 1;
  day: string;
  signedAt: string;
  books: SignedHead[];
  sealed: string;
  prev: string;
  key: string;
};

/** Short name of a key: the first 16 hex digits of the SHA-256 of its public form. */
export function keyName(key: KeyObject): string {
  return sha256(createPublicKey(key).export({ type: 'spki', format: 'der' }))
    .toString('hex')
    .slice(0, 16);
}

/** The line as it is written: canonical JSON with the Ed25519 signature (base64) over the rest. */
export function signLine(line: HeadLine, privateKey: KeyObject): string {
  const signature = sign(null, Buffer.from(toCanonicalJson(line)), privateKey).toString('base64');
  return toCanonicalJson({ ...line, signature });
}

/** Reads a line; undefined when it is not one, or when its signature is not by this key. */
export function readLine(text: string, publicKey: KeyObject): HeadLine | undefined {
  try {
    const { signature, ...line } = JSON.parse(text) as HeadLine & { signature: string };
    const holds = verify(
      null,
      Buffer.from(toCanonicalJson(line)),
      publicKey,
      Buffer.from(signature, 'base64'),
    );
    return holds && line.format === 1 ? line : undefined;
  } catch {
    return undefined;
  }
}

/** Hash by which the next line names this one, hex. */
export const lineHash = (text: string): string => sha256(text).toString('hex');

/** What `sealed` says: the nonce and every confidential head, in order of their names. */
export function sealedHash(nonce: Uint8Array, heads: readonly SignedHead[]): string {
  return sha256(Buffer.concat([nonce, Buffer.from(toCanonicalJson(heads))])).toString('hex');
}
