import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';

/** What the ledger holds instead of a name or a text; the value lies apart, with its salt. Hex. */
export type CommittedValue = { commitment: string; salt: string; value: string };

/** Commits to a value under a fresh 16-byte salt: nobody can find the value by guessing at the chain alone. */
export function commit(value: string): CommittedValue {
  const salt = newSalt();
  return { commitment: commitmentOf(salt, value), salt: salt.toString('hex'), value };
}

/** HMAC-SHA-256(salt, value), hex. */
export function commitmentOf(salt: Buffer, value: string): string {
  // Of a key given as bytes Node makes a key object first, which takes five times as long as the hash.
  return createHmac('sha256', salt.toString('hex'), { encoding: 'hex' }).update(value).digest('hex');
}

const saltBytes = 16;
let salts = Buffer.alloc(0);

// The system is asked for many at once: asking takes longer than the hash. None is given twice.
function newSalt(): Buffer {
  if (salts.length === 0) salts = randomBytes(saltBytes * 256);
  const salt = salts.subarray(0, saltBytes);
  salts = salts.subarray(saltBytes);
  return salt;
}

// Crockford's alphabet: no I, L, O, U, so that a code read aloud or retyped from paper is not misread.
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/**
 * The code on the receipt (`7QKD4M2P`, 40 bits), derived from the salt of the entry's subject: it is in every copy of
 * the data, it is nowhere in the clear, and it ends with the value when that is erased.
 */
export function receiptCodeOf(subjectSalt: Uint8Array): string {
  const bytes = createHmac('sha256', subjectSalt).update('opis receipt 1').digest();
  let bits = bytes.readUIntBE(0, 5);
  let code = '';
  for (let place = 0; place < 8; place++) {
    code = alphabet[bits % 32] + code;
    bits = Math.floor(bits / 32);
  }
  return code;
}

/** What a person typed or scanned as receipt code, in the one form we compare; undefined when it cannot be one. */
export function normaliseReceiptCode(typed: string): string | undefined {
  const code = typed.toUpperCase().replace(/[\s-]/g, '').replace(/O/g, '0').replace(/[IL]/g, '1');
  return /^[0-9A-HJKMNP-TV-Z]{8}$/.test(code) ? code : undefined;
}

/** Compares two codes of ours without telling by time where they differ. */
export function sameCode(left: string, right: string): boolean {
  const [a, b] = [Buffer.from(left), Buffer.from(right)];
  return a.length === b.length && timingSafeEqual(a, b);
}
