import type { OrganisationPlan } from '@opis/contracts';

/** Rows of each list as a plan writes them, every field in its place; the key is the code people use. */
export type RowOf = {
  institution: NonNullable<OrganisationPlan['institution']>;
  offices: OrganisationPlan['offices'][number];
  units: OrganisationPlan['units'][number];
  positions: OrganisationPlan['positions'][number];
  staff: OrganisationPlan['staff'][number];
  nomenclature: OrganisationPlan['nomenclature'][number];
  categories: OrganisationPlan['categories'][number];
  daysOff: OrganisationPlan['daysOff'][number];
  /** Keys of a list in the order in which people see it. */
  order: { keys: readonly string[] };
};

/** A list of the organisation, in the order in which changes are written: what is named stands before what names it. */
export type ListName = keyof RowOf;
export const listNames = [
  'institution',
  'offices',
  'units',
  'positions',
  'staff',
  'nomenclature',
  'categories',
  'daysOff',
  'order',
] as const satisfies readonly ListName[];

/** One row as it stood and as it is to stand; `before` null adds it, `after` null takes it out of use. */
export type OrganisationChange = {
  [List in ListName]: { list: List; key: string; before: RowOf[List] | null; after: RowOf[List] | null };
}[ListName];

/** Everything by list and key. Maps are in the order in which people see the list. */
export type OrganisationState = { readonly [List in ListName]: ReadonlyMap<string, RowOf[List]> };

/** The key of each list's rows. */
export const keyOf: { readonly [List in Exclude<ListName, 'order'>]: (row: RowOf[List]) => string } = {
  institution: () => 'institution',
  offices: (row) => row.code,
  units: (row) => row.code,
  positions: (row) => `${row.unit}/${row.name}`,
  staff: (row) => row.code,
  nomenclature: (row) => row.code,
  categories: (row) => row.code,
  daysOff: (row) => row.day,
};

/** True when two rows say the same. Rows are plain JSON whose fields stand in the order of the plan's schema or not. */
export function isSame(left: unknown, right: unknown): boolean {
  // A field that came after an act was kept is absent from it: that is none.
  if ((left ?? null) === (right ?? null)) return true;
  if (typeof left !== 'object' || typeof right !== 'object' || left === null || right === null) return false;
  const names = new Set([...Object.keys(left), ...Object.keys(right)]);
  const a = new Map(Object.entries(left));
  const b = new Map(Object.entries(right));
  return [...names].every((name) => isSame(a.get(name), b.get(name)));
}

/** The changes that undo these. */
export function invert(changes: readonly OrganisationChange[]): OrganisationChange[] {
  return changes.map(
    (change) => ({ ...change, before: change.after, after: change.before }) as OrganisationChange,
  );
}
