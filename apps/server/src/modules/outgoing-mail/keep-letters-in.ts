import type { LetterSubscriber } from '../letters/index.ts';
import { requireNoneUnderWay } from './acts/send-letter.ts';

/** A letter whose message is under way leaves in no other way: that would be a second answer. */
export const outgoingLetterSubscriber: LetterSubscriber = {
  async left(tx, _acting, letters) {
    for (const { id } of letters) await requireNoneUnderWay(tx, id);
  },
  async returned() {},
};
