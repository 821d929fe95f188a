import type {
  AddPasskeyRequest,
  ChangePasswordRequest,
  PasskeyOptions,
  PasskeySignInRequest,
  RecoveryCodes,
  SecondFactors,
  SessionResponse,
  TotpOffer,
} from '@opis/contracts';
import { request } from './http.ts';

const post = <Answer>(path: string, body: unknown) => request<Answer>(path, { method: 'POST', body });

/** What this account comes in with beside the password. */
export const readSecondFactors = () => request<SecondFactors>('/second-factors');

export const offerTotp = (password: string) => post<TotpOffer>('/second-factors/totp', { password });

export const confirmTotp = (code: string) => post<RecoveryCodes>('/second-factors/totp/confirm', { code });

export const removeTotp = (password: string) => post<null>('/second-factors/totp/remove', { password });

export const renewRecoveryCodes = (password: string) =>
  post<RecoveryCodes>('/second-factors/recovery-codes', { password });

export const offerPasskey = (password: string) =>
  post<PasskeyOptions>('/second-factors/passkey-options', { password });

export const addPasskey = (made: AddPasskeyRequest) => post<{ id: string }>('/second-factors/passkeys', made);

export const removePasskey = (id: string) =>
  request<null>(`/second-factors/passkeys/${id}`, { method: 'DELETE' });

export const changePassword = (change: ChangePasswordRequest) => post<null>('/session/password', change);

/** Before anybody is signed in: a challenge for whichever passkey the person chooses. */
export const offerPasskeySignIn = () =>
  request<PasskeyOptions>('/session/passkey-options', { method: 'POST', body: {}, beforeSignIn: true });

export const signInWithPasskey = (answer: PasskeySignInRequest) =>
  request<SessionResponse>('/session/passkey', { method: 'POST', body: answer, beforeSignIn: true });
