import type { Product } from '../compose.ts';
import type { Actor } from '../modules/identity/index.ts';
import { getInstitution } from '../modules/organisation/index.ts';
import { keepDemonstrationKey } from '../modules/signatures/index.ts';
import {
  type InventedAuthority,
  inventAuthority,
  inventSigner,
} from '../platform/signing/sign/make-demonstration-key.ts';
import { p12Signer } from '../platform/signing/sign/p12-signer.ts';
import { signPdf } from '../platform/signing/sign/sign-pdfs.ts';

/** Gives those who sign in the demonstration their keys; all open with the same PIN. */
export async function seedSigners(product: Product, signers: readonly Actor[]): Promise<void> {
  const at = product.clock.now();
  const { name: organisation } = await getInstitution(product.db);
  const authority = await inventAuthority(organisation, at);
  await product.db.transaction().execute(async (tx) => {
    for (const { accountId, displayName: name } of signers) {
      await keepDemonstrationKey(tx, authority, { accountId, subject: { name, organisation }, at });
    }
  });
}

/** Signs papers of invented citizens, each with a key of its own that is forgotten at once. */
export type CitizenSigner = { sign(pdf: Buffer, name: string, at: Date): Promise<Buffer> };

export function citizenSigner(): CitizenSigner {
  let authority: Promise<InventedAuthority> | undefined;
  return {
    async sign(pdf, name, at) {
      authority ??= inventAuthority('Furnizor inventat', at);
      const subject = { name, organisation: 'Persoană fizică' };
      const pin = crypto.randomUUID();
      const { p12, certificates } = await inventSigner(await authority, { subject, pin, now: at });
      const signer = p12Signer(p12, certificates);
      return await signPdf({ pdf, field: { at } }, { signer, authorisation: { pin } });
    },
  };
}
