import { AppError, type ErrorCode, type MergeField } from '@opis/contracts';

/** What a merge compares and moves; bytes as hex `\x…`. `cnp` is the pair of columns that holds a CNP. */
export type MergeSide = {
  readonly id: string;
  readonly kind: string;
  readonly name: string;
  readonly search_key: string;
  readonly cnp_sealed: string | null;
  readonly cnp_hash: string | null;
  readonly cui: string | null;
  readonly phone: string | null;
  readonly email: string | null;
  readonly address: string | null;
  readonly sealed_register_id: string | null;
  readonly merged_into: string | null;
};

/** Columns of the survivor, by name. */
export type Columns = Readonly<Record<string, string | null>>;

const columnsOf: Readonly<Record<MergeField, readonly (keyof MergeSide)[]>> = {
  kind: ['kind'],
  name: ['name', 'search_key'],
  cnp: ['cnp_sealed', 'cnp_hash'],
  cui: ['cui'],
  phone: ['phone'],
  email: ['email'],
  address: ['address'],
};

/**
 * Decides whether two parties may become one, and which columns of the survivor change: as they were and as they will be.
 * A CNP still stands as the merged party sealed it; who writes seals it anew. Throws conflict or validation.
 */
export function planMerge(
  survivor: MergeSide,
  merged: MergeSide,
  choice: { take: readonly MergeField[]; reason: string | undefined },
): { before: Columns; after: Columns } {
  requireMergeable(survivor, merged);
  if (differ(survivor, merged) && choice.reason === undefined)
    throw invalid('reason', 'party.merge-reason-required');
  const taken = [...new Set(choice.take)].flatMap((field) => columnsOf[field]);
  const empty = taken.find((column) => merged[column] === null);
  if (empty !== undefined) throw invalid('take', 'party.merge-nothing-to-take');
  const changed = taken.filter((column) => survivor[column] !== merged[column]);
  const pick = (side: MergeSide) => Object.fromEntries(changed.map((column) => [column, side[column]]));
  return { before: pick(survivor), after: pick(merged) };
}

function requireMergeable(survivor: MergeSide, merged: MergeSide) {
  if (survivor.id === merged.id) throw invalid('mergedId', 'party.merge-self');
  if (survivor.merged_into !== null || merged.merged_into !== null)
    throw new AppError('conflict', 'party.already-merged');
  if (survivor.sealed_register_id !== merged.sealed_register_id)
    throw new AppError('conflict', 'party.merge-border');
  if ((survivor.kind === 'natural') !== (merged.kind === 'natural'))
    throw new AppError('conflict', 'party.merge-kinds');
}

// Two CNPs, or two CUIs, are two persons before the law until somebody says why not.
function differ(one: MergeSide, other: MergeSide): boolean {
  const both = (left: string | null, right: string | null) =>
    left !== null && right !== null && left !== right;
  return both(one.cnp_hash, other.cnp_hash) || both(one.cui, other.cui);
}

/** What the survivor gets back when a merge is undone: each column that still stands as the merge left it. */
export function planUnmerge(
  now: MergeSide,
  merge: { before: Columns; after: Columns },
): Partial<Record<string, string | null>> {
  const current: Columns = { ...now };
  const untouched = (column: string) =>
    column === 'cnp_sealed'
      ? current.cnp_hash === merge.after.cnp_hash
      : current[column] === merge.after[column];
  return Object.fromEntries(Object.entries(merge.before).filter(([column]) => untouched(column)));
}

const invalid = (path: string, code: ErrorCode) =>
  new AppError('validation', code, { fields: [{ path, code }] });
