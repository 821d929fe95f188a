import {
  AppError,
  type Mailbox,
  type Mailboxes,
  type SaveMailboxRequest,
  type TestMailboxRequest,
  type TestMailboxResponse,
} from '@opis/contracts';
import { sql } from 'kysely';
import { DatabaseError } from 'pg';
import { claimCommand } from '../../../platform/claim-command.ts';
import type { Clock } from '../../../platform/clock.ts';
import { type FieldKeys, openField, sealField } from '../../../platform/crypto/field-crypto.ts';
import type { Db, Tx } from '../../../platform/db.ts';
import { ImapFailure, openImap } from '../../../platform/mail/fetch/imap-client.ts';
import { recordEvent } from '../../events/index.ts';
import { type Actor, requirePermission } from '../../identity/index.ts';
import { mailboxKey } from './mailbox-store.ts';

/** What setting up mailboxes stands on. */
export type MailboxDeps = { readonly db: Db; readonly clock: Clock; readonly keys: FieldKeys };

/** Every mailbox, with how it goes; for who sets up the house. */
export async function listMailboxes({ db }: MailboxDeps, actor: Actor): Promise<Mailboxes> {
  requirePermission(actor, 'organisation.manage', null);
  const { rows } = await sql<Mailbox & { checkedAt: Date | null }>`
    SELECT mailboxes.id, mailboxes.version, mailboxes.name, mailboxes.address, mailboxes.channel, mailboxes.active,
      CASE WHEN mailboxes.channel = 'imap' THEN jsonb_build_object('host', mailboxes.host, 'port', mailboxes.port,
        'security', mailboxes.security, 'username', mailboxes.username, 'folder', mailboxes.folder,
        'hasPassword', mailboxes.secret IS NOT NULL) END AS server,
      mailboxes.after_fetch AS "afterFetch", mailboxes.move_to AS "moveTo", mailboxes.fetch_since AS "fetchSince",
      CASE WHEN units.id IS NOT NULL THEN jsonb_build_object('code', units.code, 'name', units.name) END AS unit,
      CASE WHEN offices.id IS NOT NULL THEN jsonb_build_object('code', offices.code, 'name', offices.name) END AS office,
      mailbox_states.checked_at AS "checkedAt", mailbox_states.failure,
      (SELECT count(*) FROM incoming_messages WHERE incoming_messages.mailbox_id = mailboxes.id)::int AS messages,
      (SELECT count(*) FROM mailbox_uids WHERE mailbox_uids.mailbox_id = mailboxes.id
        AND mailbox_uids.problem IS NOT NULL)::int AS "leftThere"
    FROM mailboxes
    LEFT JOIN units ON units.id = mailboxes.unit_id
    LEFT JOIN offices ON offices.id = mailboxes.office_id
    LEFT JOIN mailbox_states ON mailbox_states.mailbox_id = mailboxes.id
    ORDER BY fold(mailboxes.name), mailboxes.id
  `.execute(db);
  return { items: rows.map((row) => ({ ...row, checkedAt: row.checkedAt?.toISOString() ?? null })) };
}

/**
 * Makes or changes a mailbox. Errors: `mailbox.changed-meanwhile`, `mailbox.address-taken`, `mailbox.unit-not-found`,
 * `mailbox.password-again`.
 */
export async function saveMailbox(
  deps: MailboxDeps,
  actor: Actor,
  command: SaveMailboxRequest,
): Promise<void> {
  requirePermission(actor, 'organisation.manage', null);
  const at = deps.clock.now();
  const { requestId, server, ...rest } = command;
  const { password: _, ...told } = server ?? { password: null };
  const id = command.id ?? requestId.toLowerCase();
  try {
    await deps.db.transaction().execute(async (tx) => {
      // Of a password nothing is kept outside its seal, not even a hash.
      const claimed = {
        accountId: actor.accountId,
        requestId,
        action: 'mailbox.save',
        body: { ...rest, server: told },
        at,
      };
      if (!(await claimCommand(tx, claimed))) return;
      const unitId = await findByCode(tx, 'units', command.unit);
      const officeId = await findByCode(tx, 'offices', command.office);
      await requireOwnPassword(tx, command);
      await write(tx, deps, { command, id, at, accountId: actor.accountId, unitId, officeId });
      await recordEvent(tx, actor, {
        ...{ type: 'mailbox.saved', at, subjectType: 'mailbox', subjectId: id, unitId: null },
        data: { active: command.active },
      });
    });
  } catch (error) {
    if (error instanceof DatabaseError && error.constraint === 'mailboxes_address_unique')
      throw new AppError('conflict', 'mailbox.address-taken', {
        fields: [{ path: 'address', code: 'mailbox.address-taken' }],
      });
    throw error;
  }
}

