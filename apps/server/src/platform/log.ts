import { type Logger, pino } from 'pino';

export type Log = Logger;

/** Structured log. Bodies, names and identifiers never go in; ids and codes do. */
export function createLog(level: string, output: 'stdout' | 'stderr' = 'stdout'): Log {
  const options = {
    level,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    serializers: { err: toLoggedError },
  };
  const destination = pino.destination({ fd: output === 'stdout' ? 1 : 2, sync: true });
  // A terminal that was closed must not end the program before it has stopped the database.
  destination.on('error', () => {});
  return pino(options, destination);
}

type Failure = Error & { code?: unknown; constraint?: unknown; table?: unknown };

// A database error carries the row that it refused in `detail` and `where`: what is not named here stays out.
function toLoggedError(error: Failure) {
  const { name, message, stack, code, constraint, table } = error;
  return { name, message, stack, code, constraint, table };
}
