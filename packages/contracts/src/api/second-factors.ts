import { z } from 'zod';
import { Id } from '../ids.ts';
import { Instant, typedText } from './fields.ts';

/** The password of whoever is signed in, typed again before anything about how they come in is changed. */
const password = z.string().min(1, { error: 'field.required' }).max(1000);

/** What an account comes in with beside its password. */
export const SecondFactors = z.object({
  /** Since when a code of an authenticator application is asked for; null: it is not. */
  totpSince: Instant.nullable(),
  recoveryCodesLeft: z.number().int(),
  passkeys: z.array(
    z.object({
      id: Id,
      name: z.string(),
      createdAt: Instant,
      lastUsedAt: Instant.nullable(),
      /** Kept elsewhere too, so that a lost device loses nothing. */
      synced: z.boolean(),
    }),
  ),
  /** The address at which passkeys of this institution work; a browser at another one cannot make or use them. */
  passkeyHost: z.string(),
});
export type SecondFactors = z.infer<typeof SecondFactors>;

export const ConfirmedByPassword = z.strictObject({ password });
export type ConfirmedByPassword = z.infer<typeof ConfirmedByPassword>;

/** The new password is checked like any other: at least 12 characters. */
export const ChangePasswordRequest = z.strictObject({ password, newPassword: password });
export type ChangePasswordRequest = z.infer<typeof ChangePasswordRequest>;

/** A secret that waits for its first code: in base 32 for typing, as `otpauth://` for a QR code. */
export const TotpOffer = z.object({ secret: z.string(), uri: z.string() });
export type TotpOffer = z.infer<typeof TotpOffer>;

export const ConfirmTotpRequest = z.strictObject({ code: typedText(20) });
export type ConfirmTotpRequest = z.infer<typeof ConfirmTotpRequest>;

/** Shown once, to be printed or written down; each lets in once instead of a code. */
export const RecoveryCodes = z.object({ codes: z.array(z.string()) });
export type RecoveryCodes = z.infer<typeof RecoveryCodes>;

/** What the browser's own `navigator.credentials` takes and gives (WebAuthn level 3, JSON forms); the library checks it. */
export const WebAuthnJson = z.looseObject({});

export const PasskeyOptions = z.object({ options: WebAuthnJson });
export type PasskeyOptions = z.infer<typeof PasskeyOptions>;

const base64Url = z
  .string()
  .max(20_000)
  .regex(/^[\w-]*$/);

/** A new passkey as the browser made it. */
export const AddPasskeyRequest = z.strictObject({
  name: typedText(80),
  credential: z.looseObject({
    id: base64Url,
    rawId: base64Url,
    type: z.literal('public-key'),
    response: z.looseObject({ clientDataJSON: base64Url, attestationObject: base64Url }),
  }),
});
export type AddPasskeyRequest = z.infer<typeof AddPasskeyRequest>;

/** A challenge answered by a passkey. */
export const PasskeySignInRequest = z.strictObject({
  credential: z.looseObject({
    id: base64Url,
    rawId: base64Url,
    type: z.literal('public-key'),
    response: z.looseObject({
      clientDataJSON: base64Url,
      authenticatorData: base64Url,
      signature: base64Url,
    }),
  }),
});
export type PasskeySignInRequest = z.infer<typeof PasskeySignInRequest>;