type Writing = {
  command: SaveMailboxRequest;
  id: string;
  at: Date;
  accountId: string;
  unitId: string | null;
  officeId: string | null;
};

async function write(
  tx: Tx,
  { keys }: MailboxDeps,
  { command, id, at, accountId, unitId, officeId }: Writing,
) {
  const { name, address, channel, active, server, version } = command;
  const secret = server?.password ? sealField(mailboxKey(keys), id, server.password) : null;
  const { host = null, port = null, security = null, username = null, folder = null } = server ?? {};
  const columns = sql`${name}, ${address}, ${active}, ${host}, ${port}, ${security}, ${username}, ${folder},
    ${command.afterFetch}, ${command.moveTo}, ${command.fetchSince}::date, ${officeId}::uuid, ${unitId}::uuid, ${at},
    ${accountId}`;
  const { numAffectedRows } =
    command.id === null
      ? await sql`
          INSERT INTO mailboxes (id, channel, created_at, secret, name, address, active, host, port, security, username,
            folder, after_fetch, move_to, fetch_since, office_id, unit_id, changed_at, changed_by)
          VALUES (${id}, ${channel}, ${at}, ${secret}, ${columns})`.execute(tx)
      : await sql`
          UPDATE mailboxes SET (name, address, active, host, port, security, username, folder, after_fetch, move_to,
            fetch_since, office_id, unit_id, changed_at, changed_by) = ROW (${columns}),
            secret = coalesce(${secret}, mailboxes.secret), version = mailboxes.version + 1
          WHERE mailboxes.id = ${id} AND mailboxes.version = ${version} AND mailboxes.channel = ${channel}`.execute(
          tx,
        );
  if (numAffectedRows !== 1n) throw new AppError('conflict', 'mailbox.changed-meanwhile');
}

// Whoever changes the server is not thereby told the password that the old one was given.
async function requireOwnPassword(tx: Tx, { id, server }: SaveMailboxRequest): Promise<void> {
  if (id === null || server === null || server.password !== null) return;
  const { rows } = await sql`
    SELECT FROM mailboxes WHERE mailboxes.id = ${id} AND mailboxes.secret IS NOT NULL
      AND (mailboxes.host, mailboxes.port, mailboxes.username)
        IS DISTINCT FROM (${server.host}::text, ${server.port}::int, ${server.username}::text)
  `.execute(tx);
  if (rows.length === 0) return;
  const fields = [{ path: 'server.password', code: 'mailbox.password-again' as const }];
  throw new AppError('validation', 'mailbox.password-again', { fields });
}

async function findByCode(tx: Tx, table: 'units' | 'offices', code: string | null): Promise<string | null> {
  if (code === null) return null;
  const { rows } = await sql<{ id: string }>`
    SELECT found.id FROM ${sql.table(table)} AS found WHERE found.code = ${code} AND found.closed_on IS NULL`.execute(
    tx,
  );
  if (rows[0] === undefined) {
    const path = table === 'units' ? 'unit' : 'office';
    throw new AppError('validation', 'mailbox.unit-not-found', {
      fields: [{ path, code: 'mailbox.unit-not-found' }],
    });
  }
  return rows[0].id;
}

/** Asks the server itself whether it lets us in and has the folder; keeps nothing. */
export async function testMailbox(
  deps: MailboxDeps,
  actor: Actor,
  { id, server }: TestMailboxRequest,
): Promise<TestMailboxResponse> {
  requirePermission(actor, 'organisation.manage', null);
  const password = server.password ?? (await knownPassword(deps, id, server));
  try {
    const client = await openImap({ ...server, password });
    try {
      const { exists } = await client.mailboxOpen(server.folder, { readOnly: true });
      return { outcome: 'ok', words: '', messages: exists };
    } catch (error) {
      throw new ImapFailure('refused', error instanceof Error ? error.message : '', error);
    } finally {
      client.close();
    }
  } catch (error) {
    if (!(error instanceof ImapFailure)) throw error;
    return { outcome: error.kind, words: error.message, messages: null };
  }
}

// A kept password goes to the server that it was given for, and to no other.
async function knownPassword(
  { db, keys }: MailboxDeps,
  id: string | null,
  { host, port, username }: TestMailboxRequest['server'],
): Promise<string> {
  if (id === null) return '';
  const { rows } = await sql<{ secret: Buffer | null }>`
    SELECT mailboxes.secret FROM mailboxes
    WHERE mailboxes.id = ${id} AND mailboxes.host = ${host} AND mailboxes.port = ${port}
      AND mailboxes.username = ${username}
  `.execute(db);
  const secret = rows[0]?.secret;
  return secret ? openField(mailboxKey(keys), id, secret) : '';
}
