import type { AddressInfo } from 'node:net';
import { BlockList } from 'node:net';
import { Readable } from 'node:stream';
import { AppError } from '@opis/contracts';
import { SMTPServer, type SMTPServerSession } from 'smtp-server';
import type { Log } from '../../log.ts';

/** What servers told each other about a message. `from` is empty of a report; addresses are in lower case. */
export type MailEnvelope = {
  readonly from: string;
  readonly to: readonly string[];
  /** Who handed it to the relay, when that says so (XFORWARD). */
  readonly client: { readonly address: string | null; readonly helo: string | null };
};

/** What becomes of messages that are handed over. */
export type MailReceiver = {
  /** False for an address that is nobody's here. */
  accepts(address: string): Promise<boolean>;
  /** Keeps a message for good: only when this has returned is it ours. Throws, and the other side tries again. */
  keep(envelope: MailEnvelope, message: Readable): Promise<void>;
};

/** How mail is taken in; each is a setting of `docs/settings.md`. */
export type MailIntakeSettings = {
  readonly host: string;
  readonly port: number;
  readonly protocol: 'smtp' | 'lmtp';
  /** Addresses and networks that may hand over mail. */
  readonly peers: readonly string[];
  readonly maxBytes: number;
};

const mostConnections = 20;
const mostRecipients = 100;

/**
 * Listens for a mail server that hands messages over, by SMTP or LMTP. It answers „250” when a message is kept and never
 * before; what cannot be kept now is answered „451”, and the other side keeps it.
 */
export async function startMailIntake(
  deps: { log: Log; receiver: MailReceiver },
  settings: MailIntakeSettings,
): Promise<{ port: number; stop(): Promise<void> }> {
  const { log, receiver } = deps;
  const peers = toBlockList(settings.peers);
  const server = new SMTPServer({
    name: 'opis',
    banner: 'Opis',
    lmtp: settings.protocol === 'lmtp',
    size: settings.maxBytes,
    disabledCommands: ['AUTH', 'STARTTLS'],
    authOptional: true,
    disableReverseLookup: true,
    useXForward: true,
    maxClients: mostConnections,
    socketTimeout: 120_000,
    closeTimeout: 5_000,
    logger: false,
    onConnect: (session, done) =>
      done(isPeer(peers, session.remoteAddress) ? null : answer(554, 'not for you')),
    onRcptTo: ({ address }, session, done) => {
      if (session.envelope.rcptTo.length >= mostRecipients) return done(answer(452, 'too many recipients'));
      receiver.accepts(address.toLowerCase()).then(
        (accepted) => done(accepted ? null : answer(550, 'no such mailbox here')),
        () => done(answer(451, 'try again later')),
      );
    },
    onData: (stream, session, done) => {
      take(receiver, stream, session).then(
        () => done(null, 'kept'),
        (error) => {
          stream.resume();
          log.warn({ reason: error instanceof Error ? error.message : 'unknown' }, 'message not taken in');
          done(toAnswer(error, stream.sizeExceeded));
        },
      );
    },
  });
  server.on('error', (error) => log.warn({ reason: error.message }, 'mail intake'));
  await new Promise<void>((resolve, reject) => {
    server.server.once('error', reject);
    server.listen(settings.port, settings.host, () => {
      server.server.off('error', reject);
      resolve();
    });
  });
  const { port } = server.server.address() as AddressInfo;
  return { port, stop: () => new Promise<void>((resolve) => server.close(() => resolve())) };
}

async function take(
  receiver: MailReceiver,
  stream: Readable & { sizeExceeded: boolean },
  session: SMTPServerSession,
) {
  const { mailFrom, rcptTo } = session.envelope;
  const client = { address: forwarded(session, 'ADDR'), helo: forwarded(session, 'HELO') };
  const envelope = {
    from: (mailFrom ? mailFrom.address : '').toLowerCase(),
    to: rcptTo.map(({ address }) => address.toLowerCase()),
    client,
  };
  await receiver.keep(envelope, refuseOversize(stream));
}

// The library goes on reading to the end of a message that is too large; it is thrown away as it comes.
function refuseOversize(stream: Readable & { sizeExceeded: boolean }): Readable {
  async function* pieces() {
    for await (const piece of stream) {
      if (stream.sizeExceeded) throw new AppError('validation', 'document.too-large');
      yield piece;
    }
    if (stream.sizeExceeded) throw new AppError('validation', 'document.too-large');
  }
  return Readable.from(pieces(), { objectMode: false });
}

const forwarded = ({ xForward }: SMTPServerSession, key: string): string | null => {
  const value = xForward.get(key);
  return typeof value === 'string' && value !== '' ? value.slice(0, 255) : null;
};

function toAnswer(error: unknown, tooLarge: boolean): Error {
  if (tooLarge) return answer(552, 'message too large');
  if (error instanceof AppError && error.code === 'document.empty') return answer(554, 'no message');
  return answer(451, 'not kept, try again later');
}

const answer = (responseCode: number, message: string): Error =>
  Object.assign(new Error(message), { responseCode });

function toBlockList(peers: readonly string[]): BlockList {
  const list = new BlockList();
  for (const peer of peers) {
    const [address = '', bits] = peer.split('/');
    const family = address.includes(':') ? 'ipv6' : 'ipv4';
    if (bits === undefined) list.addAddress(address, family);
    else list.addSubnet(address, Number(bits), family);
  }
  return list;
}

function isPeer(peers: BlockList, remote: string): boolean {
  const address = remote.replace(/^::ffff:/i, '');
  return peers.check(address, address.includes(':') ? 'ipv6' : 'ipv4');
}
