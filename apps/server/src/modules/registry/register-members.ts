import { AppError, type RegisterMembers } from '@opis/contracts';
import { sql } from 'kysely';
import { claimCommand } from '../../platform/claim-command.ts';
import type { Clock } from '../../platform/clock.ts';
import type { Db, Tx } from '../../platform/db.ts';
import { recordEvent } from '../events/index.ts';
import type { Actor } from '../identity/index.ts';
import { findStaffId } from '../organisation/index.ts';
import type { RegisterDirectory, RegisterRow } from './registers.ts';

type Deps = { db: Db; clock: Clock; registers: RegisterDirectory };
type MemberCommand = { requestId: string; register: string; staffCode: string };

/** Who is named on a confidential register, for whoever is. Throws `registry.register-not-found` for all others. */
export async function listMembers(deps: Deps, actor: Actor, code: string): Promise<RegisterMembers> {
  const register = await requireOwn(deps, actor, code);
  const { rows } = await sql<{
    staffId: string;
    staffCode: string;
    name: string;
    title: string;
    since: Date;
  }>`
    SELECT staff.id AS "staffId", staff.code AS "staffCode", staff.given_name || ' ' || staff.family_name AS name, staff.title,
           register_members.added_at AS since
    FROM register_members JOIN staff ON staff.id = register_members.staff_id
    WHERE register_members.register_id = ${register.id}
    ORDER BY fold(staff.family_name), fold(staff.given_name), staff.id
  `.execute(deps.db);
  return {
    items: rows.map((row) => ({
      ...row,
      since: row.since.toISOString(),
      self: row.staffId === actor.staffId,
    })),
  };
}

/** Names one more person. Naming somebody twice changes nothing. Throws `identity.staff-not-found`. */
export async function addMember(deps: Deps, actor: Actor, command: MemberCommand): Promise<void> {
  await change(
    deps,
    actor,
    { command, type: 'register.member-added' },
    async (tx, { register, staffId, at }) => {
      const { numAffectedRows } = await sql`
      INSERT INTO register_members (register_id, staff_id, added_at) VALUES (${register.id}, ${staffId}, ${at})
      ON CONFLICT DO NOTHING`.execute(tx);
      return numAffectedRows === 1n;
    },
  );
}

/** Names a person no more; the last one stays, or nobody could read the register again. */
export async function removeMember(deps: Deps, actor: Actor, command: MemberCommand): Promise<void> {
  await change(
    deps,
    actor,
    { command, type: 'register.member-removed' },
    async (tx, { register, staffId }) => {
      // Two who take each other's name back at once: the application may lock the institution's row, not a register's.
      await sql`SELECT FROM institution FOR UPDATE`.execute(tx);
      const { rows } = await sql<{ n: number }>`
      SELECT count(*)::int AS n FROM register_members WHERE register_members.register_id = ${register.id}`.execute(
        tx,
      );
      if ((rows[0]?.n ?? 0) < 2) throw new AppError('conflict', 'registry.last-member');
      const { numAffectedRows } = await sql`
      DELETE FROM register_members
      WHERE register_members.register_id = ${register.id} AND register_members.staff_id = ${staffId}`.execute(
        tx,
      );
      return numAffectedRows === 1n;
    },
  );
}

type Change = { command: MemberCommand; type: 'register.member-added' | 'register.member-removed' };

async function change(
  deps: Deps,
  actor: Actor,
  { command, type }: Change,
  write: (tx: Tx, on: { register: RegisterRow; staffId: string; at: Date }) => Promise<boolean>,
): Promise<void> {
  const register = await requireOwn(deps, actor, command.register);
  const at = deps.clock.now();
  const { accountId } = actor;
  const { requestId } = command;
  await deps.db.transaction().execute(async (tx) => {
    if (!(await claimCommand(tx, { accountId, requestId, action: type, body: command, at }))) return;
    const staffId = await findStaffId(tx, command.staffCode);
    if (staffId === undefined) throw new AppError('not-found', 'identity.staff-not-found');
    const changed = await write(tx, { register, staffId, at });
    const event = { type, at, subjectType: 'register', subjectId: register.id, data: { staffId } } as const;
    if (changed) await recordEvent(tx, actor, event);
  });
}

/** A confidential register that names the actor; any other is not there. */
async function requireOwn(deps: Deps, actor: Actor, code: string): Promise<RegisterRow> {
  const { register, member } = await deps.registers.require(actor, code);
  if (!member) throw new AppError('not-found', 'registry.register-not-found');
  return register;
}
