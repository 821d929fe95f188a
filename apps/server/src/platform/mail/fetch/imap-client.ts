import { ImapFlow } from 'imapflow';

/** A mail server to fetch from, and whom it is told that we are. */
export type ImapServer = {
  readonly host: string;
  readonly port: number;
  readonly security: 'tls' | 'starttls' | 'none';
  readonly username: string;
  readonly password: string;
};

/** What is wrong with a mail server, in its own words where it has any. */
export class ImapFailure extends Error {
  override readonly name = 'ImapFailure';
  /** `sign-in`: it does not let us in; `unreachable`: there is nobody, or the line broke; `refused`: it said no. */
  readonly kind: 'unreachable' | 'sign-in' | 'certificate' | 'refused';

  constructor(kind: ImapFailure['kind'], words: string, cause: unknown) {
    super(words.slice(0, 500), { cause });
    this.kind = kind;
  }
}

const patienceMs = 20_000;

/** Connects and signs in. Errors are `ImapFailure`. The caller closes it. */
export async function openImap(server: ImapServer): Promise<ImapFlow> {
  const client = new ImapFlow({
    host: server.host,
    port: server.port,
    secure: server.security === 'tls',
    // Said in words: the library would otherwise go on without encryption where the server offers none.
    doSTARTTLS: server.security === 'starttls',
    auth: { user: server.username, pass: server.password },
    logger: false,
    connectionTimeout: patienceMs,
    greetingTimeout: patienceMs,
    socketTimeout: 5 * 60_000,
    // Servers may end an IDLE after half an hour (RFC 2177), and routers far sooner.
    maxIdleTime: 4 * 60_000,
    autoIdleDelay: 1_000,
  });
  // Without a listener a line that breaks between two commands would end the process.
  client.on('error', () => {});
  try {
    await client.connect();
    return client;
  } catch (error) {
    client.close();
    throw toImapFailure(error);
  }
}

/** What a mail server's refusal means. */
export function toImapFailure(error: unknown): ImapFailure {
  if (error instanceof ImapFailure) return error;
  const told = typeof error === 'object' && error !== null ? (error as Record<string, unknown>) : {};
  const words = [told.responseText, told.message].find((text) => typeof text === 'string' && text !== '');
  const code = typeof told.code === 'string' ? told.code : '';
  const text = `${words ?? 'unknown'}${code && !String(words).includes(code) ? ` (${code})` : ''}`;
  if (told.authenticationFailed === true) return new ImapFailure('sign-in', text, error);
  if (/CERT|SELF_SIGNED|ALTNAME|UNABLE_TO_VERIFY/.test(code))
    return new ImapFailure('certificate', text, error);
  return new ImapFailure(told.responseStatus === undefined ? 'unreachable' : 'refused', text, error);
}
