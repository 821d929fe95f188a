import type { CaseFileAction } from '@opis/contracts';
import { type Capacities, holds, type Rights, rightsWithout } from '../identity/index.ts';
import type { CaseFileFacts } from './case-file.ts';

/** Who somebody is to a file. */
type Standing = {
  /** Gives files of this register their first unit. */
  routes: boolean;
  /** Assigns in the unit where it lies: its head, or the director above. */
  leads: boolean;
  /** Solves works of the unit where it lies. */
  works: boolean;
  /** Is the handler, or stands in for them. */
  handles: boolean;
  /** Is named on its confidential register: there that is every right. */
  named: boolean;
};

function standingOf(actor: Rights, file: CaseFileFacts): Standing {
  const inUnit = (permission: 'case.assign' | 'case.work') =>
    file.reader && file.unitId !== null && mayInUnit(actor, permission, file.unitId);
  return {
    routes: !file.sealed && holds(actor, 'case.route', file.registerUnitId),
    leads: inUnit('case.assign'),
    works: inUnit('case.work'),
    handles: file.reader && file.handlerId !== null && actor.principals.includes(file.handlerId),
    named: file.sealed && file.reader,
  };
}

/** True when the actor holds the permission over a unit whose files they read: a head's own units, a director's all. */
export function mayInUnit(actor: Rights, permission: 'case.assign' | 'case.work', unitId: string): boolean {
  return actor.principals.includes(unitId) && holds(actor, permission, unitId);
}

/** What the actor may do to the file now; the server checks the same list that the console draws. */
export function caseFileActions(actor: Capacities, file: CaseFileFacts): CaseFileAction[] {
  const standing = standingOf(rightsWithout(actor, file.barred), file);
  const noting: CaseFileAction[] = mayNote(standing, file) ? ['note'] : [];
  const all = [
    ...moves[file.status](standing, file),
    ...noting,
    ...asking(standing, file),
    ...shaping(standing, file),
  ];
  return all.filter((action) => isGranted(actor, file, action));
}

/**
 * True for who may add the scan of a paper to its file: who may change what the file holds, and a registrar of its book,
 * through whose hands the paper goes. The latter need not read the file (decision 0231).
 */
export function mayFileScans(actor: Capacities, file: CaseFileFacts): boolean {
  if (caseFileActions(actor, file).includes('edit')) return true;
  return file.status !== 'closed' && standingOf(rightsWithout(actor, file.barred), file).routes;
}

// A procedure may ask a right more for an act; to be named on a confidential register is every right there.
function isGranted(actor: Rights, file: CaseFileFacts, action: CaseFileAction): boolean {
  const right = file.rights[action];
  return right === undefined || file.sealed || holds(actor, right, file.unitId ?? file.registerUnitId);
}

// Whoever solves it says what it is and what it holds; a registrar too, the former until somebody has it.
function shaping(
  { routes, leads, works, handles, named }: Standing,
  { status, reader }: CaseFileFacts,
): CaseFileAction[] {
  if (status === 'closed' || !reader) return [];
  const solves = handles || leads || named || (works && status === 'with-unit');
  return [
    ...given(solves || (routes && status !== 'with-handler'), 'reclassify'),
    ...given(solves || routes, 'edit'),
  ];
}

// Whoever solves it asks others, and says whom it is about; a registrar may say the latter as it comes in.
function asking(
  { routes, leads, works, handles, named }: Standing,
  { status }: CaseFileFacts,
): CaseFileAction[] {
  if (status === 'closed') return [];
  const solves = handles || leads || named || (works && status === 'with-unit');
  return [...given(solves, 'ask'), ...given(solves || routes, 'set-complaint')];
}

type Moves = (standing: Standing, file: CaseFileFacts) => CaseFileAction[];

const moves: Readonly<Record<CaseFileFacts['status'], Moves>> = {
  unassigned: ({ routes, named }) => [
    ...given(routes || named, 'assign', 'join'),
    ...given(named, 'take', 'close'),
  ],
  'with-unit': ({ routes, leads, works, named }) => [
    ...given(leads || named, 'assign'),
    ...given(works || named, 'take'),
    ...given(leads || routes || named, 'forward'),
    ...given(leads || named, 'return', 'close'),
    ...given(leads || routes || named, 'join'),
  ],
  // A registrar gives a file its way; once somebody solves it, only they and their heads hand it on.
  'with-handler': ({ routes, leads, works, handles, named }) => [
    ...given(leads || named, 'assign'),
    ...given(!handles && ((leads && works) || named), 'take'),
    ...given((handles || leads) && !named, 'forward'),
    ...given(handles || leads || named, 'return', 'close'),
    ...given(handles || leads || routes || named, 'join'),
  ],
  // What its papers closed, people do not reopen: the papers were annulled, or are in another file.
  closed: ({ routes, leads, handles, named }, file) =>
    given(
      file.outcome !== 'annulled' &&
        file.outcome !== 'joined' &&
        (leads || handles || named || (routes && file.unitId === null)),
      'reopen',
    ),
};

const mayNote = ({ routes, leads, works, handles, named }: Standing, { reader }: CaseFileFacts) =>
  reader && (routes || leads || works || handles || named);

const given = (held: boolean, ...actions: CaseFileAction[]) => (held ? actions : []);
