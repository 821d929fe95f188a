import type { Product } from './compose.ts';
import { listTheirMessages } from './modules/incoming-mail/index.ts';
import type { OutgoingActDeps } from './modules/outgoing-mail/index.ts';
import { sealedRegisters } from './modules/registry/index.ts';
import { mailDomains } from './platform/mail/mail-domains.ts';
import type { MailSettings } from './platform/mail/mailer.ts';

/** What of the settings sending by e-mail needs. */
export type MailingSettings = { mail?: MailSettings | undefined; dnsServers?: readonly string[] };

/** What the acts of outgoing mail need besides the product. */
export const outgoingActs = (
  product: Product,
  { mail, dnsServers = [] }: MailingSettings,
): Pick<
  OutgoingActDeps,
  'sealedRegisters' | 'mailConfigured' | 'mailMaxBytes' | 'takesMail' | 'theirMessages'
> => ({
  sealedRegisters: sealedRegisters(product),
  mailConfigured: mail !== undefined,
  mailMaxBytes: mail?.maxBytes ?? null,
  takesMail: mailDomains(dnsServers),
  theirMessages: listTheirMessages,
});
