/** What is no trusted list, or is not signed as one; `code` tells which. */
export class TrustedListError extends Error {
  override readonly name = 'TrustedListError';
  readonly code: 'invalid' | 'unsigned';

  constructor(code: 'invalid' | 'unsigned', cause?: unknown) {
    super(`the trusted list is ${code}`, { cause });
    this.code = code;
  }
}
