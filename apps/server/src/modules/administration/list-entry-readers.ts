import { AppError, type EntryReaders, permissionsOf, type RightSource } from '@opis/contracts';
import { toLegalTime } from '../../platform/clock.ts';
import { type Actor, fileReachOf, holds, requirePermission, resolveAccount } from '../identity/index.ts';
import { listTreeUnits, type TreeUnit } from '../organisation/index.ts';
import { type EntryKey, findEntryAudience } from '../registry/index.ts';
import { listAdministeredAccounts } from './account-views.ts';
import type { AdministrationDeps } from './administration-deps.ts';
import { sourcesOf } from './explain-rights.ts';
import { listHeldRoles } from './right-sources.ts';

type Audience = NonNullable<Awaited<ReturnType<typeof findEntryAudience>>>;

/**
 * Everybody who may read an entry today and by what right: its row of the book, its file. What it says stays unread; of
 * a confidential register, as of one that is not there, `registry.entry-not-found`.
 */
export async function listEntryReaders(
  deps: AdministrationDeps,
  actor: Actor,
  key: EntryKey,
): Promise<EntryReaders> {
  requirePermission(actor, 'accounts.manage', null);
  const audience = await findEntryAudience(deps.db, key);
  if (audience === undefined) throw new AppError('not-found', 'registry.entry-not-found');
  const now = deps.clock.now();
  const held = await listHeldRoles(deps.db, { now, staffIds: null });
  const accounts = await listAdministeredAccounts(deps.db, { now, today: toLegalTime(now).date });
  const units = await listTreeUnits(deps.db);
  const items: EntryReaders['items'] = [];
  for (const { id, name, title, username, active } of accounts) {
    const person = active ? await resolveAccount(deps, username) : undefined;
    if (person === undefined) continue;
    const rights = reasonsOf({ person, audience, units, sources: await sourcesOf(deps, person, held) });
    if (rights !== undefined) items.push({ accountId: id, name, title, ...rights });
  }
  return { items };
}

/** The sources behind a right that the person really has; the same computation as at the door decides whether. */
function reasonsOf(of: {
  person: Actor;
  audience: Audience;
  units: readonly TreeUnit[];
  sources: readonly RightSource[];
}): { row: RightSource[]; file: RightSource[]; named: boolean } | undefined {
  const { person, audience, units, sources } = of;
  const readsRow = holds(person, 'entry.read-book', audience.registerUnitId);
  const readsFile = person.principals.some((principal) => audience.principals.has(principal));
  if (!readsRow && !readsFile) return undefined;
  const covers = (unit: string | null, targets: ReadonlySet<string>, whole: boolean) =>
    unit === null ? whole : isAbove(units, { unit, targets });
  const register = new Set(audience.registerUnitId === null ? [] : [audience.registerUnitId]);
  return {
    row: sources.filter(
      ({ role, unit }) => permissionsOf[role].includes('entry.read-book') && covers(unit, register, true),
    ),
    file: sources.filter(({ role, unit }) => {
      const reach = fileReachOf[role];
      if (reach === 'subtree') return covers(unit, audience.principals, true);
      return reach === 'unit' && units.some((each) => each.code === unit && audience.principals.has(each.id));
    }),
    named: audience.principals.has(person.staffId),
  };
}

/** True when one of the targets is the unit or stands under it. */
function isAbove(
  units: readonly TreeUnit[],
  { unit, targets }: { unit: string; targets: ReadonlySet<string> },
): boolean {
  const parents = new Map(units.map((each) => [each.id, each.parentId]));
  const top = units.find((each) => each.code === unit)?.id;
  for (const target of targets)
    for (let id: string | null | undefined = target; id; id = parents.get(id)) if (id === top) return true;
  return false;
}
