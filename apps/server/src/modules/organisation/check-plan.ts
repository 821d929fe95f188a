import type { OrganisationPlan } from '@opis/contracts';
import { AppError, type ErrorCode } from '@opis/contracts';
import type { OrganisationState } from './organisation-change.ts';
import { keyOf } from './organisation-change.ts';

/**
 * Throws `organisation.code-repeated`, `organisation.unknown-code`, `organisation.successor-of-open` or
 * `organisation.one-leader` with the path of each place in the plan where it is so.
 */
export function checkPlan(state: OrganisationState, plan: OrganisationPlan): void {
  refuse('organisation.code-repeated', repeatedCodes(plan));
  refuse('organisation.unknown-code', unknownCodes(state, plan));
  refuse('organisation.successor-of-open', successorsOfOpen(plan));
  refuse('organisation.one-leader', sharedLeads(plan));
}

function refuse(code: ErrorCode, paths: readonly string[]) {
  if (paths.length > 0)
    throw new AppError('validation', code, { fields: paths.map((path) => ({ path, code })) });
}

function repeatedCodes(plan: OrganisationPlan): string[] {
  const lists: Record<string, string[]> = {
    offices: plan.offices.map(keyOf.offices),
    units: plan.units.map(keyOf.units),
    positions: plan.positions.map(keyOf.positions),
    staff: plan.staff.map(keyOf.staff),
    nomenclature: plan.nomenclature.map(keyOf.nomenclature),
    categories: plan.categories.map(keyOf.categories),
    daysOff: plan.daysOff.map(keyOf.daysOff),
  };
  return Object.entries(lists).flatMap(([name, keys]) => {
    const field = name === 'daysOff' ? 'day' : name === 'positions' ? 'name' : 'code';
    const seen = new Set<string>();
    return keys.flatMap((key, at) => {
      const again = seen.has(key);
      seen.add(key);
      return again ? [`${name}.${at}.${field}`] : [];
    });
  });
}

function unknownCodes(state: OrganisationState, plan: OrganisationPlan): string[] {
  const units = new Set([...state.units.keys(), ...plan.units.map(keyOf.units)]);
  const offices = new Set([...state.offices.keys(), ...plan.offices.map(keyOf.offices)]);
  const posts = new Set([...state.positions.keys(), ...plan.positions.map(keyOf.positions)]);
  const files = new Set([...state.nomenclature.keys(), ...plan.nomenclature.map(keyOf.nomenclature)]);
  const missing = (path: string, known: ReadonlySet<string>, code: string | null) =>
    code === null || known.has(code) ? [] : [path];
  return [
    ...plan.units.flatMap((unit, at) => [
      ...missing(`units.${at}.parent`, units, unit.parent),
      ...missing(`units.${at}.successor`, units, unit.successor),
    ]),
    ...plan.positions.flatMap((post, at) => missing(`positions.${at}.unit`, units, post.unit)),
    ...plan.staff.flatMap((person, at) => [
      ...missing(
        `staff.${at}.position`,
        posts,
        person.position && `${person.position.unit}/${person.position.name}`,
      ),
      ...missing(`staff.${at}.office`, offices, person.office),
    ]),
    ...plan.nomenclature.flatMap((item, at) => missing(`nomenclature.${at}.unit`, units, item.unit)),
    ...plan.categories.flatMap((category, at) => [
      ...missing(`categories.${at}.unit`, units, category.unit),
      // One that is no longer in use may keep naming what is no longer in force.
      ...(category.active
        ? missing(`categories.${at}.nomenclatureCode`, files, category.nomenclatureCode)
        : []),
    ]),
  ];
}

const successorsOfOpen = (plan: OrganisationPlan): string[] =>
  plan.units.flatMap((unit, at) =>
    unit.successor !== null && (unit.closedOn === null || unit.successor === unit.code)
      ? [`units.${at}.successor`]
      : [],
  );

const sharedLeads = (plan: OrganisationPlan): string[] =>
  plan.positions.flatMap((post, at) => (post.leads && post.seats > 1 ? [`positions.${at}.seats`] : []));
