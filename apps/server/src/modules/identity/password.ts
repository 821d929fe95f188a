import { hash, verify } from '@node-rs/argon2';
import { AppError } from '@opis/contracts';

/** Argon2id (the library's default), 19 MiB, two passes: OWASP's first recommendation. */
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

const minLength = 12;

/** A hash of nothing anybody knows, with the same cost: an unknown user name takes as long as a wrong password. */
export const decoyHash =
  '$argon2id$v=19$m=19456,t=2,p=1$Nj74C+U+DDEYvE4lba0OAQ$ng4iCSDulJD8sEqTESz1uaZQJHHcFPZtGCto8FfL7AE';

// The same password typed on two keyboards may come composed or not.
const toBytes = (password: string) => password.normalize('NFC');

/** Hashes a new password. Throws `identity.password-too-short` under 12 characters. */
export async function hashPassword(password: string): Promise<string> {
  if ([...toBytes(password)].length < minLength) {
    throw new AppError('validation', 'identity.password-too-short', {
      fields: [{ path: 'password', code: 'identity.password-too-short' }],
    });
  }
  return hash(toBytes(password), cost);
}

/** True when the password is the account's. Without an account's hash it works just as long and answers false. */
export async function passwordMatches(passwordHash: string | null, password: string): Promise<boolean> {
  const matches = await verify(passwordHash ?? decoyHash, toBytes(password));
  return matches && passwordHash !== null;
}
