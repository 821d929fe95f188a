import { showDate } from '../../parts/dates.ts';
import { type MessageId, useText } from '../../parts/text.tsx';
import { useOrganisation } from './use-organisation.ts';

/** A value of a row in words: names of units and offices instead of codes, dates as people write them. */
export function useShowValue(): (field: string, value: unknown) => string {
  const t = useText();
  const { data } = useOrganisation();
  const nameIn = (rows: readonly { code: string; name: string }[] | undefined, code: string) =>
    rows?.find((row) => row.code === code)?.name ?? code;
  const unitName = (code: string) => nameIn(data?.plan.units, code);
  const showText = (field: string, value: string): string => {
    if (unitFields.has(field)) return unitName(value);
    if (field === 'office') return nameIn(data?.plan.offices, value);
    if (field === 'kind') return t(value === 'worked' ? 'admin.day.worked' : 'admin.day.off');
    if (field === 'role' && isRole(value)) return t(roleLabels[value]);
    return /^\d{4}-\d{2}-\d{2}$/.test(value) ? showDate(value) : value;
  };
  return (field, value) => {
    if (value === null || value === undefined || value === '') return '–';
    if (typeof value === 'boolean') return t(value ? 'admin.yes' : 'admin.no');
    if (typeof value === 'object') return showPost(value, unitName);
    return showText(field, String(value));
  };
}

const isRole = (text: string): text is keyof typeof roleLabels => text in roleLabels;

const unitFields: ReadonlySet<string> = new Set(['unit', 'parent', 'successor']);

/** Each role in words. */
export const roleLabels = {
  registrar: 'profile.role.registrar',
  'digital-officer': 'profile.role.digital-officer',
  dispatcher: 'profile.role.dispatcher',
  'case-handler': 'profile.role.case-handler',
  'head-of-unit': 'profile.role.head-of-unit',
  director: 'profile.role.director',
  archivist: 'profile.role.archivist',
  jurist: 'profile.role.jurist',
  auditor: 'profile.role.auditor',
  administrator: 'profile.role.administrator',
} as const satisfies Record<string, MessageId>;

function showPost(value: object, unitName: (code: string) => string): string {
  if ('unit' in value && 'name' in value) return `${String(value.name)}, ${unitName(String(value.unit))}`;
  return Object.values(value).flat().map(String).join(', ');
}
