import type { OrganisationPlan } from '@opis/contracts';
import {
  isSame,
  keyOf,
  type ListName,
  listNames,
  type OrganisationChange,
  type OrganisationState,
  type RowOf,
} from './organisation-change.ts';
import { orderOfTree } from './tree-order.ts';

type KeyedList = Exclude<ListName, 'order'>;
type Options = {
  /** What the plan leaves out is taken out of use. */
  complete: boolean;
  /** The day from which it is. */
  today: string;
};

/** What must change so that the organisation is as the plan says; empty when it is already. */
export function comparePlan(
  state: OrganisationState,
  plan: OrganisationPlan,
  options: Options,
): OrganisationChange[] {
  const compared = listNames.flatMap((list) =>
    list === 'order' ? [] : compareList(list, { state, plan, options }),
  );
  const rows = compared.filter((change) => !isHeldPost(change, { state, changes: compared }));
  return [...rows, ...compareOrders(state, plan, rows)];
}

/** Whoever left stays on their last post, so that it is known who they were: the post stays with them. */
function isHeldPost(
  { list, key, after }: OrganisationChange,
  { state, changes }: { state: OrganisationState; changes: readonly OrganisationChange[] },
): boolean {
  if (list !== 'positions' || after !== null) return false;
  const staff = new Map(state.staff);
  for (const change of changes)
    if (change.list === 'staff' && change.after !== null) staff.set(change.key, change.after);
  return [...staff.values()].some(
    ({ position }) => position !== null && keyOf.positions({ ...position, leads: false, seats: 1 }) === key,
  );
}

const given = (plan: OrganisationPlan, list: KeyedList): readonly RowOf[KeyedList][] =>
  list === 'institution' ? (plan.institution ? [plan.institution] : []) : plan[list];

function compareList(
  list: KeyedList,
  { state, plan, options }: { state: OrganisationState; plan: OrganisationPlan; options: Options },
): OrganisationChange[] {
  const key = keyOf[list] as (row: RowOf[KeyedList]) => string;
  const known: ReadonlyMap<string, RowOf[KeyedList]> = state[list];
  const rows = given(plan, list);
  const changed = rows.flatMap((row) => {
    const before = known.get(key(row)) ?? null;
    return isSame(before, row) ? [] : [toChange(list, key(row), { before, after: row })];
  });
  const named = new Set(rows.map(key));
  const left = options.complete ? [...known].filter(([code]) => !named.has(code)) : [];
  return [...changed, ...left.flatMap(([code, row]) => takeOut(list, code, { row, today: options.today }))];
}

const toChange = (
  list: KeyedList,
  key: string,
  rows: { before: RowOf[KeyedList] | null; after: RowOf[KeyedList] | null },
) => ({ list, key, ...rows }) as OrganisationChange;

/** Units, offices and people stay, closed: papers name them. Rows that are out of use already are left alone. */
function takeOut(
  list: KeyedList,
  key: string,
  { row, today }: { row: RowOf[KeyedList]; today: string },
): OrganisationChange[] {
  if (list === 'institution') return [];
  if ('closedOn' in row) return row.closedOn === null ? closed({ closedOn: today }) : [];
  if ('activeTo' in row) return row.activeTo === null ? closed({ activeTo: today }) : [];
  if ('active' in row) return row.active ? closed({ active: false }) : [];
  return [toChange(list, key, { before: row, after: null })];

  function closed(end: object): OrganisationChange[] {
    return [toChange(list, key, { before: row, after: { ...row, ...end } as RowOf[KeyedList] })];
  }
}

const orderedLists = ['offices', 'units', 'categories'] as const;

/** A plan that names every row of a list also says its order; one that adds a few leaves it and adds them at the end. */
function compareOrders(
  state: OrganisationState,
  plan: OrganisationPlan,
  changes: readonly OrganisationChange[],
): OrganisationChange[] {
  return orderedLists.flatMap((list): OrganisationChange[] => {
    const wanted = plan[list].map((row) => row.code);
    const before = state.order.get(list)?.keys ?? [];
    if (!before.every((code) => wanted.includes(code))) return [];
    const added = wanted.filter((code) => !before.includes(code));
    const appended = inTree(list, { codes: [...before, ...added], state, changes });
    const after = inTree(list, { codes: wanted, state, changes });
    if (isSame(appended, after)) return [];
    return [{ list: 'order', key: list, before: { keys: appended }, after: { keys: after } }];
  });
}

/** Units are read as a tree: only the order among siblings counts. */
function inTree(
  list: (typeof orderedLists)[number],
  {
    codes,
    state,
    changes,
  }: { codes: readonly string[]; state: OrganisationState; changes: readonly OrganisationChange[] },
): readonly string[] {
  if (list !== 'units') return codes;
  const parents = new Map([...state.units].map(([code, unit]) => [code, unit.parent]));
  for (const { list: changed, key, after } of changes)
    if (changed === 'units' && after !== null) parents.set(key, after.parent);
  return orderOfTree(codes.map((code) => ({ code, parent: parents.get(code) ?? null }))).map(
    ({ code }) => code,
  );
}
