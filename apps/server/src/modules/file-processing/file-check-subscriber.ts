import type { Tx } from '../../platform/db.ts';

/**
 * Follows what the antivirus said, in the transaction that ends its work; wired in `compose-processing.ts`. Called again
 * when a file is looked at anew: safe to repeat.
 */
export type FileCheckSubscriber = { checked(tx: Tx, sha256: string): Promise<void> };
