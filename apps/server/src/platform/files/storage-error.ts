import { AppError } from '@opis/contracts';

const full = new Set(['ENOSPC', 'EDQUOT']);

/** What a disk or a bucket says, as an error for the caller; an `AppError` passes as it is. */
export function toStorageError(error: unknown): AppError {
  if (error instanceof AppError) return error;
  const code = systemCode(error);
  return full.has(code)
    ? new AppError('dependency', 'document.storage-full', {
        message: `storage is full (${code})`,
        cause: error,
      })
    : new AppError('dependency', 'document.storage-unavailable', {
        message: `storage failed (${code})`,
        cause: error,
      });
}

/** True when the system says that there is no such file. */
export const isMissing = (error: unknown): boolean => systemCode(error) === 'ENOENT';

function systemCode(error: unknown): string {
  if (typeof error !== 'object' || error === null) return 'unknown';
  if ('code' in error && typeof error.code === 'string') return error.code;
  return 'name' in error && typeof error.name === 'string' ? error.name : 'unknown';
}
