import type { AddressInfo, Socket } from 'node:net';
import PostalMime, { type Email } from 'postal-mime';
import { SMTPServer, type SMTPServerEnvelope } from 'smtp-server';
import { afterAll } from 'vitest';
import type { MailSettings } from '../src/platform/mail/mailer.ts';

/**
 * How the peer behaves in one dialogue. `close-before`: after DATA was begun; `take-and-close`: it keeps the message and goes
 * without an answer; `drop-and-close`: it goes without either; `silent`: keeps it and says nothing.
 */
export type PeerMood =
  | 'accept'
  | 'busy'
  | 'refuse'
  | 'refuse-recipient'
  | 'busy-recipient'
  | 'close-before'
  | 'take-and-close'
  | 'drop-and-close'
  | 'silent';

/** A message that the peer took, with the envelope that it came in. */
export type TakenMail = Omit<Email, 'from' | 'to'> & { from: string; to: string; raw: Buffer; dsn: unknown };

const failure = (code: number, text: string) => Object.assign(new Error(text), { responseCode: code });

/** A mail server of the test's own, whose mood is chosen for each dialogue. Ends with the file's tests. */
export async function aMailPeer() {
  const taken: TakenMail[] = [];
  let moods: PeerMood[] = [];
  let mood: PeerMood = 'accept';
  let dialogues = 0;
  let atData: () => Promise<void> = async () => {};
  const sockets = new Set<Socket>();
  const close = () => {
    for (const socket of sockets) socket.destroy();
  };
  async function keep(raw: Buffer, { mailFrom, rcptTo }: SMTPServerEnvelope) {
    const [from, to] = [mailFrom === false ? '' : mailFrom.address, rcptTo[0]?.address ?? ''];
    taken.push({ ...(await PostalMime.parse(raw)), from, to, raw, dsn: rcptTo[0] });
  }
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    hideENHANCEDSTATUSCODES: false,
    hideDSN: false,
    onConnect(_session, done) {
      dialogues++;
      mood = moods.shift() ?? 'accept';
      done();
    },
    onRcptTo(_address, _session, done) {
      if (mood === 'refuse-recipient') return done(failure(550, '5.1.1 no such mailbox'));
      if (mood === 'busy-recipient') return done(failure(450, '4.2.0 greylisted, come back'));
      done();
    },
    onData(stream, session, done) {
      const chunks: Buffer[] = [];
      const now = mood;
      if (now === 'close-before') {
        stream.resume();
        return close();
      }
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', async () => {
        await atData();
        const raw = Buffer.concat(chunks);
        if (now === 'busy') return done(failure(451, '4.3.0 try again later'));
        if (now === 'refuse') return done(failure(554, '5.7.1 not wanted'));
        if (now !== 'drop-and-close') await keep(raw, session.envelope);
        if (now === 'take-and-close' || now === 'drop-and-close') return close();
        if (now !== 'silent') done();
      });
    },
  });
  server.server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
  });
  // A client that goes away in the middle is what some tests are about.
  server.on('error', () => {});
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const stop = () => {
    close();
    return new Promise<void>((resolve) => server.close(() => resolve()));
  };
  afterAll(stop);
  const { port } = server.server.address() as AddressInfo;
  const mail: MailSettings = {
    url: `smtp://127.0.0.1:${port}`,
    from: 'registratura@valea-mica.example',
    subaddress: true,
    limits: { perAddress: 1000, inAll: 100_000 },
    quietMs: 2_000,
    maxBytes: 5_000_000,
  };
  return {
    mail,
    taken,
    close,
    dialogues: () => dialogues,
    /** How it behaves in the next dialogues, one after another; well after those. */
    behave: (...next: PeerMood[]) => {
      moods = next;
    },
    /** Called when a message is whole, before it is answered. */
    whenWhole: (work: () => Promise<void>) => {
      atData = work;
    },
  };
}
