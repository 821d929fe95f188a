const sha256Form = /^[0-9a-f]{64}$/;

/** True for what can name an object: 64 lower-case hex digits. Nothing else ever becomes part of a path. */
export const isSha256 = (text: string): boolean => sha256Form.test(text);

/** `objects/ab/cd/abcd…`: the same in a folder and in a bucket. */
export function objectKey(sha256: string): string {
  if (!isSha256(sha256)) throw new TypeError('not a SHA-256 in lower-case hex');
  return `objects/${sha256.slice(0, 2)}/${sha256.slice(2, 4)}/${sha256}`;
}
