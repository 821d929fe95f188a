import { deriveKey } from '../../../platform/crypto/derive-key.ts';
import type { FieldKeys } from '../../../platform/crypto/field-crypto.ts';
import type { IdentityDeps } from '../identity-deps.ts';

/** Keys of second factors: one seals the secrets of authenticator applications, the other marks our own challenges. */
export type SecondFactorKeys = { readonly totp: Buffer; readonly challenge: Buffer };

/** For whom passkeys are made: `id` is the host name that browsers bind them to, `origin` the only address that counts. */
export type RelyingParty = {
  readonly id: string;
  readonly origin: string;
  readonly name: () => Promise<string>;
};

/** What the use-cases of passkeys need beside the module's own. */
export type PasskeyDeps = IdentityDeps & { relyingParty: RelyingParty };

/** Both keys, from those of the installation. */
export function secondFactorKeys({ cnpKey, lookupKey }: FieldKeys): SecondFactorKeys {
  return { totp: deriveKey(cnpKey, 'totp'), challenge: deriveKey(lookupKey, 'passkey challenge') };
}

/** The relying party of an institution that people reach at `publicUrl`. */
export function relyingParty(publicUrl: string, name: () => Promise<string>): RelyingParty {
  const { hostname, origin } = new URL(publicUrl);
  return { id: hostname, origin, name };
}
