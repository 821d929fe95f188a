import { maskCnp, type PartySuggestion } from '@opis/contracts';
import { type FieldKeys, openField } from '../../platform/crypto/field-crypto.ts';
import type { StoredParty } from './find-parties.ts';

/** A party as any list may show it: the CNP is opened only to be masked. */
export function toSuggestion(keys: FieldKeys, party: StoredParty, entryCount: number): PartySuggestion {
  const { id, kind, name, cui, phone, email, address } = party;
  const maskedCnp = party.cnp_sealed && maskCnp(openField(keys.cnpKey, id, party.cnp_sealed));
  return { id, kind, name, maskedCnp, cui, phone, email, address, entryCount };
}
