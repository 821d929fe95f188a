import { randomBytes } from 'node:crypto';

// Crockford's letters, small: a local part keeps its case nowhere, and nothing in it reads as something else.
const letters = '0123456789abcdefghjkmnpqrstvwxyz';
const tokenForm = /^[0-9a-hjkmnp-tv-z]{26}$/;
const tokenBytes = 16;

/** 128 random bits as 26 letters, the same in small and capital ones: what an answer is known by. */
export function newToken(): string {
  const bits = BigInt(`0x${randomBytes(tokenBytes).toString('hex')}`);
  return Array.from({ length: 26 }, (_, at) => letters[Number((bits >> BigInt(125 - at * 5)) & 31n)]).join(
    '',
  );
}

/**
 * `registratura@primarie.ro` → `registratura+<token>@primarie.ro` (subaddressing, RFC 5233); the plain address where the
 * institution's server knows no such names: then the Message-ID alone carries the token.
 */
export function replyAddress(
  { from, subaddress }: { from: string; subaddress: boolean },
  token: string,
): string {
  if (!subaddress) return from;
  const at = from.lastIndexOf('@');
  return `${from.slice(0, at)}+${token}${from.slice(at)}`;
}

/** `<token>.<id of the message>@<domain of the sender>`, without angle brackets. */
export const messageIdOf = (message: { id: string; token: string }, from: string): string =>
  `${message.token}.${message.id}${from.slice(from.lastIndexOf('@'))}`;

/** The tokens that addresses of ours (`x+<token>@y`) and Message-IDs (`<token>.x@y`) name; each once, in this order. */
export function readTokens(named: {
  addresses?: readonly string[] | undefined;
  references?: readonly string[] | undefined;
}): string[] {
  const inAddress = (named.addresses ?? []).map((address) => {
    const local = address.slice(0, Math.max(address.lastIndexOf('@'), 0));
    return local.slice(local.lastIndexOf('+') + 1);
  });
  const inReference = (named.references ?? []).map(
    (reference) => reference.replace(/^\s*</, '').split('.', 1)[0] ?? '',
  );
  const found = [...inAddress, ...inReference]
    .map((text) => text.toLowerCase())
    .filter((text) => tokenForm.test(text));
  return [...new Set(found)];
}
