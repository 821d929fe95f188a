/** How deep each unit stands; the list is in the order of the tree, parents first. */
export function depthsOf(
  units: readonly { code: string; parent: string | null }[],
): ReadonlyMap<string, number> {
  const depths = new Map<string, number>();
  for (const { code, parent } of units) depths.set(code, parent === null ? 0 : (depths.get(parent) ?? 0) + 1);
  return depths;
}
