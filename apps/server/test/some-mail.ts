import { afterAll } from 'vitest';
import type { ArriveDeps } from '../src/modules/incoming-mail/index.ts';
import { systemClock } from '../src/platform/clock.ts';
import type { Db } from '../src/platform/db.ts';
import { newId } from '../src/platform/ids.ts';
import { createLog, type Log } from '../src/platform/log.ts';
import { unchecked } from '../src/platform/mail/authenticate/authenticate-mail.ts';
import { createMailReader, type MailReader } from '../src/platform/mail/parse/mail-reader.ts';
import { someDocuments } from './some-documents.ts';

// One process for all the scenes of a file; files share this module.
let reader: MailReader | undefined;

function aReader(log: Log): MailReader {
  if (reader === undefined) {
    reader = createMailReader(log);
    afterAll(() => {
      reader?.close();
      reader = undefined;
    });
  }
  return reader;
}

/** What taking messages in stands on, with true stores and the true reader; nobody goes on with what arrives. */
export async function someMail(
  db: Db,
  changes: Partial<ArriveDeps> = {},
): Promise<ArriveDeps & { root: string }> {
  const { files, previews, root } = await someDocuments(db);
  const log = createLog('silent');
  return {
    ...{ db, clock: systemClock, log, files, previews, reader: aReader(log), root },
    authenticate: async () => unchecked,
    maxMessageBytes: 64 * 1024 * 1024,
    uploadSubscribers: [],
    messageSubscribers: [],
    ...changes,
  };
}

/** A mailbox whose mail is handed over. Gives its id. */
export async function aHandedOverMailbox(
  db: Db,
  address = 'registratura@lunca-alba.example',
): Promise<string> {
  const id = newId();
  const now = new Date();
  await db
    .insertInto('mailboxes')
    .values({
      id,
      name: 'Registratura',
      address,
      channel: 'smtp',
      active: true,
      created_at: now,
      changed_at: now,
    })
    .execute();
  return id;
}

/** A mailbox that is fetched from this server, from its first message on. Gives its id. */
export async function aFetchedMailbox(
  db: Db,
  server: { port: number; username: string; secret: Buffer | null },
  changes: { after_fetch?: string; move_to?: string } = {},
): Promise<string> {
  const id = newId();
  const now = new Date();
  await db
    .insertInto('mailboxes')
    .values({
      ...{
        id,
        name: 'Registratura',
        address: 'registratura@lunca-alba.example',
        channel: 'imap',
        active: true,
      },
      ...{
        host: '127.0.0.1',
        port: server.port,
        security: 'none',
        username: server.username,
        secret: server.secret,
      },
      ...{
        folder: 'INBOX',
        after_fetch: 'keep',
        fetch_since: '2020-01-01',
        created_at: now,
        changed_at: now,
      },
      ...changes,
    })
    .execute();
  return id;
}
