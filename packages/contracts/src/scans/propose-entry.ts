import { z } from 'zod';
import { entryCodesOf, type ReadPage } from './split-batch.ts';

/** Why a document needs a look before it is filed. */
export const ScanDoubt = z.enum([
  // The pages name more than one entry.
  'several-codes',
  // A code reads like ours and names nothing that the person sees.
  'unknown-code',
  // A code is there and could not be read.
  'unreadable-code',
  // The label is not as wide as we print it.
  'wrong-size',
  // It is the proof of registration that was scanned, or a copy of it among annexes.
  'receipt',
  // The label stands on a later page.
  'not-first',
  // There are more or fewer pages than the entry has sheets.
  'sheets',
  // The file of the entry has a scan already.
  'scanned-before',
  'annulled',
  'closed',
  // It was registered longer ago than a stack waits to be scanned.
  'old',
  // Adding documents to this file is not theirs.
  'not-allowed',
]);
export type ScanDoubt = z.infer<typeof ScanDoubt>;

/** What is known of the entry that a code names, as far as the person sees it. */
export type NamedEntry = {
  readonly code: string;
  readonly sheets: number;
  readonly scannedBefore: boolean;
  readonly annulled: boolean;
  readonly closed: boolean;
  readonly mayAdd: boolean;
  /** Days since it was registered. */
  readonly ageDays: number;
};

/** Where pages are proposed to go, and why that is not certain; certain without doubts, and never without a person. */
export type ScanProposal = { readonly code: string | null; readonly doubts: readonly ScanDoubt[] };

const maxAgeDays = 30;

/** Proposes the entry of a document's pages, given in their order, and says what speaks against it. */
export function proposeEntry(
  pages: readonly ReadPage[],
  entryOf: (code: string) => NamedEntry | undefined,
): ScanProposal {
  const all = pages.flatMap(({ codes }) => codes);
  const codes = entryCodesOf(all);
  const named = codes.flatMap((code) => entryOf(code) ?? []);
  const [entry] = named;
  const has = (kind: string) => all.some((code) => code.kind === kind);
  const doubts: (ScanDoubt | false)[] = [
    codes.length > 1 && 'several-codes',
    codes.length > named.length && 'unknown-code',
    has('unreadable') && 'unreadable-code',
    all.some(({ fits }) => fits === false) && 'wrong-size',
    ...(entry && named.length === 1 ? doubtsOf(entry, pages) : []),
  ];
  const found = doubts.filter((doubt) => doubt !== false);
  return { code: named.length === 1 ? (entry?.code ?? null) : null, doubts: found };
}

// A sheet written on both sides is two pages: whether it is so, only somebody who looks can say.
function doubtsOf(entry: NamedEntry, pages: readonly ReadPage[]): (ScanDoubt | false)[] {
  const written = pages.filter(({ blank }) => !blank).length;
  const firstCodes = pages[0]?.codes ?? [];
  return [
    !pages.some(({ codes }) => codes.some(({ kind }) => kind === 'label')) && 'receipt',
    !entryCodesOf(firstCodes).includes(entry.code) && 'not-first',
    written !== entry.sheets && 'sheets',
    entry.scannedBefore && 'scanned-before',
    entry.annulled && 'annulled',
    entry.closed && 'closed',
    entry.ageDays > maxAgeDays && 'old',
    !entry.mayAdd && 'not-allowed',
  ];
}
