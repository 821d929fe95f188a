import type { Tx } from '../../platform/db.ts';
import type { ReceivedFile } from '../../platform/files/file-store.ts';
import type { UploadSubscriber } from './document-deps.ts';
import { takeBlob } from './upload-store.ts';

/** Bytes that came from outside, examined as far as they could be. */
export type ReceivedPart = { readonly file: ReceivedFile; readonly pages: number | undefined };

/**
 * Names bytes for a holder of its own, such as a message that came in, in the transaction that writes the holder's rows:
 * they must be in a table that the sweeper asks (`NamingColumn`). Whoever looks at files is told, in an order that two
 * holders of the same bytes have in common.
 */
export async function keepReceived(
  tx: Tx,
  parts: readonly ReceivedPart[],
  { at, subscribers }: { at: Date; subscribers: readonly UploadSubscriber[] },
): Promise<void> {
  const bySha256 = new Map(parts.map((part) => [part.file.sha256, part]));
  for (const sha256 of [...bySha256.keys()].sort()) {
    const part = bySha256.get(sha256);
    if (part === undefined) continue;
    await takeBlob(tx, part.file, { pages: part.pages, at });
    await part.file.keep();
    for (const subscriber of subscribers) await subscriber.arrived(tx, part.file);
  }
}
