import type { ErrorCode } from '@opis/contracts';

/**
 * What to tell a caller when the database, and not the request, is at fault: it is away, starting, stopping, too busy
 * or out of room. Undefined for any other error. Whether it was written is not known (a connection may be lost while it
 * commits); the same request with the same `requestId` may be sent again.
 */
export function toDatabaseFailure(error: Error & { code?: unknown }): ErrorCode | undefined {
  const code = typeof error.code === 'string' ? error.code : '';
  if (code === diskFull) return 'internal.storage-full';
  const away =
    systemCodes.has(code) || sqlStates.some((state) => state.test(code)) || said.test(error.message);
  return away ? 'internal.unavailable' : undefined;
}

const diskFull = '53100';

const systemCodes = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'EAI_AGAIN',
]);

const sqlStates = [
  // Connection lost; out of memory, of connections; shut down, crashed or starting.
  /^08...$/,
  /^53...$/,
  /^57P..$/,
  // A disk that does not answer; a standby, or a folder that became read-only; a transaction left standing.
  /^58...$/,
  /^(25006|25P03)$/,
  // Waited too long for a lock or for the statement; gave way to another.
  /^(55P03|57014|40001|40P01)$/,
];

// What `pg` says in words alone.
const said = /Connection terminated|is not queryable|timeout exceeded when trying to connect|timeout expired/;
