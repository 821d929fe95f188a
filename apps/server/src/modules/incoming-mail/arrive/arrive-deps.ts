import type { Clock } from '../../../platform/clock.ts';
import type { Db } from '../../../platform/db.ts';
import type { FileStore } from '../../../platform/files/file-store.ts';
import type { Log } from '../../../platform/log.ts';
import type { MailAuthenticator } from '../../../platform/mail/authenticate/authenticate-mail.ts';
import type { MailReader } from '../../../platform/mail/parse/mail-reader.ts';
import type { Previews } from '../../../platform/preview/previews.ts';
import type { UploadSubscriber } from '../../documents/index.ts';
import type { MessageSubscriber } from './message-subscriber.ts';

/** What taking messages in stands on. */
export type ArriveDeps = {
  readonly db: Db;
  readonly clock: Clock;
  readonly log: Log;
  readonly files: FileStore;
  readonly reader: MailReader;
  readonly previews: Previews;
  readonly authenticate: MailAuthenticator;
  /** A message above it is refused. */
  readonly maxMessageBytes: number;
  /** Who looks at every file that comes. */
  readonly uploadSubscribers: readonly UploadSubscriber[];
  readonly messageSubscribers: readonly MessageSubscriber[];
};
