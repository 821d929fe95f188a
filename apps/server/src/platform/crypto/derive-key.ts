import { hkdfSync } from 'node:crypto';

/** A key of 32 bytes for one purpose, from one that is kept: what serves one purpose tells nothing about another. */
export function deriveKey(key: Buffer, purpose: string): Buffer {
  return Buffer.from(hkdfSync('sha256', key, Buffer.alloc(0), `opis ${purpose}`, 32));
}
