import { type PartyKind, toSearchKey } from '@opis/contracts';
import { type FieldKeys, lookupHash, sealField } from '../../platform/crypto/field-crypto.ts';
import { newId } from '../../platform/ids.ts';
import type { ValidSender } from './valid-sender.ts';

/**
 * A whole row of `parties` as JSON, for `json_populate_recordset(NULL::parties, …)`; byte columns are written `\x…`.
 */
export type PartyRow = {
  readonly id: string;
  readonly kind: PartyKind;
  readonly name: string;
  readonly search_key: string;
  readonly cnp_sealed: string | null;
  readonly cnp_hash: string | null;
  readonly cui: string | null;
  readonly phone: string | null;
  readonly email: string | null;
  readonly address: string | null;
  readonly sealed_register_id: string | null;
  readonly created_at: string;
  readonly created_by: string;
};

/** The row of a party met for the first time. */
export function toPartyRow(
  keys: FieldKeys,
  sender: ValidSender,
  known: { sealedRegisterId: string | null; at: Date; by: string },
): PartyRow {
  const id = newId();
  return {
    id,
    kind: sender.kind,
    name: sender.name,
    search_key: toSearchKey(sender.name),
    ...sealCnp(keys, id, sender.cnp),
    cui: sender.cui ?? null,
    phone: sender.phone ?? null,
    email: sender.email ?? null,
    address: sender.address ?? null,
    sealed_register_id: known.sealedRegisterId,
    created_at: known.at.toISOString(),
    created_by: known.by,
  };
}

/** A CNP as the two columns that hold it. */
export function sealCnp(keys: FieldKeys, partyId: string, cnp: string | undefined) {
  if (cnp === undefined) return { cnp_sealed: null, cnp_hash: null };
  return {
    cnp_sealed: toBytea(sealField(keys.cnpKey, partyId, cnp)),
    cnp_hash: toBytea(lookupHash(keys.lookupKey, 'cnp', cnp)),
  };
}

const toBytea = (bytes: Buffer) => `\\x${bytes.toString('hex')}`;
