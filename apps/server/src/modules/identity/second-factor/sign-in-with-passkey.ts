import { AppError, type PasskeySignInRequest } from '@opis/contracts';
import {
  type AuthenticationResponseJSON,
  type AuthenticatorTransport,
  generateAuthenticationOptions,
  type PublicKeyCredentialRequestOptionsJSON,
  verifyAuthenticationResponse,
} from '@simplewebauthn/server';
import type { Tx } from '../../../platform/db.ts';
import { openSession } from '../open-session.ts';
import type { Secret } from '../secret.ts';
import { newChallenge, readChallenge, useChallenge } from './challenge.ts';
import { lockPasskey, type Passkey, touchPasskey } from './passkey-store.ts';
import type { PasskeyDeps } from './second-factor-deps.ts';

/** A challenge for whatever passkey the person chooses: no name is typed. */
export function offerPasskeySignIn(deps: PasskeyDeps): Promise<PublicKeyCredentialRequestOptionsJSON> {
  return generateAuthenticationOptions({
    rpID: deps.relyingParty.id,
    challenge: newChallenge(deps.secondFactorKeys.challenge, 'sign in', deps.clock.now()),
    userVerification: 'required',
  });
}

/**
 * Opens a session for the account of the passkey. The device checked the person (finger, face, PIN), so no code is asked
 * beside it. Every failure is one answer: `identity.passkey-refused`.
 */
export async function signInWithPasskey(
  deps: PasskeyDeps,
  { credential, userAgent }: PasskeySignInRequest & { userAgent: string },
): Promise<Secret> {
  return deps.db.transaction().execute(async (tx) => {
    const passkey = await lockPasskey(tx, credential.id);
    if (passkey === undefined) throw refused();
    await accept(tx, deps, { passkey, credential });
    const secret = await openSession(tx, deps, { accountId: passkey.accountId, userAgent });
    if (secret === undefined) throw refused();
    return secret;
  });
}

async function accept(
  tx: Tx,
  deps: PasskeyDeps,
  { passkey, credential }: { passkey: Passkey; credential: PasskeySignInRequest['credential'] },
): Promise<void> {
  const now = deps.clock.now();
  let used: { challenge: string; expiresAt: Date } | undefined;
  const checked = await verifyAuthenticationResponse({
    // The library reads every part of it and throws at what is not WebAuthn's.
    response: credential as unknown as AuthenticationResponseJSON,
    expectedChallenge: (challenge) => {
      const expiresAt = readChallenge(deps.secondFactorKeys.challenge, 'sign in', { challenge, now });
      used = expiresAt && { challenge, expiresAt };
      return expiresAt !== undefined;
    },
    expectedOrigin: deps.relyingParty.origin,
    expectedRPID: deps.relyingParty.id,
    credential: {
      id: passkey.credentialId,
      publicKey: passkey.publicKey,
      counter: passkey.signCount,
      transports: passkey.transports as AuthenticatorTransport[],
    },
  }).catch(() => undefined);
  if (checked?.verified !== true || used === undefined) throw refused();
  if (!(await useChallenge(tx, { ...used, now }))) throw refused();
  const { newCounter: signCount, credentialBackedUp: synced } = checked.authenticationInfo;
  await touchPasskey(tx, { id: passkey.id, signCount, synced, now });
}

const refused = () => new AppError('unauthenticated', 'identity.passkey-refused');
