import type { EntryAction, Permission } from '@opis/contracts';
import type { Actor } from '../identity/index.ts';
import { mayInRegister, type RegisterAccess } from './registers.ts';

/**
 * What the decision needs to know of an entry. `reader` is true when the actor is among the readers of its file,
 * `closed` when its book is closed for the year: its rows are as they were sealed (REG-05).
 */
export type EntryFacts = {
  status: 'registered' | 'annulled';
  unitId: string | null;
  reader: boolean;
  closed: boolean;
  /** Somebody solves it: a registrar gives a paper its way, and hands on nothing that lies with a person. */
  inWork?: boolean;
  /** Its paper was moved to a special register: nothing is done to the row any more. */
  sealed?: boolean;
};

const amendments: readonly { action: EntryAction; permission: Permission }[] = [
  { action: 'annul', permission: 'entry.annul' },
  { action: 'correct', permission: 'entry.amend' },
  { action: 'join', permission: 'entry.amend' },
  { action: 'route', permission: 'entry.route' },
  { action: 'dispatch', permission: 'entry.dispatch' },
  { action: 'classify', permission: 'entry.classify' },
];

/** What the actor may do to the entry now; the server checks the same list that the console draws. */
export function entryActions(actor: Actor, access: RegisterAccess, entry: EntryFacts): EntryAction[] {
  if (entry.sealed) return [];
  const may = (permission: Permission) => mayInRegister(actor, access, permission);
  const changes =
    entry.status === 'annulled' || entry.closed
      ? []
      : amendments
          .filter(
            ({ action, permission }) =>
              (may(permission) && !(action === 'route' && entry.inWork && !access.member)) ||
              (action === 'route' && mayHandOn(actor, entry)),
          )
          .map(({ action }) => action);
  return [
    ...changes,
    ...(entry.reader || access.member ? (['read-file'] as const) : []),
    ...(may('entry.register') || entry.reader ? (['print'] as const) : []),
  ];
}

// The head of the unit where a document lies may hand it on, whatever rights they have over the register.
function mayHandOn(actor: Actor, entry: EntryFacts): boolean {
  const scope = actor.scopes.get('entry.route');
  return (
    entry.reader &&
    scope !== undefined &&
    scope !== 'institution' &&
    entry.unitId !== null &&
    scope.has(entry.unitId)
  );
}

/** True when the actor may read the 13 columns of every row of the register. */
export function mayReadBook(actor: Actor, access: RegisterAccess): boolean {
  return mayInRegister(actor, access, 'entry.read-book');
}
