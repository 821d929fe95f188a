import type { LetterQueue } from '@opis/contracts';

/** Queues of letters, in the order of their tabs. */
export const letterQueues = ['to-send', 'mine', 'unit', 'sent'] as const satisfies readonly LetterQueue[];

/** Which queue of letters, as it stands in the address; none: what is to send. */
export type LettersSearch = { coada?: LetterQueue };

export function readLettersSearch({ coada }: Record<string, unknown>): LettersSearch {
  const queue = letterQueues.find((one) => one === coada);
  return queue && queue !== 'to-send' ? { coada: queue } : {};
}
