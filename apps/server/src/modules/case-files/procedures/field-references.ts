import type { ErrorCode, FieldInput, FieldIssue, ProcedureField } from '@opis/contracts';
import type { FieldKeys } from '../../../platform/crypto/field-crypto.ts';
import type { Db } from '../../../platform/db.ts';
import type { Actor } from '../../identity/index.ts';
import type { OrganisationDirectory } from '../../organisation/index.ts';
import { findPartyCard, type SealedRegisters } from '../../parties/index.ts';

export type ReferenceDeps = {
  db: Db;
  keys: FieldKeys;
  organisation: OrganisationDirectory;
  sealedRegisters: SealedRegisters;
};

/** What a field names beside itself: a person or body that the actor may know of, a unit that receives papers. */
export async function referenceIssues(
  deps: ReferenceDeps,
  actor: Actor,
  { fields, values }: { fields: readonly ProcedureField[]; values: FieldInput },
): Promise<FieldIssue[]> {
  const issues: FieldIssue[] = [];
  for (const { name, kind } of fields) {
    const value = values[name];
    if (typeof value !== 'string') continue;
    const code = await checks[kind]?.(deps, actor, value);
    if (code !== undefined) issues.push({ path: `fields.${name}`, code });
  }
  return issues;
}

type Check = (deps: ReferenceDeps, actor: Actor, value: string) => Promise<ErrorCode | undefined>;

const checks: Partial<Readonly<Record<ProcedureField['kind'], Check>>> = {
  async unit({ organisation }, _actor, code) {
    return (await organisation.findUnit(code)) === undefined ? 'procedure.unit-unknown' : undefined;
  },
  async party(deps, actor, id) {
    const sight = { sealedRegisters: await deps.sealedRegisters.of(actor) };
    const known = actor.scopes.has('party.read') && (await findPartyCard(deps, id, sight)) !== undefined;
    return known ? undefined : 'procedure.party-unknown';
  },
};
