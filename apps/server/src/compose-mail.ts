import type { Product } from './compose.ts';
import { messageSubscribers } from './message-subscribers.ts';
import { processUploads } from './modules/file-processing/index.ts';
import { type ArriveDeps, mailboxKey, mailReceiver, startFetching } from './modules/incoming-mail/index.ts';
import { examineUploads } from './modules/signatures/index.ts';
import { mailAuthenticator } from './platform/mail/authenticate/authenticate-mail.ts';
import { type MailIntakeSettings, startMailIntake } from './platform/mail/intake/mail-intake.ts';
import { createMailReader } from './platform/mail/parse/mail-reader.ts';
import { createPreviews } from './platform/preview/previews.ts';

/** What of the settings taking mail in needs; each stands in `docs/settings.md`. */
export type MailInSettings = {
  maxMessageBytes: number;
  dnsServers?: readonly string[];
  /** Undefined: nobody hands messages over, they are fetched. */
  mailIntake?: Omit<MailIntakeSettings, 'maxBytes'> | undefined;
};

/** What taking messages in stands on; `close` ends the helpers that were started for it. */
export function composeMail(
  product: Product,
  { maxMessageBytes, dnsServers = [] }: MailInSettings,
): { deps: ArriveDeps; close(): void } {
  const reader = createMailReader(product.log);
  const previews = createPreviews(product.log);
  const deps: ArriveDeps = {
    ...product,
    ...{ reader, previews, maxMessageBytes },
    authenticate: mailAuthenticator(dnsServers),
    uploadSubscribers: [processUploads, examineUploads],
    messageSubscribers: messageSubscribers(product),
  };
  const close = () => {
    reader.close();
    previews.close();
  };
  return { deps, close };
}

/** Fetches the mailboxes and, when the settings say so, listens for a mail server, until `stop`. */
export async function startMailIn(
  product: Product,
  settings: MailInSettings,
): Promise<{ port: number | undefined; stop(): Promise<void> }> {
  const { deps, close } = composeMail(product, settings);
  const fetching = startFetching(deps, mailboxKey(product.keys));
  const { mailIntake, maxMessageBytes: maxBytes } = settings;
  const intake = mailIntake
    ? await startMailIntake({ ...deps, receiver: mailReceiver(deps) }, { ...mailIntake, maxBytes })
    : undefined;
  const stop = async () => {
    await intake?.stop();
    await fetching.stop();
    close();
  };
  return { port: intake?.port, stop };
}
