import type { AddPasskeyRequest, PasskeySignInRequest } from '@opis/contracts';
import type {
  PublicKeyCredentialCreationOptionsJSON,
  PublicKeyCredentialRequestOptionsJSON,
} from '@simplewebauthn/browser';

/** True where this browser can make and use passkeys at all. */
export const knowsPasskeys = () => 'PublicKeyCredential' in window;

/** Whoever stands before the device said no, or the device could not: nothing was changed. */
export class PasskeyCancelledError extends Error {
  override readonly name = 'PasskeyCancelledError';
  /** The device has a passkey of this account already. */
  readonly same: boolean;

  constructor(cause: unknown) {
    super('the device gave no passkey', { cause });
    this.same = cause instanceof Error && cause.name === 'InvalidStateError';
  }
}

/** Lets the device make a passkey by the server's options. Throws `PasskeyCancelledError`. */
export async function makePasskey(options: unknown): Promise<AddPasskeyRequest['credential']> {
  const { startRegistration } = await import('@simplewebauthn/browser');
  const made = await startRegistration({
    optionsJSON: options as PublicKeyCredentialCreationOptionsJSON,
  }).catch(cancelled);
  return toPlain(made);
}

/** Lets a passkey answer the server's challenge. Throws `PasskeyCancelledError`. */
export async function askPasskey(options: unknown): Promise<PasskeySignInRequest['credential']> {
  const { startAuthentication } = await import('@simplewebauthn/browser');
  const answer = await startAuthentication({
    optionsJSON: options as PublicKeyCredentialRequestOptionsJSON,
  }).catch(cancelled);
  return toPlain(answer);
}

/** The host that the server's options bind passkeys to; null when they do not say. */
export function hostOf(options: unknown): string | null {
  const { rp, rpId } = options as { rp?: { id?: string }; rpId?: string };
  return rpId ?? rp?.id ?? null;
}

// As it goes over the line: without what is undefined.
const toPlain = <Value extends object, Wanted>(value: Value) => JSON.parse(JSON.stringify(value)) as Wanted;

function cancelled(cause: unknown): never {
  throw new PasskeyCancelledError(cause);
}
