import type {
  OutgoingAction,
  OutgoingDecision,
  OutgoingPurpose,
  OutgoingState,
  OutgoingTrouble,
} from '@opis/contracts';

/** A message as the sender and the acts find it. */
export type OutgoingMessage = {
  readonly id: string;
  readonly purpose: OutgoingPurpose;
  readonly letterId: string | null;
  readonly entryId: string | null;
  readonly caseFileId: string | null;
  readonly toAddress: string;
  readonly toName: string;
  readonly subject: string;
  readonly body: string;
  readonly inReplyTo: string | null;
  readonly references: readonly string[];
  readonly token: string;
  readonly messageId: string | null;
  readonly rawDocumentId: string | null;
  readonly state: OutgoingState;
  readonly attempts: number;
  readonly nextAt: Date | null;
  readonly queuedAt: Date;
  readonly queuedBy: string;
  readonly onBehalfOf: string | null;
  readonly departureId: string | null;
  readonly decision: OutgoingDecision | null;
};

const minuteMs = 60_000;
// A server that is only busy takes it within minutes (greylisting), one that is down within hours.
const waits = [1, 5, 15, 30, 60, 120];
const longestWait = 240;
const mostTries = 18;

/** When a message that was told to come back is tried next; undefined: it was tried long enough, for over two days. */
export function nextTry(attempts: number, now: Date): Date | undefined {
  if (attempts >= mostTries) return undefined;
  return new Date(now.getTime() + (waits[attempts - 1] ?? longestWait) * minuteMs);
}

/** States in which a letter has a message under way: it may leave in no other way meanwhile. */
export const underWay: readonly OutgoingState[] = ['waiting', 'held', 'sending', 'uncertain'];

/** What somebody who dispatches may do to a message in this state; the server checks the same list. */
export function outgoingActions(state: OutgoingState): OutgoingAction[] {
  const actions: Partial<Record<OutgoingState, OutgoingAction[]>> = {
    waiting: ['send-now', 'withdraw'],
    held: ['send-now', 'withdraw'],
    failed: ['try-again', 'withdraw'],
    uncertain: ['decide'],
  };
  return actions[state] ?? [];
}

/** A code with the last words of the server. */
export type Trouble = { readonly trouble: OutgoingTrouble; readonly reply: string | null };
