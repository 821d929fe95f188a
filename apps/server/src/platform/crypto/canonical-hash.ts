import { hash } from 'node:crypto';
import canonicalize from 'canonicalize';

/** Canonical JSON (RFC 8785): the same value gives the same bytes everywhere. Throws for what JSON cannot hold. */
export function toCanonicalJson(value: unknown): string {
  const text = canonicalize(value);
  if (text === undefined) throw new Error('the value has no canonical JSON');
  return text;
}

/** SHA-256 of the value's canonical JSON, 32 bytes. */
export function canonicalHash(value: unknown): Buffer {
  return sha256(toCanonicalJson(value));
}

/** SHA-256 of these bytes (a string is taken as UTF-8), 32 bytes. */
export function sha256(bytes: string | Uint8Array): Buffer {
  return hash('sha256', bytes, 'buffer');
}
