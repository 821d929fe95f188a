import { Readable } from 'node:stream';
import { parseConnectionUrl } from 'nodemailer/lib/shared';
import SMTPConnection from 'nodemailer/lib/smtp-connection';

/** A message as it is sent, byte for byte, with who hears of it (RFC 3461) under which `id`. */
export type RawMail = {
  readonly from: string;
  readonly to: string;
  readonly raw: Buffer;
  readonly id: string;
};

/**
 * What became of one dialogue. `deferred`: told to come back; `refused`: for good; `unreachable`: nobody was asked;
 * `interrupted`: it broke before the message was whole, so nobody can have taken it; `uncertain`: it broke after, and
 * only the server knows. `reply`: its last words, or what broke.
 */
export type Delivery = {
  readonly outcome: 'accepted' | 'deferred' | 'refused' | 'unreachable' | 'interrupted' | 'uncertain';
  readonly reply: string;
};

/** How a dialogue is led: `signal` gives it up while that is harmless, `quietMs` is how long the server may be silent. */
export type DeliverOptions = {
  readonly url: string;
  readonly quietMs: number;
  readonly signal?: AbortSignal | undefined;
  /**
   * Called once, when all but the last bytes were given out: what it throws stops the message while the server cannot have
   * taken it. Whoever returns from it accepts that from now on only the server knows.
   */
  beforeLastBytes(): Promise<void>;
};

const longestReply = 500;
const heldBack = 64;
// Small ones, so that the last is asked for only when the socket has taken those before it.
const pieceBytes = 64 * 1024;

/** Hands one message to the server; never throws for what a server does, nor for what the network does. */
export async function deliver(mail: RawMail, options: DeliverOptions): Promise<Delivery> {
  const { auth, ...server } = parseConnectionUrl(options.url);
  const connection = new SMTPConnection({
    ...server,
    connectionTimeout: options.quietMs,
    greetingTimeout: options.quietMs,
    socketTimeout: options.quietMs,
    socketCloseTimeout: 0,
  });
  const stage: Stage = { at: 'connecting' };
  const stop = () => {
    if (stage.at !== 'given') connection.close();
  };
  options.signal?.addEventListener('abort', stop);
  try {
    options.signal?.throwIfAborted();
    await whileOpen(connection, (done) => connection.connect(done));
    if (auth?.user) await whileOpen(connection, (done) => connection.login(auth, done));
    stage.at = 'talking';
    return { outcome: 'accepted', reply: cut(await send(connection, mail, { stage, options })) };
  } catch (error) {
    return { outcome: judge(stage, error), reply: describe(error) };
  } finally {
    options.signal?.removeEventListener('abort', stop);
    if (stage.at === 'done') connection.quit();
    else connection.close();
  }
}

/** How far the dialogue is; `given`: the last bytes are out, or on their way. */
type Stage = { at: 'connecting' | 'talking' | 'given' | 'done' };
type Ended = (error?: Error | null) => void;

// A connection that ends answers none of the callbacks that still wait.
function whileOpen(connection: SMTPConnection, work: (done: Ended) => void): Promise<void> {
  return new Promise((resolve, reject) => {
    const broke = (error: Error) => reject(error);
    const ended = () => reject(new Error('the connection was closed'));
    connection.once('error', broke);
    connection.once('end', ended);
    work((error) => {
      connection.off('error', broke);
      connection.off('end', ended);
      if (error) reject(error);
      else resolve();
    });
  });
}

async function send(
  connection: SMTPConnection,
  { from, to, raw, id }: RawMail,
  { stage, options }: { stage: Stage; options: DeliverOptions },
): Promise<string> {
  async function* pieces() {
    // Nothing is taken as whole before its end: what is held back decides.
    const last = Math.max(raw.length - heldBack, 0);
    for (let from = 0; from < last; from += pieceBytes)
      yield raw.subarray(from, Math.min(from + pieceBytes, last));
    await options.beforeLastBytes();
    stage.at = 'given';
    yield raw.subarray(last);
  }
  const envelope = {
    ...{ from, to: [to], size: raw.length, use8BitMime: raw.some((byte) => byte > 127) },
    dsn: { id, return: 'headers', notify: ['failure', 'delay', 'success'], recipient: `rfc822;${to}` },
  };
  let reply = '';
  await whileOpen(connection, (done) =>
    connection.send(envelope, Readable.from(pieces(), { objectMode: false }), (error, info) => {
      reply = info?.response ?? '';
      done(error);
    }),
  );
  stage.at = 'done';
  return reply;
}

function judge(stage: Stage, error: unknown): Delivery['outcome'] {
  const { code, isFinal } = replyOf(error);
  if (stage.at === 'connecting') return 'unreachable';
  if (code === undefined) return stage.at === 'given' ? 'uncertain' : 'interrupted';
  return isFinal ? 'refused' : 'deferred';
}

// 421 ends the dialogue, also instead of an answer to the message: it was not taken (RFC 5321, 3.8). 503 says that the
// dialogue went wrong, not the message.
function replyOf(error: unknown): { code: number | undefined; isFinal: boolean } {
  if (!(error instanceof Error)) return { code: undefined, isFinal: false };
  if ('code' in error && error.code === 'EMESSAGE' && !('responseCode' in error)) {
    // Larger than the server said that it takes: not even tried.
    return { code: 552, isFinal: true };
  }
  const code =
    'responseCode' in error && typeof error.responseCode === 'number' ? error.responseCode : undefined;
  return { code, isFinal: code !== undefined && code >= 500 && code !== 503 };
}

function describe(error: unknown): string {
  if (error instanceof Error && 'response' in error && typeof error.response === 'string')
    return cut(error.response);
  return cut(error instanceof Error ? error.message : 'unknown');
}

const cut = (text: string) => text.replace(/\s+/g, ' ').trim().slice(0, longestReply);
