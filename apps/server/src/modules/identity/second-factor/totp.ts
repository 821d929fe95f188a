import { verifySync } from 'otplib';

const stepSeconds = 30;

/**
 * The step of 30 seconds (RFC 6238) in which the application showed this code: the one of `now`, the one before or the
 * one after, because telephones are not punctual. Undefined for a wrong code, and for one of a step that was taken.
 */
export function matchTotp(
  { secret, after }: { secret: string; after: number | null },
  typed: string,
  now: Date,
): number | undefined {
  const token = typed.replaceAll(/\s/g, '');
  if (!/^\d{6}$/.test(token)) return undefined;
  const epoch = Math.floor(now.getTime() / 1000);
  const result = verifySync({ secret, token, epoch, epochTolerance: stepSeconds });
  if (!result.valid) return undefined;
  const step = Math.floor(epoch / stepSeconds) + result.delta;
  return after !== null && step <= after ? undefined : step;
}
