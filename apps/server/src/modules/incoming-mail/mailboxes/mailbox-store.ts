import { sql } from 'kysely';
import { deriveKey } from '../../../platform/crypto/derive-key.ts';
import { type FieldKeys, openField } from '../../../platform/crypto/field-crypto.ts';
import type { Db, Tx } from '../../../platform/db.ts';
import type { ImapServer } from '../../../platform/mail/fetch/imap-client.ts';

/** A mailbox that is fetched, with what its server needs to hear. */
export type FetchedMailbox = {
  readonly id: string;
  readonly version: number;
  readonly server: ImapServer;
  readonly folder: string;
  readonly afterFetch: 'keep' | 'seen' | 'move' | 'delete';
  readonly moveTo: string | null;
  /** Messages that the server received on an earlier day are left alone. */
  readonly since: Date;
};

/** The key under which passwords of mailboxes are sealed. */
export const mailboxKey = ({ cnpKey }: FieldKeys): Buffer => deriveKey(cnpKey, 'mailbox secrets');

/** Mailboxes to be fetched now. */
export async function listFetchedMailboxes(db: Db | Tx, key: Buffer): Promise<FetchedMailbox[]> {
  const { rows } = await sql<FetchedRow>`
    SELECT mailboxes.id, mailboxes.version, mailboxes.host, mailboxes.port, mailboxes.security, mailboxes.username,
      mailboxes.secret, mailboxes.folder, mailboxes.after_fetch, mailboxes.move_to,
      mailboxes.fetch_since
    FROM mailboxes WHERE mailboxes.channel = 'imap' AND mailboxes.active ORDER BY mailboxes.id
  `.execute(db);
  return rows.map((row) => ({
    id: row.id,
    version: row.version,
    server: {
      host: row.host,
      port: row.port,
      security: row.security,
      username: row.username,
      password: row.secret === null ? '' : openField(key, row.id, row.secret),
    },
    folder: row.folder,
    afterFetch: row.after_fetch,
    moveTo: row.move_to,
    since: new Date(`${row.fetch_since}T00:00:00Z`),
  }));
}

type FetchedRow = {
  id: string;
  version: number;
  host: string;
  port: number;
  security: ImapServer['security'];
  username: string;
  secret: Buffer | null;
  folder: string;
  after_fetch: FetchedMailbox['afterFetch'];
  move_to: string | null;
  fetch_since: string;
};

/**
 * Which mailbox mail for an address is handed over to: `registratura+token@…` is `registratura@…`. Undefined when it is
 * nobody's here.
 */
export async function findMailboxFor(db: Db | Tx, address: string): Promise<string | undefined> {
  const at = address.lastIndexOf('@');
  const plain = `${address.slice(0, at).split('+', 1)[0]}${address.slice(at)}`;
  const { rows } = await sql<{ id: string }>`
    SELECT mailboxes.id FROM mailboxes
    WHERE mailboxes.channel = 'smtp' AND mailboxes.active AND mailboxes.address IN (${address}, ${plain})
    ORDER BY mailboxes.address = ${address} DESC LIMIT 1
  `.execute(db);
  return rows[0]?.id;
}
