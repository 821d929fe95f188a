import { createTransport } from 'nodemailer';

/**
 * The institution's mail server and the address that mails leave from. `subaddress`: it delivers `name+anything@` to
 * `name@`. `limits`: dialogues an hour, with one address and in all; `quietMs`: how long the server may be silent;
 * `maxBytes`: the largest message that it takes.
 */
export type MailSettings = {
  url: string;
  from: string;
  subaddress: boolean;
  limits: { perAddress: number; inAll: number };
  quietMs: number;
  maxBytes: number;
};

/** A mail as text; `attachments` as whole files. */
export type Mail = {
  to: string | readonly string[];
  subject: string;
  text: string;
  attachments?: readonly { filename: string; content: Buffer; contentType: string }[];
};

/** Sends mails one by one; `send` throws when the server does not take one. */
export type Mailer = { send(mail: Mail): Promise<void>; close(): void };

const patienceMs = 30_000;

/** Opens the way to the mail server; no connection is made before the first mail. Undefined when none is set. */
export function createMailer(settings: Pick<MailSettings, 'url' | 'from'> | undefined): Mailer | undefined {
  if (settings === undefined) return undefined;
  const transport = createTransport({
    url: settings.url,
    connectionTimeout: patienceMs,
    greetingTimeout: patienceMs,
    socketTimeout: patienceMs,
    // Nothing of a mail is fetched from elsewhere, whatever its text says.
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  return {
    async send({ to, attachments = [], ...mail }) {
      await transport.sendMail({
        ...{ from: settings.from, to: [...[to].flat()], ...mail, attachments: [...attachments] },
        // RFC 3834: nobody's absence answers a machine.
        headers: { 'Auto-Submitted': 'auto-generated' },
      });
    },
    close: () => transport.close(),
  };
}
