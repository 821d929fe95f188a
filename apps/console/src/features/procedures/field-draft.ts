import { checkFieldValue, type FieldValue, type ProcedureField } from '@opis/contracts';
import { showDate } from '../../parts/dates.ts';
import type { MessageId } from '../../parts/text.tsx';
import { readTypedDate } from '../../parts/typed-date.ts';

/** A field as it is typed; a person is kept by id, with the name beside. */
export type FieldDraft = string;

/** A kept value as hands would type it. */
export function toFieldDraft(field: ProcedureField, value: FieldValue | null): FieldDraft {
  if (value === null) return '';
  if (field.kind === 'date') return showDate(String(value));
  if (field.kind === 'number' || field.kind === 'money') return String(value).replace('.', ',');
  if (field.kind === 'yes-no') return value === true ? 'yes' : 'no';
  return String(value);
}

/** What was typed as the API keeps it (null: empty), or what is wrong with it. */
export function readFieldDraft(
  field: ProcedureField,
  draft: FieldDraft,
  today: string,
): { value: FieldValue | null } | { error: MessageId } {
  if (draft.trim() === '') return { value: null };
  const read = readers[field.kind](draft.trim(), today);
  if (read === undefined) return { error: wrong[field.kind] ?? 'fields.error.invalid' };
  const checked = checkFieldValue(field, read);
  if ('value' in checked) return checked;
  const error = errors[checked.code];
  return { error: error ?? wrong[field.kind] ?? 'fields.error.invalid' };
}

type Read = (text: string, today: string) => FieldValue | undefined;
const asTyped: Read = (text) => text;

// „1.234,5” as it is written here; a dot before three digits parts thousands, any other one is the comma of machines.
function toPlainNumber(text: string): string | undefined {
  const bare = text.replace(/\s/g, '');
  const parted = /^\d{1,3}(\.\d{3})+(,\d+)?$/.test(bare) ? bare.replaceAll('.', '') : bare;
  const plain = parted.replace(',', '.');
  return /^-?\d+(\.\d+)?$/.test(plain) ? plain : undefined;
}

const readers: Readonly<Record<ProcedureField['kind'], Read>> = {
  text: asTyped,
  choice: asTyped,
  party: asTyped,
  unit: asTyped,
  number(text) {
    const plain = toPlainNumber(text);
    return plain === undefined ? undefined : Number(plain);
  },
  money: toPlainNumber,
  date: readTypedDate,
  'yes-no': (text) => (text === 'yes' ? true : text === 'no' ? false : undefined),
};

const wrong: Partial<Record<ProcedureField['kind'], MessageId>> = {
  number: 'fields.error.number',
  money: 'fields.error.money',
  date: 'fields.error.date',
};
const errors: Readonly<Record<string, MessageId>> = {
  'field.too-long': 'fields.error.too-long',
  'field.too-short': 'fields.error.too-short',
  'field.out-of-range': 'fields.error.out-of-range',
};
