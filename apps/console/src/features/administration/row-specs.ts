import type { OrganisationEdit } from '@opis/contracts';
import type { MessageId } from '../../parts/text.tsx';

/** How a field of a row is asked for. */
export type FieldSpec = {
  name: string;
  label: MessageId;
  kind: 'text' | 'code' | 'unit' | 'office' | 'file' | 'post' | 'date' | 'number' | 'yes' | 'day-kind';
  optional?: boolean;
  hint?: MessageId;
};

export type EditedList = Exclude<OrganisationEdit['list'], 'institution'>;
export type Row = Record<string, unknown>;

/** A list of the organisation: the words for it, its fields, and what a new row begins as. */
export type ListSpec = {
  list: EditedList;
  one: MessageId;
  add: MessageId;
  key: string;
  fields: readonly FieldSpec[];
  blank: Row;
  /** Columns of its table. */
  columns: readonly string[];
};

const code: FieldSpec = {
  name: 'code',
  label: 'admin.field.code',
  kind: 'code',
  hint: 'admin.field.code-hint',
};
const name: FieldSpec = { name: 'name', label: 'admin.field.name', kind: 'text' };

export const rowSpecs = {
  offices: {
    list: 'offices',
    one: 'admin.one.offices',
    add: 'admin.add.offices',
    key: 'code',
    fields: [
      name,
      code,
      { name: 'address', label: 'admin.field.address', kind: 'text' },
      { name: 'closedOn', label: 'admin.field.closed-on', kind: 'date', optional: true },
    ],
    blank: { code: '', name: '', address: '', closedOn: null },
    columns: ['name', 'address', 'closedOn'],
  },
  units: {
    list: 'units',
    one: 'admin.one.units',
    add: 'admin.add.units',
    key: 'code',
    fields: [
      name,
      {
        name: 'shortName',
        label: 'admin.field.short-name',
        kind: 'text',
        hint: 'admin.field.short-name-hint',
      },
      code,
      { name: 'parent', label: 'admin.field.parent', kind: 'unit', optional: true },
    ],
    blank: { code: '', parent: null, name: '', shortName: '', closedOn: null, successor: null },
    columns: ['name', 'shortName'],
  },
  positions: {
    list: 'positions',
    one: 'admin.one.positions',
    add: 'admin.add.positions',
    key: 'name',
    fields: [
      { name: 'unit', label: 'admin.field.unit', kind: 'unit' },
      name,
      { name: 'seats', label: 'admin.field.seats', kind: 'number' },
      { name: 'leads', label: 'admin.field.leads', kind: 'yes' },
    ],
    blank: { unit: null, name: '', leads: false, seats: 1 },
    columns: ['name', 'seats', 'leads'],
  },
  staff: {
    list: 'staff',
    one: 'admin.one.staff',
    add: 'admin.add.staff',
    key: 'code',
    fields: [
      { name: 'givenName', label: 'admin.field.given-name', kind: 'text' },
      { name: 'familyName', label: 'admin.field.family-name', kind: 'text' },
      { ...code, label: 'admin.field.mark', hint: 'admin.field.mark-hint' },
      { name: 'title', label: 'admin.field.title', kind: 'text', hint: 'admin.field.title-hint' },
      { name: 'position', label: 'admin.field.position', kind: 'post', optional: true },
      { name: 'office', label: 'admin.field.office', kind: 'office', optional: true },
      {
        name: 'email',
        label: 'admin.field.email',
        kind: 'text',
        optional: true,
        hint: 'admin.field.email-hint',
      },
      { name: 'activeFrom', label: 'admin.field.active-from', kind: 'date' },
      {
        name: 'activeTo',
        label: 'admin.field.active-to',
        kind: 'date',
        optional: true,
        hint: 'admin.field.active-to-hint',
      },
    ],
    blank: {
      code: '',
      givenName: '',
      familyName: '',
      title: '',
      position: null,
      office: null,
      email: null,
      activeFrom: '',
      activeTo: null,
    },
    columns: ['familyName', 'givenName', 'title'],
  },
  nomenclature: {
    list: 'nomenclature',
    one: 'admin.one.nomenclature',
    add: 'admin.add.nomenclature',
    key: 'code',
    fields: [
      { name: 'code', label: 'admin.field.file-code', kind: 'code' },
      { name: 'title', label: 'admin.field.file-title', kind: 'text' },
      { name: 'unit', label: 'admin.field.unit', kind: 'unit', optional: true },
      { name: 'retention', label: 'admin.field.retention', kind: 'text', hint: 'admin.field.retention-hint' },
    ],
    blank: { code: '', title: '', unit: null, retention: '' },
    columns: ['code', 'title', 'unit', 'retention'],
  },
  categories: {
    list: 'categories',
    one: 'admin.one.categories',
    add: 'admin.add.categories',
    key: 'code',
    fields: [
      name,
      code,
      { name: 'unit', label: 'admin.field.proposed-unit', kind: 'unit', optional: true },
      { name: 'nomenclatureCode', label: 'admin.field.file', kind: 'file', optional: true },
      {
        name: 'subRegister',
        label: 'admin.field.sub-register',
        kind: 'text',
        optional: true,
        hint: 'admin.field.sub-register-hint',
      },
      { name: 'active', label: 'admin.field.active', kind: 'yes' },
    ],
    blank: { code: '', name: '', unit: null, subRegister: null, nomenclatureCode: null, active: true },
    columns: ['name', 'unit', 'nomenclatureCode', 'active'],
  },
  daysOff: {
    list: 'daysOff',
    one: 'admin.one.days-off',
    add: 'admin.add.days-off',
    key: 'day',
    fields: [
      { name: 'day', label: 'admin.field.day', kind: 'date' },
      { name: 'kind', label: 'admin.field.day-kind', kind: 'day-kind' },
      { ...name, label: 'admin.field.day-name' },
      { name: 'act', label: 'admin.field.act', kind: 'text', optional: true, hint: 'admin.field.act-hint' },
    ],
    blank: { day: '', kind: 'off', name: '', act: '' },
    columns: ['day', 'name', 'kind', 'act'],
  },
} as const satisfies Record<EditedList, ListSpec>;

/** Who takes over what a closed unit still has open. */
export const successorSpec: ListSpec = {
  ...rowSpecs.units,
  fields: [{ name: 'successor', label: 'admin.field.successor', kind: 'unit' }],
};
