import type { AdministrationChange } from '@opis/contracts';
import { organisationText } from './organisation-texts.ts';

/** A change as a line for people: `+ structură juridic: Serviciul Juridic`, then what differs, field by field. */
export function describeChange({ list, key, before, after }: AdministrationChange): string {
  const noun = listWord(list);
  const name = nameOf(after ?? before ?? {});
  const label = name === '' || name === key ? key : `${key}: ${name}`;
  if (before === null) return `+ ${noun} ${label}`;
  if (after === null) return `− ${noun} ${label}`;
  if (list === 'order') return `~ ${organisationText('change.order', { list: listWord(key) })}`;
  const closes = isClosing(before, after);
  const fields = Object.keys({ ...before, ...after })
    .filter((field) => show(before[field]) !== show(after[field]))
    .map((field) => `    ${fieldWord(field)}: ${show(before[field])} → ${show(after[field])}`);
  return [`${closes ? '−' : '~'} ${noun} ${label}`, ...fields].join('\n');
}

const isClosing = (before: Record<string, unknown>, after: Record<string, unknown>) =>
  ['closedOn', 'activeTo'].some((field) => !before[field] && after[field]) ||
  (before.active === true && after.active === false);

/** How many are added, changed and closed, in one sentence. */
export function summariseChanges(changes: readonly AdministrationChange[]): string {
  const lines = changes.map(describeChange);
  const count = (sign: string) => lines.filter((line) => line.startsWith(sign)).length;
  return organisationText('change.summary', { added: count('+'), changed: count('~'), closed: count('−') });
}

function nameOf(row: Record<string, unknown>): string {
  const full = [row.givenName, row.familyName].filter(Boolean).join(' ');
  return String(row.name ?? row.title ?? '') && full === '' ? String(row.name ?? row.title) : full;
}

function show(value: unknown): string {
  if (value === null || value === undefined || value === '') return '–';
  if (typeof value === 'boolean') return organisationText(value ? 'value.yes' : 'value.no');
  return typeof value === 'object' ? Object.values(value).join(', ') : String(value);
}

const words = {
  institution: 'list.institution',
  offices: 'list.offices',
  units: 'list.units',
  positions: 'list.positions',
  staff: 'list.staff',
  nomenclature: 'list.nomenclature',
  categories: 'list.categories',
  daysOff: 'list.daysOff',
  order: 'list.order',
} as const;

const listWord = (list: string) =>
  list in words ? organisationText(words[list as keyof typeof words]) : list;

const fields = {
  name: 'field.name',
  shortName: 'field.shortName',
  title: 'field.title',
  parent: 'field.parent',
  unit: 'field.unit',
  address: 'field.address',
  closedOn: 'field.closedOn',
  successor: 'field.successor',
  leads: 'field.leads',
  seats: 'field.seats',
  givenName: 'field.givenName',
  familyName: 'field.familyName',
  position: 'field.position',
  office: 'field.office',
  activeFrom: 'field.activeFrom',
  activeTo: 'field.activeTo',
  retention: 'field.retention',
  subRegister: 'field.subRegister',
  nomenclatureCode: 'field.nomenclatureCode',
  active: 'field.active',
  kind: 'field.kind',
  act: 'field.act',
  council: 'field.council',
  phone: 'field.phone',
  email: 'field.email',
  website: 'field.website',
  openingHours: 'field.openingHours',
} as const;

const fieldWord = (field: string) =>
  field in fields ? organisationText(fields[field as keyof typeof fields]) : field;
