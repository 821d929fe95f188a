/** What failed sign-ins of one account or one address have come to. */
export type Delay = { failures: number; blockedUntil: Date; chargedAt: Date };

/** Whose failures are counted: of a user name, of an address, of a user name at an address where it once came in. */
export type DelayKind = 'account' | 'address' | 'account-at-address';

// Behind one address there may be a whole office.
const freeFailures: Readonly<Record<DelayKind, number>> = {
  account: 4,
  'account-at-address': 4,
  address: 20,
};
const longestDelay = 15 * 60_000;
const forgottenAfter = 24 * 3_600_000;

/** 0 while failures are few, then 2, 4, 8 … seconds; never over 15 minutes, so that nobody is kept out for good. */
export function delayMs(kind: DelayKind, failures: number): number {
  const over = failures - freeFailures[kind];
  return over <= 0 ? 0 : Math.min(longestDelay, 1000 * 2 ** Math.min(over, 20));
}

/** How long is still to wait; 0 when an attempt may be made. */
export function waitMs(delay: Delay, now: Date): number {
  return Math.max(0, delay.blockedUntil.getTime() - now.getTime());
}

/** Counts an attempt as failed before it is tried, so that a hundred at once are not a hundred guesses. */
export function charge(kind: DelayKind, delay: Delay, now: Date): Delay {
  const stale = now.getTime() - delay.chargedAt.getTime() >= forgottenAfter;
  const failures = (stale ? 0 : delay.failures) + 1;
  return { failures, blockedUntil: new Date(now.getTime() + delayMs(kind, failures)), chargedAt: now };
}

/** Takes back the charge of an attempt that succeeded, leaving the others' failures standing. */
export function refund(delay: Delay, now: Date): Delay {
  return { failures: Math.max(0, delay.failures - 1), blockedUntil: now, chargedAt: delay.chargedAt };
}
