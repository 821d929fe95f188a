/** What the QR code of a number holds: label code of its register, year, number, receipt code. */
export const verifyUrl = (base: string, parts: readonly (string | number)[]): string =>
  // Upper case throughout keeps the QR code in its alphanumeric mode, a third smaller; the routes take any case.
  `${base}/v/${parts.join('/')}`.toUpperCase();

/** `7QKD4M2P` → `7QKD-4M2P`, as it is printed and typed. */
export const shownCode = (code: string): string => `${code.slice(0, 4)}-${code.slice(4)}`;
