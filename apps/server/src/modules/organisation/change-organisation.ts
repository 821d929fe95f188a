import { AppError, type OrganisationEdit, OrganisationPlan } from '@opis/contracts';
import { toLegalTime } from '../../platform/clock.ts';
import type { Tx } from '../../platform/db.ts';
import type { ActingPerson } from './administration-act.ts';
import { checkPlan } from './check-plan.ts';
import { commitChanges } from './commit-changes.ts';
import { isSame, keyOf, type OrganisationChange, type OrganisationState } from './organisation-change.ts';
import { lockState } from './organisation-state.ts';
import type { UnitFiles } from './unit-closings.ts';

/**
 * Changes rows of the organisation as one act, in the caller's transaction; gives its id. Throws `organisation.changed-meanwhile` with
 * the row as it is now when it is no longer as it was seen, `organisation.nothing-to-change`, and whatever an import of
 * the same rows would throw, with paths such as `edits.0.parent`.
 */
export async function changeOrganisation(
  tx: Tx,
  by: ActingPerson,
  { edits, at, unitFiles }: { edits: readonly OrganisationEdit[]; at: Date; unitFiles: UnitFiles },
): Promise<string> {
  const state = await lockState(tx);
  const changes = edits.map((edit, index) => toChange(state, edit, index));
  checkEdits(state, edits);
  refuseBornClosed(edits, toLegalTime(at).date);
  const places = new Map(changes.map(({ key }, index) => [key, `edits.${index}`]));
  const placeOf = (unit: string) => places.get(unit);
  const done = await commitChanges(tx, by, { kind: 'changed', at, state, changes, unitFiles, placeOf });
  if (done === null) throw new AppError('validation', 'organisation.nothing-to-change');
  return done;
}

/** By hand nothing is added that is closed already; a file may bring the history of an institution. */
function refuseBornClosed(edits: readonly OrganisationEdit[], today: string) {
  const code = 'organisation.closed-in-past';
  const fields = edits.flatMap(({ before, after }, index) =>
    before === null &&
    after !== null &&
    'closedOn' in after &&
    after.closedOn !== null &&
    after.closedOn < today
      ? [{ path: `edits.${index}.closedOn`, code } as const]
      : [],
  );
  if (fields.length > 0) throw new AppError('validation', code, { fields });
}

function toChange(state: OrganisationState, edit: OrganisationEdit, index: number): OrganisationChange {
  const { list, before, after } = edit;
  const key = keyOf[list] as (row: typeof after) => string;
  const row = before ?? after;
  if (row === null || isSame(before, after))
    throw new AppError('validation', 'organisation.nothing-to-change');
  const known = state[list].get(key(row)) ?? null;
  if (!isSame(known, before))
    throw new AppError('conflict', 'organisation.changed-meanwhile', { conflict: { index, current: known } });
  if (after !== null && key(after) !== key(row))
    throw new AppError('validation', 'request.invalid', {
      fields: [{ path: `edits.${index}.code`, code: 'field.invalid' }],
    });
  return { list, key: key(row), before, after } as OrganisationChange;
}

/** The rules of a plan hold for edits too; their paths are told in the words of the request. */
function checkEdits(state: OrganisationState, edits: readonly OrganisationEdit[]): void {
  const rows: Record<string, object[]> = {};
  const indexes: Record<string, number[]> = {};
  for (const [index, { list, after }] of edits.entries()) {
    if (after === null || list === 'institution') continue;
    rows[list] = [...(rows[list] ?? []), after];
    indexes[list] = [...(indexes[list] ?? []), index];
  }
  try {
    checkPlan(state, OrganisationPlan.parse(rows));
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    const fields = error.fields.map(({ path, code }) => {
      const [list = '', at = '0', ...field] = path.split('.');
      return { path: ['edits', indexes[list]?.[Number(at)] ?? 0, ...field].join('.'), code };
    });
    throw new AppError(error.family, error.code, { fields, cause: error });
  }
}
