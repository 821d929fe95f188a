import { AppError } from '@opis/contracts';
import type { Clock } from '../../platform/clock.ts';
import type { Db } from '../../platform/db.ts';
import { readTrustedList, type TrustedList } from '../../platform/signing/trust/read-trusted-list.ts';
import { TrustedListError } from '../../platform/signing/trust/trusted-list-error.ts';
import { examineSignedAgain } from './examine-file.ts';
import { type ImportedList, listTrustedLists, replaceTrustedList } from './trust-store.ts';

/** What an import did: which list, how many services, and how many signed files are examined again. */
export type ImportedTrust = {
  readonly list: TrustedList;
  readonly confirmedBy: 'operator' | 'pointer' | 'earlier-list';
  readonly examinedAgain: number;
};

/**
 * Imports a trusted list. Its own signature is checked; who signed it must be vouched for by an imported list of lists,
 * by having signed the list before, or by the operator, who names the fingerprint (`signer`) after comparing it with
 * the Official Journal. Errors: `signature.trusted-list-*`; with `-unknown-signer` the fingerprint is in `details`.
 */
export async function importTrustedList(
  deps: { db: Db; clock: Clock },
  { xml, signer }: { xml: string; signer?: string | undefined },
): Promise<ImportedTrust> {
  const list = read(xml);
  return await deps.db.transaction().execute(async (tx) => {
    const known = await listTrustedLists(tx);
    const before = known.find(({ territory }) => territory === list.territory);
    if (before && before.sequenceNumber > list.sequenceNumber) {
      throw new AppError('conflict', 'signature.trusted-list-older');
    }
    const confirmedBy = whoConfirms(list, known, signer);
    if (!confirmedBy) {
      throw new AppError('conflict', 'signature.trusted-list-unknown-signer', {
        details: { fingerprint: list.signerSha256 },
      });
    }
    await replaceTrustedList(tx, list, { confirmedBy, at: deps.clock.now() });
    return { list, confirmedBy, examinedAgain: await examineSignedAgain(tx, deps.db) };
  });
}

function read(xml: string): TrustedList {
  try {
    return readTrustedList(xml);
  } catch (error) {
    if (!(error instanceof TrustedListError)) throw error;
    throw new AppError('validation', `signature.trusted-list-${error.code}`, { cause: error });
  }
}

function whoConfirms(
  { territory, signerSha256 }: TrustedList,
  known: readonly ImportedList[],
  signer: string | undefined,
): ImportedTrust['confirmedBy'] | undefined {
  if (signer?.replaceAll(/[:\s]/g, '').toLowerCase() === signerSha256) return 'operator';
  // A list of lists vouches for others, never for itself.
  const others = known.filter((list) => list.territory !== territory);
  if (others.some(({ pointers }) => pointers[territory]?.includes(signerSha256))) return 'pointer';
  const before = known.find((list) => list.territory === territory);
  return before?.signerSha256 === signerSha256 ? 'earlier-list' : undefined;
}
