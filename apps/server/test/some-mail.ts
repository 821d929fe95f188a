import { connect } from 'node:net';
import { afterAll } from 'vitest';
import type { ArriveDeps } from '../src/modules/incoming-mail/index.ts';
import { systemClock } from '../src/platform/clock.ts';
import type { Db } from '../src/platform/db.ts';
import { newId } from '../src/platform/ids.ts';
import { createLog } from '../src/platform/log.ts';
import { unchecked } from '../src/platform/mail/authenticate/authenticate-mail.ts';
import { createMailReader, type MailReader } from '../src/platform/mail/parse/mail-reader.ts';
import { someDocuments } from './some-documents.ts';

// One process for all the scenes of a file.
let reader: MailReader | undefined;
afterAll(() => reader?.close());

/** What taking messages in stands on, with true stores and the true reader; nobody goes on with what arrives. */
export async function someMail(
  db: Db,
  changes: Partial<ArriveDeps> = {},
): Promise<ArriveDeps & { root: string }> {
  const { files, previews, root } = await someDocuments(db);
  const log = createLog('silent');
  reader ??= createMailReader(log);
  return {
    ...{ db, clock: systemClock, log, files, previews, reader, root },
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

/**
 * Says these lines to a mail server, each after its answer to the one before, and gives what it answered. The message goes
 * with its end mark after `DATA`.
 */
export async function sayToServer(port: number, lines: readonly (string | Buffer)[]): Promise<string[]> {
  const socket = connect(port, '127.0.0.1');
  const answers: string[] = [];
  let text = '';
  const ready = (): boolean =>
    /^\d{3} [^\r\n]*\r\n$/m.test(text.slice(text.lastIndexOf('\n', text.length - 2) + 1));
  try {
    let at = -1;
    for await (const piece of socket) {
      text += piece;
      if (!ready()) continue;
      answers.push(text.trim());
      text = '';
      at += 1;
      const line = lines[at];
      if (line === undefined) break;
      socket.write(line);
    }
  } catch {
    // A server that hangs up has answered, too.
  }
  socket.destroy();
  return answers;
}

/** Hands a message over and gives the server's last word about it. */
export async function handOver(
  port: number,
  message: string | Buffer,
  {
    from = 'ana.pop@exemplu.ro',
    to = ['registratura@lunca-alba.example'],
  }: { from?: string; to?: readonly string[] } = {},
): Promise<string> {
  const body = Buffer.from(Buffer.from(message).toString('latin1').replace(/^\./gm, '..'), 'latin1');
  const answers = await sayToServer(port, [
    'EHLO releu.example\r\n',
    `MAIL FROM:<${from}>\r\n`,
    ...to.map((address) => `RCPT TO:<${address}>\r\n`),
    'DATA\r\n',
    Buffer.concat([body, Buffer.from(body.toString('latin1').endsWith('\r\n') ? '.\r\n' : '\r\n.\r\n')]),
  ]);
  return answers.at(-1) ?? '';
}
