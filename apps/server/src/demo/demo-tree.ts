import type { OrganisationPlanInput } from '@opis/contracts';

/** A branch of the tree: code, name, short name for narrow columns, and what stands under it. */
export type Branch = readonly [code: string, name: string, shortName: string, under?: readonly Branch[]];

/** Units of a tree, parents first. */
export function unitsOf(
  [code, name, shortName, under = []]: Branch,
  parent: string | null = null,
): NonNullable<OrganisationPlanInput['units']> {
  return [{ code, parent, name, shortName }, ...under.flatMap((branch) => unitsOf(branch, code))];
}
