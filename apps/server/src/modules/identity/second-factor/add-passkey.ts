import { type AddPasskeyRequest, AppError } from '@opis/contracts';
import {
  type AuthenticatorTransport,
  generateRegistrationOptions,
  type PublicKeyCredentialCreationOptionsJSON,
  type RegistrationResponseJSON,
  type VerifiedRegistrationResponse,
  verifyRegistrationResponse,
} from '@simplewebauthn/server';
import { newId } from '../../../platform/ids.ts';
import type { Actor } from '../actor.ts';
import { requireSession } from '../end-session.ts';
import { newChallenge, readChallenge, useChallenge } from './challenge.ts';
import { confirmPassword } from './confirm-password.ts';
import { insertPasskey, listCredentials } from './passkey-store.ts';
import type { PasskeyDeps } from './second-factor-deps.ts';
import type { Confirmation } from './totp-factor.ts';

const mostPasskeys = 20;

/** What a browser needs to make a passkey for the actor. Throws as `confirmPassword`, and `identity.too-many-passkeys`. */
export async function offerPasskey(
  deps: PasskeyDeps,
  actor: Actor,
  confirmation: Confirmation,
): Promise<PublicKeyCredentialCreationOptionsJSON> {
  await confirmPassword(deps, actor, confirmation);
  const known = await listCredentials(deps.db, actor.accountId);
  if (known.length >= mostPasskeys) throw new AppError('limit-exceeded', 'identity.too-many-passkeys');
  return generateRegistrationOptions({
    rpName: await deps.relyingParty.name(),
    rpID: deps.relyingParty.id,
    userID: new Uint8Array(Buffer.from(actor.accountId)),
    userName: actor.username,
    userDisplayName: actor.displayName,
    challenge: newChallenge(deps.secondFactorKeys.challenge, purposeOf(actor), deps.clock.now()),
    excludeCredentials: known.map(({ id, transports }) => ({ id, transports })),
    authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
  });
}

/** Adds the passkey that the browser made. Throws `identity.passkey-refused`, `identity.passkey-known`. */
export async function addPasskey(
  deps: PasskeyDeps,
  actor: Actor,
  { name, credential }: AddPasskeyRequest,
): Promise<{ id: string }> {
  requireSession(actor);
  const now = deps.clock.now();
  const made = await verify(deps, actor, { credential, now });
  const id = newId();
  await deps.db.transaction().execute(async (tx) => {
    if (!(await useChallenge(tx, { ...made.challenge, now }))) throw refused();
    const added = await insertPasskey(tx, {
      id,
      accountId: actor.accountId,
      credentialId: made.credential.id,
      publicKey: Buffer.from(made.credential.publicKey),
      signCount: made.credential.counter,
      transports: made.credential.transports ?? [],
      synced: made.credentialBackedUp,
      name,
      now,
    });
    if (!added) throw new AppError('conflict', 'identity.passkey-known');
    await deps.recordEvent(tx, actor, {
      type: 'identity.passkey-added',
      at: now,
      subjectType: 'account',
      subjectId: actor.accountId,
      data: { passkey: id },
    });
  });
  return { id };
}

async function verify(
  deps: PasskeyDeps,
  actor: Actor,
  { credential, now }: { credential: AddPasskeyRequest['credential']; now: Date },
) {
  let challenge = { challenge: '', expiresAt: now };
  const expectedChallenge = (text: string) => {
    const expiresAt = readChallenge(deps.secondFactorKeys.challenge, purposeOf(actor), {
      challenge: text,
      now,
    });
    if (expiresAt) challenge = { challenge: text, expiresAt };
    return expiresAt !== undefined;
  };
  const checked = await verifyRegistrationResponse({
    // The library reads every part of it and throws at what is not WebAuthn's.
    response: credential as unknown as RegistrationResponseJSON & {
      response: { transports?: AuthenticatorTransport[] };
    },
    expectedChallenge,
    expectedOrigin: deps.relyingParty.origin,
    expectedRPID: deps.relyingParty.id,
  }).catch((): VerifiedRegistrationResponse => ({ verified: false }));
  if (!checked.verified) throw refused();
  return { ...checked.registrationInfo, challenge };
}

const purposeOf = (actor: Actor) => `add to ${actor.accountId}` as const;
const refused = () => new AppError('validation', 'identity.passkey-refused');
