import type { IncomingMessage } from '@opis/contracts';
import type { Tx } from '../../../platform/db.ts';

/**
 * Goes on with a message that has just come in, in the transaction that keeps it: what it throws keeps the message on
 * the far server, to be tried again. Called once a message, whatever crashes. Wired in `compose.ts`.
 */
export type MessageSubscriber = { arrived(tx: Tx, message: IncomingMessage): Promise<void> };
