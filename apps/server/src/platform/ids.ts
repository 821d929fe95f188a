import { createHash, randomBytes, randomUUID } from 'node:crypto';

let lastMs = 0;
let countInMs = 0;
const mostInMs = 0xfff;

/**
 * A new UUID version 7 (RFC 9562): sorts by the moment it was made, and within a millisecond of this process by the
 * order; 62 bits of it are random.
 */
export function newId(): string {
  countId(Date.now());
  const moment = lastMs.toString(16).padStart(12, '0');
  const count = countInMs.toString(16).padStart(3, '0');
  // Node draws these from a store of random bytes; a call for few bytes of one's own costs ten times as much.
  const random = randomUUID().slice(19);
  return `${moment.slice(0, 8)}-${moment.slice(8)}-7${count}-${random}`;
}

// A clock that falls back, or a millisecond that is full, borrows from the next: what was made later still sorts later.
function countId(now: number) {
  const isNew = now > lastMs;
  const isFull = !isNew && countInMs === mostInMs;
  countInMs = isNew || isFull ? 0 : countInMs + 1;
  lastMs = isNew ? now : lastMs + (isFull ? 1 : 0);
}

/** The lowest id that can have been made at this moment or later: whatever was made before it sorts before it. */
export function firstIdAt(moment: Date): string {
  const ms = Math.max(moment.getTime(), 0).toString(16).padStart(12, '0');
  return `${ms.slice(0, 8)}-${ms.slice(8)}-7000-8000-000000000000`;
}

/** `bytes` of randomness from the system, as hex. */
export const randomHex = (bytes: number): string => randomBytes(bytes).toString('hex');

/** The UUID (version 5, RFC 9562) that this name always has under `space`, itself a UUID: the same act, the same id. */
export function derivedId(space: string, name: string): string {
  const hash = createHash('sha1')
    .update(Buffer.from(space.replaceAll('-', ''), 'hex'))
    .update(name)
    .digest('hex');
  const variant = ((Number.parseInt(hash.slice(16, 18), 16) & 0x3f) | 0x80).toString(16);
  return [
    hash.slice(0, 8),
    hash.slice(8, 12),
    `5${hash.slice(13, 16)}`,
    `${variant}${hash.slice(18, 20)}`,
    hash.slice(20, 32),
  ].join('-');
}
