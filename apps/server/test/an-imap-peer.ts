import type { AddressInfo } from 'node:net';
import hoodiecrow from 'hoodiecrow-imap';
import { onTestFinished } from 'vitest';

/** An IMAP server of the test's own with these messages in its INBOX; ends with the file's tests. */
export async function anImapPeer(messages: readonly string[]) {
  const server = hoodiecrow({
    plugins: ['IDLE', 'UIDPLUS', 'MOVE', 'ENABLE', 'ID'],
    storage: {
      INBOX: { uidvalidity: 7, messages: messages.map((raw) => ({ raw, internaldate: received })) },
      '': { separator: '/', folders: { Preluate: {} } },
    },
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => server.close());
  const inbox = () => server.getMailbox('INBOX');
  return {
    port: (server.server.address() as AddressInfo).port,
    username: 'testuser',
    password: 'testpass',
    inbox,
    moved: () => server.getMailbox('Preluate'),
    /** Another message comes in. */
    deliver: (raw: string) => server.appendMessage(inbox(), [], received, raw),
    /** The server was restored from a copy: the same messages under numbers that begin anew. */
    beginUidsAnew() {
      const box = inbox();
      box.uidvalidity += 1;
      box.messages.forEach((message, index) => {
        message.uid = index + 101;
      });
      box.uidnext = box.messages.length + 101;
    },
  };
}

const received = '20-Nov-2026 10:00:00 +0200';
