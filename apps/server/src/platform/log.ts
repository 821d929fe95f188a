import { type Logger, pino } from 'pino';

export type Log = Logger;

/** Structured log. Bodies, names and identifiers never go in; ids and codes do. */
export function createLog(level: string, output: 'stdout' | 'stderr' = 'stdout'): Log {
  const options = { level, base: null, timestamp: pino.stdTimeFunctions.isoTime };
  return pino(options, pino.destination({ fd: output === 'stdout' ? 1 : 2, sync: true }));
}
