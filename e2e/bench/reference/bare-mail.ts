import { randomUUID } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { type Db, namedQuery } from '../../../apps/server/src/platform/db.ts';
import { createLog } from '../../../apps/server/src/platform/log.ts';
import { startMailIntake } from '../../../apps/server/src/platform/mail/intake/mail-intake.ts';

/** The reference: the same door, which only keeps what it is handed, in a file and a row. */
export type BareMail = { port: number; kept(): Promise<number>; stop(): Promise<void> };

/** `db`: a database of its own on the product's PostgreSQL. A message is „250” when its file is flushed and its row is there. */
export async function openBareMail(db: Db, folder: string): Promise<BareMail> {
  await mkdir(folder, { recursive: true });
  await namedQuery(db, 'bench-mail-table', createTable, []);
  const receiver = {
    accepts: async () => true,
    keep: async ({ from }: { from: string }, message: NodeJS.ReadableStream) => {
      const id = randomUUID();
      await pipeline(message, createWriteStream(join(folder, id), { flush: true }));
      await namedQuery(db, 'bench-mail-keep', insertRow, [id, from]);
    },
  };
  const log = createLog('warn', 'stderr');
  const settings = { host: '127.0.0.1', port: 0, protocol: 'smtp', peers: ['127.0.0.1'] } as const;
  const { port, stop } = await startMailIntake({ log, receiver }, { ...settings, maxBytes: 10_000_000 });
  const kept = async () => {
    const [row] = await namedQuery<{ count: number }>(db, 'bench-mail-count', countRows, []);
    return row?.count ?? 0;
  };
  return { port, kept, stop };
}

const createTable = `CREATE TABLE IF NOT EXISTS kept_messages
  (id uuid PRIMARY KEY, sender text NOT NULL, received_at timestamptz NOT NULL DEFAULT now())`;
const insertRow = 'INSERT INTO kept_messages (id, sender) VALUES ($1, $2)';
const countRows = 'SELECT count(*)::int AS count FROM kept_messages';
