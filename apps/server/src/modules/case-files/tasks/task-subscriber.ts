import type { Tx } from '../../../platform/db.ts';
import type { Acting } from '../../identity/index.ts';
import type { Settlement, Task } from './task.ts';

/** A task that was just answered, sent back or withdrawn. */
export type SettledTask = Task &
  Settlement & {
    readonly acting: Acting;
    readonly at: Date;
    /** Nothing of its line is asked any more. */
    readonly lineOver: boolean;
    /** The line is over and every step of it was answered, none unfavourably. */
    readonly lineApproved: boolean;
  };

/**
 * A module above that asked for something and goes on when it is settled, in the same transaction; wired in
 * `compose.ts`. It is told of every task: it looks at those whose subject is its own.
 */
export type TaskSubscriber = {
  answered(tx: Tx, tasks: readonly SettledTask[]): Promise<void>;
};
