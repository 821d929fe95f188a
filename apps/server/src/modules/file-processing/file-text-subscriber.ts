import type { Tx } from '../../platform/db.ts';

/**
 * Follows what becomes readable, in the transaction that ends its reading; wired in `compose.ts`. Called once a content,
 * again when it was read anew: safe to repeat. Files in which nothing could be read are told of, too.
 */
export type FileTextSubscriber = { textReady(tx: Tx, sha256s: readonly string[]): Promise<void> };
