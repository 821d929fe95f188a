import { foldText, type OrganisationEdit } from '@opis/contracts';
import { showDate } from '../../parts/dates.ts';
import { readTypedDate } from '../../parts/typed-date.ts';
import type { FieldSpec, ListSpec, Row } from './row-specs.ts';

/** What stands in the form's controls. */
export type RowDraft = Readonly<Record<string, string | boolean | null>>;

/** A row as its form shows it. */
export function toDraft(spec: ListSpec, row: Row): RowDraft {
  return Object.fromEntries(spec.fields.map((field) => [field.name, toControl(field, row[field.name])]));
}

function toControl({ kind }: FieldSpec, value: unknown): string | boolean | null {
  if (kind === 'yes') return value === true;
  if (kind === 'post') return typeof value === 'object' && value !== null ? postKey(value) : null;
  if (kind === 'unit' || kind === 'office' || kind === 'file')
    return typeof value === 'string' ? value : null;
  if (kind === 'date') return typeof value === 'string' && value !== '' ? showDate(value) : '';
  return value === null || value === undefined ? '' : String(value);
}

/** The id of a post in lists: its unit and its name. */
export function postKey(post: object): string {
  const { unit, name } = post as { unit: string; name: string };
  return `${unit}/${name}`;
}

/** A row of the form's controls; `wrong` names fields whose date cannot be read or that were left empty. */
export function fromDraft(
  spec: ListSpec,
  draft: RowDraft,
  { base, today }: { base: Row; today: string },
): { row: Row; wrong: string[] } {
  const wrong: string[] = [];
  const row: Row = { ...base };
  for (const field of spec.fields) {
    const value = fromControl(field, draft[field.name] ?? '', today);
    if (value === undefined || (!field.optional && (value === '' || value === null))) wrong.push(field.name);
    else row[field.name] = value;
  }
  return { row, wrong };
}

function fromControl(field: FieldSpec, value: string | boolean | null, today: string): unknown {
  if (field.kind === 'post') return typeof value === 'string' && value !== '' ? toPost(value) : null;
  if (typeof value !== 'string') return value;
  const text = value.trim();
  if (field.kind === 'number') return /^\d{1,3}$/.test(text) ? Number(text) : undefined;
  if (field.kind === 'date') return text === '' ? null : readTypedDate(text, today, 'future');
  return text === '' && field.optional && field.name !== 'act' ? null : text;
}

function toPost(key: string): { unit: string; name: string } {
  const at = key.indexOf('/');
  return { unit: key.slice(0, at), name: key.slice(at + 1) };
}

/** A code for a new row out of its name; people may change it. */
export function codeFrom(...words: readonly string[]): string {
  return foldText(words.join(' ')).replaceAll(' ', '-').slice(0, 40).replace(/-+$/, '');
}

/** One row of a list as an edit; the shapes are those of the plan, checked again by the server. */
export function toEdit(spec: ListSpec, before: Row | null, after: Row | null): OrganisationEdit {
  return { list: spec.list, before, after } as OrganisationEdit;
}
