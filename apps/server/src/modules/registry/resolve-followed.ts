import { AppError, type EntryReference, type ErrorCode, type RegisterDocumentRequest } from '@opis/contracts';
import { sql } from 'kysely';
import type { Db } from '../../platform/db.ts';
import type { Actor } from '../identity/index.ts';
import type { RegisterAccess, RegisterDirectory } from './registers.ts';
import type { FollowedEntry } from './registration-participant.ts';
import { visibleTo } from './views/entry-filter.ts';

type Deps = { db: Db; registers: RegisterDirectory };

/**
 * The entry that a registration answers or completes, among those that the actor may see. A confidential register and
 * any other never meet in one file: what lies in the one would be betrayed by the other.
 */
export async function resolveFollowed(
  deps: Deps,
  actor: Actor,
  access: RegisterAccess,
  command: Pick<RegisterDocumentRequest, 'answers' | 'completes'>,
): Promise<FollowedEntry | undefined> {
  const role = command.answers ? 'answers' : 'completes';
  const reference = command[role];
  if (reference === undefined) return undefined;
  const target = await findAccess(deps, actor, access, reference);
  const found = target && (await findStatus(deps.db, actor, target, reference));
  if (found === undefined) throw refused(role, 'registry.entry-not-found');
  if (found.status === 'annulled') throw refused(role, 'registry.entry-annulled');
  if (found.sealed) throw refused(role, 'registry.entry-sealed');
  const { year, number } = reference;
  const joinedTo = target?.register.id === access.register.id ? { year, number } : null;
  return { entryId: found.id, role, joinedTo };
}

async function findAccess(
  { registers }: Deps,
  actor: Actor,
  access: RegisterAccess,
  { register }: EntryReference,
): Promise<RegisterAccess | undefined> {
  if (register === undefined || register === access.register.code) return access;
  const target = (await registers.list(actor)).find((each) => each.register.code === register);
  const sealed = access.register.kind === 'confidential' || target?.register.kind === 'confidential';
  return sealed ? undefined : target;
}

async function findStatus(db: Db, actor: Actor, access: RegisterAccess, { year, number }: EntryReference) {
  const { rows } = await sql<{ id: string; status: 'registered' | 'annulled'; sealed: boolean }>`
    SELECT entries.id, entries.status, entries.sealed FROM entries JOIN books ON books.id = entries.book_id
    WHERE books.register_id = ${access.register.id} AND books.year = ${year} AND entries.number = ${number}
      AND ${visibleTo(actor, access)}
  `.execute(db);
  return rows[0];
}

const refused = (role: string, code: ErrorCode) =>
  new AppError('validation', code, { fields: [{ path: `${role}.number`, code }] });
