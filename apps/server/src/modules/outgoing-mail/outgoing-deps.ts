import type { FileStore } from '../../platform/files/file-store.ts';
import type { deliver } from '../../platform/mail/deliver.ts';
import type { MailSettings } from '../../platform/mail/mailer.ts';
import type { LetterDeps } from '../letters/index.ts';
import type { TheirMessages } from './correspondence.ts';

/** What the use-cases of outgoing mail stand on. */
export type OutgoingMailDeps = LetterDeps & { files: FileStore };

/**
 * What acts of people need besides. `mailConfigured`: there is a server; `takesMail`: whether a domain receives mail;
 * `mailMaxBytes`: the largest message that the server takes.
 */
export type OutgoingActDeps = OutgoingMailDeps & {
  mailConfigured: boolean;
  mailMaxBytes: number | null;
  takesMail(domain: string): Promise<boolean>;
  theirMessages: TheirMessages;
};

/** The proof of a registration as a PDF, by the right of the account that queued its confirmation. */
export type ReceiptPrinter = (asked: {
  entryId: string;
  accountId: string;
}) => Promise<{ name: string; bytes: Buffer }>;

/** What sending needs besides. Without `mail` nothing leaves: it waits. */
export type SendDeps = OutgoingMailDeps & {
  mail: MailSettings | undefined;
  printReceipt: ReceiptPrinter;
  /** How a message is handed over, when not by SMTP: for the seeder. */
  deliver?: typeof deliver;
  /** Pauses before what a server took is written once more, when the database does not answer. Milliseconds. */
  pauses?: readonly number[];
};
