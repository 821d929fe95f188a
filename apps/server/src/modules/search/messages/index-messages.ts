import type { Tx } from '../../../platform/db.ts';
import { findTextKeys, type KeyReading } from '../documents/text-keys.ts';
import { keys } from '../entry-keys.ts';
import { takeOutCnps, toIndexedWords, withGaps } from '../search-words.ts';
import {
  type IndexableMessage,
  type MessageRow,
  readIndexableMessages,
  writeMessageRows,
} from './message-store.ts';

/** Writes the rows of these messages; a message once kept stays, so that no row ever goes. */
export async function indexMessages(tx: Tx, ids: readonly string[], reading: KeyReading): Promise<void> {
  const messages = await readIndexableMessages(tx, ids);
  await writeMessageRows(
    tx,
    messages.map((message) => toMessageRow(message, reading)),
  );
}

function toMessageRow(message: IndexableMessage, reading: KeyReading): MessageRow {
  const { id, fromName, fromAddress, subject, text, quoted, fileNames } = message;
  const words = (texts: readonly (string | null)[]) =>
    withGaps(
      texts.flatMap((one) => (one === null ? [] : [toIndexedWords(takeOutCnps(one, reading.today).rest)])),
    );
  const found = [subject, text, ...fileNames].flatMap((one) => findTextKeys(one, reading));
  const spokenOf = quoted.map(({ number, year }) => keys.spokenOf(number, year));
  return {
    message_id: id,
    names: words([fromName, fromAddress]),
    subject: words([subject]),
    words: words([text, ...fileNames]),
    keys: [...new Set([...found.map(({ key }) => key), ...spokenOf])],
  };
}
