import type { LetterExit, LetterKind } from '@opis/contracts';
import type { Tx } from '../../platform/db.ts';
import type { Acting } from '../identity/index.ts';

/** A letter that has just left, or has just come back. */
export type MovedLetter = {
  readonly id: string;
  readonly caseFileId: string;
  readonly kind: LetterKind;
  /** The departure that left, or that came back. */
  readonly departureId: string;
  readonly how: LetterExit;
  /** The plain day on which it left, or came back. */
  readonly on: string;
  readonly at: Date;
};

/**
 * A module above that goes on when letters leave or come back, in the same transaction; wired in `compose.ts`. The terms
 * of the roles that a letter's kind declares are met, and run again, before it is told.
 */
export type LetterSubscriber = {
  left(tx: Tx, acting: Acting, letters: readonly MovedLetter[]): Promise<void>;
  returned(tx: Tx, acting: Acting, letters: readonly MovedLetter[]): Promise<void>;
};
