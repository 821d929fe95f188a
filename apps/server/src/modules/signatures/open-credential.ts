import { AppError } from '@opis/contracts';
import type { Db } from '../../platform/db.ts';
import { cscClient } from '../../platform/signing/sign/csc-signer.ts';
import { p12Signer } from '../../platform/signing/sign/p12-signer.ts';
import type { Signer } from '../../platform/signing/sign/signer.ts';
import { findInstitution } from '../organisation/index.ts';
import type { StoredCredential } from './credential-store.ts';
import type { SigningSettings } from './signing-settings.ts';

/**
 * Makes a signer of a stored certificate. A key in a file opens only where the setting says so and the institution is an
 * invented one: elsewhere such a signature would look like one that the law knows. Errors: `signature.not-configured`,
 * `signature.certificate-expired`, those of the provider.
 */
export async function openCredential(
  { db, signing, now }: { db: Db; signing: SigningSettings; now: Date },
  credential: StoredCredential,
): Promise<Signer> {
  const [own] = credential.certificates;
  if (now < own.validFromDate || now > own.validToDate) {
    throw new AppError('conflict', 'signature.certificate-expired');
  }
  if (credential.p12 && (await mayUseFiles(db, signing)))
    return p12Signer(credential.p12, credential.certificates);
  if (credential.providerId && signing.way === 'csc' && signing.csc) {
    const client = cscClient(signing.csc);
    const current = await client.readCredential(credential.providerId);
    if (!current.certificates[0].raw.equals(own.raw))
      throw new AppError('conflict', 'signature.no-credential');
    return client.signerOf(current);
  }
  throw new AppError('conflict', 'signature.not-configured');
}

async function mayUseFiles(db: Db, { way }: SigningSettings): Promise<boolean> {
  return way === 'demonstration' && (await findInstitution(db))?.demonstrationPassword != null;
}
