import type { OutgoingQueue } from '@opis/contracts';

/** Queues of messages, in the order of their tabs. */
export const outgoingQueues = ['asking', 'queued', 'sent', 'all'] as const satisfies readonly OutgoingQueue[];

/** Which messages, as it stands in the address; none: those that wait for a person. */
export type OutgoingSearch = { coada?: OutgoingQueue };

export function readOutgoingSearch({ coada }: Record<string, unknown>): OutgoingSearch {
  const queue = outgoingQueues.find((one) => one === coada);
  return queue && queue !== 'asking' ? { coada: queue } : {};
}
