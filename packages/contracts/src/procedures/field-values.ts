import type { ErrorCode } from '../errors/error-codes.ts';
import { isPlainDate } from '../registry/registration-number.ts';
import { toStoredText } from '../text/stored-text.ts';
import type { FieldInput, FieldValue, FieldValues, ProcedureField } from './field-declaration.ts';

/** What is wrong with a value, as a field of a problem: `fields.permitArea`. */
export type FieldIssue = { path: string; code: ErrorCode };

/** A value checked and as it is kept, or why it cannot be. */
export type CheckedValue = { value: FieldValue } | { code: ErrorCode };

const uuid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const unitCode = /^[a-z0-9][a-z0-9-]{0,39}$/;
const longestText = 4000;

/** Checks one value by its declaration. That a person or a unit exists is for who can look. */
export function checkFieldValue(field: ProcedureField, value: FieldValue): CheckedValue {
  return checks[field.kind](field, value);
}

/**
 * Checks what a person sent for some fields of a procedure: `values` to keep (null: to be emptied) and every mistake in
 * its place. A name that the procedure does not declare is a mistake.
 */
export function checkFieldValues(
  fields: readonly ProcedureField[],
  input: FieldInput,
): { values: FieldInput; issues: FieldIssue[] } {
  const values: FieldInput = {};
  const issues: FieldIssue[] = [];
  for (const [name, given] of Object.entries(input)) {
    const field = fields.find((each) => each.name === name);
    if (field === undefined) issues.push({ path: `fields.${name}`, code: 'field.unexpected' });
    else if (given === null || given === '') values[name] = null;
    else {
      const checked = checkFieldValue(field, given);
      if ('code' in checked) issues.push({ path: `fields.${name}`, code: checked.code });
      else values[name] = checked.value;
    }
  }
  return { values, issues };
}

/** Required fields that have no value yet, in the order of the declaration. */
export function missingFields(fields: readonly ProcedureField[], values: FieldValues): ProcedureField[] {
  return fields.filter(({ name, required }) => required && values[name] === undefined);
}

type Check = (field: ProcedureField, value: FieldValue) => CheckedValue;
const wrong = (code: ErrorCode): CheckedValue => ({ code });

const checks: Readonly<Record<ProcedureField['kind'], Check>> = {
  text(field, value) {
    if (typeof value !== 'string' || !value.isWellFormed() || value.includes('\0'))
      return wrong('field.not-text');
    const text = toStoredText(value);
    if (text.length > Math.min(toNumber(field.max) ?? 500, longestText)) return wrong('field.too-long');
    if (text.length < (toNumber(field.min) ?? 1)) return wrong('field.too-short');
    return { value: text };
  },
  number(field, value) {
    if (typeof value !== 'number' || !Number.isFinite(value)) return wrong('field.invalid');
    const scaled = value * 10 ** (field.decimals ?? 0);
    if (Math.abs(scaled - Math.round(scaled)) > 1e-6 || Math.abs(value) > 1e12) return wrong('field.invalid');
    return withinLimits(field, value, value);
  },
  date(field, value) {
    if (typeof value !== 'string' || !isPlainDate(value)) return wrong('field.invalid');
    const early = typeof field.min === 'string' && value < field.min;
    const late = typeof field.max === 'string' && value > field.max;
    return early || late ? wrong('field.out-of-range') : { value };
  },
  choice(field, value) {
    const known = (field.options ?? []).some(({ code }) => code === value);
    return known ? { value } : wrong('field.invalid');
  },
  party: (_field, value) =>
    typeof value === 'string' && uuid.test(value) ? { value } : wrong('field.invalid'),
  unit: (_field, value) =>
    typeof value === 'string' && unitCode.test(value) ? { value } : wrong('field.invalid'),
  'yes-no': (_field, value) => (typeof value === 'boolean' ? { value } : wrong('field.invalid')),
  money(field, value) {
    if (typeof value !== 'string') return wrong('field.invalid');
    const [, whole, cents = ''] = /^(\d{1,12})(?:\.(\d{1,2}))?$/.exec(value) ?? [];
    if (whole === undefined) return wrong('field.invalid');
    const kept = `${BigInt(whole)}.${cents.padEnd(2, '0')}`;
    return withinLimits(field, Number(kept), kept);
  },
};

const toNumber = (limit: number | string | undefined) => (typeof limit === 'number' ? limit : undefined);

function withinLimits(field: ProcedureField, amount: number, value: FieldValue): CheckedValue {
  const low = toNumber(field.min);
  const high = toNumber(field.max);
  const outside = (low !== undefined && amount < low) || (high !== undefined && amount > high);
  return outside ? wrong('field.out-of-range') : { value };
}
