import type { Operator } from './identity-deps.ts';

/** Whoever sits at the machine and types commands. */
export const commandLine: Operator = { accountId: null, via: 'command-line' };
