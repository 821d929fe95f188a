import { LetterQueue } from '@opis/contracts';

/** Which queue of letters, as it stands in the address; none: what is to send. */
export type LettersSearch = { coada?: LetterQueue };

export function readLettersSearch(search: Record<string, unknown>): LettersSearch {
  const queue = LetterQueue.safeParse(search.coada).data;
  return queue && queue !== 'to-send' ? { coada: queue } : {};
}
