import { sql } from 'kysely';
import type { Db, Tx } from '../../platform/db.ts';

/** As user names are kept: NFC, lower case, without spaces around. */
export function toUsername(typed: string): string {
  return typed.normalize('NFC').trim().toLowerCase();
}

/** The form of user names; anything else names nobody. */
export const usernameForm = /^[a-z0-9][a-z0-9._@-]{0,99}$/;

/** What signing in needs to know; `mayEnter`: the account is open and the person works here today. */
export type AccountAtSignIn = { id: string; passwordHash: string | null; mayEnter: boolean };

/** The account of a user name, as it is on a plain date of Europe/Bucharest. */
export async function findAccountAtSignIn(
  db: Db,
  username: string,
  today: string,
): Promise<AccountAtSignIn | undefined> {
  if (!usernameForm.test(username)) return undefined;
  const { rows } = await sql<{ id: string; password_hash: string | null; may_enter: boolean }>`
    SELECT accounts.id, accounts.password_hash,
           accounts.active AND staff.active_from <= ${today}
             AND (staff.active_to IS NULL OR staff.active_to > ${today}) AS may_enter
    FROM accounts JOIN staff ON staff.id = accounts.staff_id
    WHERE accounts.username = ${username}
  `.execute(db);
  const row = rows[0];
  return row && { id: row.id, passwordHash: row.password_hash, mayEnter: row.may_enter };
}

/** The id of an open account. */
export async function findAccountId(db: Db | Tx, typed: string): Promise<string | undefined> {
  const username = toUsername(typed);
  if (!usernameForm.test(username)) return undefined;
  const { rows } = await sql<{ id: string }>`
    SELECT accounts.id FROM accounts WHERE accounts.username = ${username} AND accounts.active
  `.execute(db);
  return rows[0]?.id;
}

/** The name of an account, open or closed. */
export async function findUsername(db: Db | Tx, accountId: string): Promise<string | undefined> {
  const { rows } = await sql<{ username: string }>`
    SELECT accounts.username FROM accounts WHERE accounts.id = ${accountId}`.execute(db);
  return rows[0]?.username;
}

/** The people of these accounts, open or closed. */
export async function listStaffOfAccounts(db: Db | Tx, accountIds: readonly string[]): Promise<string[]> {
  const { rows } = await sql<{ staff_id: string }>`
    SELECT DISTINCT accounts.staff_id FROM accounts WHERE accounts.id = ANY (${accountIds}::uuid[])`.execute(
    db,
  );
  return rows.map((row) => row.staff_id);
}

/** Whose account it is (staff id), open or not. */
export async function findStaffOfAccount(db: Db | Tx, typed: string): Promise<string | undefined> {
  const { rows } = await sql<{ staff_id: string }>`
    SELECT accounts.staff_id FROM accounts WHERE accounts.username = ${toUsername(typed)}
  `.execute(db);
  return rows[0]?.staff_id;
}

/** True when anybody has an account. */
export async function hasAccounts(db: Db | Tx): Promise<boolean> {
  const { rows } = await sql<{ found: boolean }>`SELECT EXISTS (SELECT FROM accounts) AS found`.execute(db);
  return rows[0]?.found === true;
}

/** Writes an account. The database refuses a name or a person that has one (`accounts_username_unique`, `…staff…`). */
export async function insertAccount(
  tx: Tx,
  account: {
    id: string;
    username: string;
    staffId: string;
    passwordHash: string | null;
    demonstration: boolean;
    now: Date;
  },
): Promise<void> {
  await sql`
    INSERT INTO accounts (id, username, staff_id, password_hash, demonstration, created_at)
    VALUES (${account.id}, ${account.username}, ${account.staffId}, ${account.passwordHash},
            ${account.demonstration}, ${account.now})
  `.execute(tx);
}

/** Writes a new password; an account of the demonstration is no longer shown with the public one. */
export async function savePassword(tx: Tx, accountId: string, passwordHash: string): Promise<void> {
  await sql`
    UPDATE accounts SET password_hash = ${passwordHash}, demonstration = false WHERE id = ${accountId}
  `.execute(tx);
}

/** Closes an account. */
export async function closeAccountRow(tx: Tx, accountId: string): Promise<void> {
  await sql`UPDATE accounts SET active = false, demonstration = false WHERE id = ${accountId}`.execute(tx);
}

/** The id of a closed account. */
export async function findClosedAccountId(tx: Tx, username: string): Promise<string | undefined> {
  const { rows } = await sql<{ id: string }>`
    SELECT accounts.id FROM accounts WHERE accounts.username = ${username} AND NOT accounts.active
  `.execute(tx);
  return rows[0]?.id;
}

/** Opens a closed account again. */
export async function reopenAccountRow(tx: Tx, accountId: string): Promise<void> {
  await sql`UPDATE accounts SET active = true WHERE id = ${accountId}`.execute(tx);
}
