import { createHash, randomBytes } from 'node:crypto';

/** What a browser or a program carries: `text` is shown once, `hash` is all that is kept. */
export type Secret = { text: string; hash: Buffer };

/** Which kind of credential a request carries, by the SHA-256 of its text. */
export type Credential = { via: 'session' | 'token'; hash: Buffer };

/** A prefix that secret scanners know keys by, so that one committed by mistake is found. */
const tokenPrefix = 'opis_';
const random256 = () => randomBytes(32).toString('base64url');
const sha256 = (text: string) => createHash('sha256').update(text).digest();

/** 256 random bits for a cookie. */
export function newSessionSecret(): Secret {
  const text = random256();
  return { text, hash: sha256(text) };
}

/** 256 random bits for a program's key. */
export function newTokenSecret(): Secret {
  const text = tokenPrefix + random256();
  return { text, hash: sha256(text) };
}

/** The credential behind a cookie's value; undefined when it cannot be one of ours, without asking the database. */
export function readSessionSecret(text: string): Credential | undefined {
  return /^[\w-]{43}$/.test(text) ? { via: 'session', hash: sha256(text) } : undefined;
}

/** The credential behind a bearer key; undefined when it cannot be one of ours. */
export function readTokenSecret(text: string): Credential | undefined {
  return /^opis_[\w-]{43}$/.test(text) ? { via: 'token', hash: sha256(text) } : undefined;
}
