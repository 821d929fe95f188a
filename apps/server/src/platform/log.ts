import { type Logger, pino } from 'pino';

export type Log = Logger;

/** Structured log to standard output. Bodies, names and identifiers never go in; ids and codes do. */
export function createLog(level: string): Log {
  return pino({ level, base: null, timestamp: pino.stdTimeFunctions.isoTime });
}
