import type { AddressInfo } from 'node:net';
import PostalMime, { type Email } from 'postal-mime';
import { SMTPServer } from 'smtp-server';
import { afterAll } from 'vitest';

/** A mail as it came, with those it was for. */
export type ReceivedMail = Email & { readonly recipients: readonly string[] };

/** A mail server of the test's own; it refuses whatever is for `refuzat.example`. Ends with the file's tests. */
export async function aMailServer() {
  const mails: ReceivedMail[] = [];
  let wake = () => {};
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    onRcptTo: ({ address }, _session, done) =>
      done(address.endsWith('@refuzat.example') ? new Error('no such mailbox') : null),
    onData: (stream, session, done) => {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', async () => {
        const recipients = session.envelope.rcptTo.map(({ address }) => address);
        mails.push({ ...(await PostalMime.parse(Buffer.concat(chunks))), recipients });
        done();
        wake();
      });
    },
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  afterAll(() => new Promise<void>((resolve) => server.close(() => resolve())));
  const { port } = server.server.address() as AddressInfo;

  /** Waits until so many have come, and gives them. */
  async function received(count: number): Promise<readonly ReceivedMail[]> {
    while (mails.length < count) {
      await new Promise<void>((resolve) => {
        wake = resolve;
      });
    }
    return mails;
  }
  return { url: `smtp://127.0.0.1:${port}`, mails, received };
}
