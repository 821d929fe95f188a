import type { ErrorCode } from './error-codes.ts';

/** What kind of failure it is; one table at the HTTP edge maps it to a status. */
export type ErrorFamily =
  | 'validation'
  | 'unauthenticated'
  | 'forbidden'
  | 'not-found'
  | 'conflict'
  | 'limit-exceeded'
  | 'dependency';

/** One wrong field: `path` as in the request body (`sender.cnp`), `code` names the Romanian sentence. */
export type FieldError = { path: string; code: ErrorCode };

/**
 * The only failure that product code throws on purpose. `code` is stable and closed; people read the Romanian
 * sentence that the catalogue holds for it; `message` is English, for the log, and holds no personal data.
 */
export class AppError extends Error {
  override readonly name = 'AppError';
  readonly family: ErrorFamily;
  readonly code: ErrorCode;
  readonly fields: readonly FieldError[];
  readonly details: Readonly<Record<string, string | number | boolean>>;
  /** Of a conflict: what others did meanwhile, as the answer shows it to the person. */
  readonly conflict: object | undefined;

  constructor(
    family: ErrorFamily,
    code: ErrorCode,
    options: {
      message?: string;
      fields?: readonly FieldError[];
      details?: Readonly<Record<string, string | number | boolean>>;
      conflict?: object;
      cause?: unknown;
    } = {},
  ) {
    super(options.message ?? code, { cause: options.cause });
    this.family = family;
    this.code = code;
    this.fields = options.fields ?? [];
    this.details = options.details ?? {};
    this.conflict = options.conflict;
  }
}
