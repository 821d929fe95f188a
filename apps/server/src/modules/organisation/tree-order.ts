type Node = { readonly code: string; readonly parent: string | null };

/**
 * The same units as people read the tree: each after its parent, siblings in the order in which they were given. Units
 * of a circle, which the database would refuse, come last.
 */
export function orderOfTree<Unit extends Node>(units: readonly Unit[]): Unit[] {
  const codes = new Set(units.map((unit) => unit.code));
  const children = Map.groupBy(units, ({ parent }) => (parent !== null && codes.has(parent) ? parent : null));
  const ordered: Unit[] = [];
  const waiting = [...(children.get(null) ?? [])].reverse();
  for (let unit = waiting.pop(); unit !== undefined; unit = waiting.pop()) {
    ordered.push(unit);
    waiting.push(...(children.get(unit.code) ?? []).toReversed());
  }
  const reached = new Set(ordered.map((unit) => unit.code));
  return [...ordered, ...units.filter((unit) => !reached.has(unit.code))];
}
