import { randomInt } from 'node:crypto';
import { type AdministeredRegister, AppError, foldText } from '@opis/contracts';
import { sql } from 'kysely';
import { claimCommand } from '../../platform/claim-command.ts';
import type { Clock } from '../../platform/clock.ts';
import type { Db, Tx } from '../../platform/db.ts';
import { newId } from '../../platform/ids.ts';
import { recordEvent } from '../events/index.ts';
import { type Actor, requirePermission } from '../identity/index.ts';
import { findUnitByCode, insertAct } from '../organisation/index.ts';
import { insertRegister } from './create-register.ts';

type Deps = { db: Db; clock: Clock };

/** Registers that are not confidential, whatever rights they give. */
export async function listAdministeredRegisters(
  { db }: Pick<Deps, 'db'>,
  actor: Actor,
): Promise<AdministeredRegister[]> {
  requirePermission(actor, 'organisation.manage', null);
  const { rows } = await sql<AdministeredRegister>`
    SELECT registers.code, registers.name, registers.kind, registers.label_code AS "labelCode", units.code AS unit,
           (SELECT coalesce(json_agg(json_build_object('code', sub_registers.code, 'name', sub_registers.name)
                                     ORDER BY sub_registers.code), '[]')
            FROM sub_registers WHERE sub_registers.register_id = registers.id) AS "subRegisters"
    FROM registers LEFT JOIN units ON units.id = registers.unit_id
    WHERE registers.kind <> 'confidential'
    ORDER BY registers.kind, registers.code
  `.execute(db);
  return rows;
}

type SetUpCommand = { requestId: string; name: string; unit: string | null };

/**
 * Makes a register with books of its own. Letter and code are chosen here, the letter by chance among those that are
 * free, so that neither a gap nor a refusal betrays a register that the administrator may not know of. Throws
 * `identity.unit-not-found`, `registry.no-letter-left`.
 */
export async function setUpRegister(deps: Deps, actor: Actor, command: SetUpCommand): Promise<void> {
  await once(deps, actor, { ...command, action: 'register.set-up' }, async (tx, at) => {
    const unit = command.unit === null ? null : await findUnitByCode(tx, command.unit);
    if (unit === undefined) throw new AppError('not-found', 'identity.unit-not-found');
    const labelCode = await takeLetter(tx);
    const code = toCode(command.name, labelCode);
    const register = {
      code,
      name: command.name,
      labelCode,
      kind: 'standalone',
      unitId: unit?.id ?? null,
    } as const;
    await insertRegister(tx, actor, { register, at });
    const after = { name: command.name, kind: 'standalone', labelCode, unit: command.unit };
    const changes = [{ list: 'registers', key: code, before: null, after }];
    await insertAct(tx, actor, { kind: 'register-created', at, changes });
  });
}

type SubRegisterCommand = { requestId: string; register: string; code: string; name: string };

/** Adds a view with a number of its own to a register. Throws `registry.register-not-found`, `registry.sub-register-taken`. */
export async function addSubRegister(deps: Deps, actor: Actor, command: SubRegisterCommand): Promise<void> {
  await once(deps, actor, { ...command, action: 'register.add-sub-register' }, async (tx, at) => {
    const { rows } = await sql<{ id: string }>`
      SELECT registers.id FROM registers
      WHERE registers.code = ${command.register} AND registers.kind <> 'confidential'`.execute(tx);
    const registerId = rows[0]?.id;
    if (registerId === undefined) throw new AppError('not-found', 'registry.register-not-found');
    const { numAffectedRows } = await sql`
      INSERT INTO sub_registers (id, register_id, code, name)
      VALUES (${newId()}, ${registerId}, ${command.code}, ${command.name}) ON CONFLICT DO NOTHING`.execute(
      tx,
    );
    if (numAffectedRows !== 1n) throw new AppError('conflict', 'registry.sub-register-taken');
    const key = `${command.register}/${command.code}`;
    const changes = [{ list: 'subRegisters', key, before: null, after: { name: command.name } }];
    await insertAct(tx, actor, { kind: 'sub-register-added', at, changes });
    const type = 'register.sub-register-added';
    await recordEvent(tx, actor, { type, at, subjectType: 'register', subjectId: registerId });
  });
}

async function once(
  deps: Deps,
  actor: Actor,
  { requestId, action, ...body }: { requestId: string; action: string },
  work: (tx: Tx, at: Date) => Promise<void>,
): Promise<void> {
  requirePermission(actor, 'organisation.manage', null);
  const at = deps.clock.now();
  const { accountId } = actor;
  await deps.db.transaction().execute(async (tx) => {
    if (await claimCommand(tx, { accountId, requestId, action, body, at })) await work(tx, at);
  });
}

async function takeLetter(tx: Tx): Promise<string> {
  await sql`SELECT FROM institution FOR UPDATE`.execute(tx);
  const { rows } = await sql<{
    letter: string;
  }>`SELECT registers.label_code AS letter FROM registers`.execute(tx);
  const taken = new Set(rows.map((row) => row.letter));
  const free = [...'ABCDEFGHIJKLMNOPQRSTUVWX'].filter((letter) => !taken.has(letter));
  const letter = free[free.length > 0 ? randomInt(free.length) : 0];
  if (letter === undefined) throw new AppError('conflict', 'registry.no-letter-left');
  return letter;
}

/** `Registrul dispozițiilor` with letter K → `registrul-dispozitiilor-k`. */
function toCode(name: string, letter: string): string {
  const words = foldText(name).replaceAll(' ', '-').slice(0, 37).replace(/-+$/, '');
  return [words || 'registru', letter.toLowerCase()].join('-');
}
