import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ProcedureField } from './field-declaration.ts';
import { checkFieldValue, checkFieldValues, missingFields } from './field-values.ts';

const field = (kind: string, more: object = {}) =>
  ProcedureField.parse({ name: 'one', label: 'Un câmp', kind, ...more });
const id = '01a1ff7a-0000-7000-8000-000000000001';

describe('a value of a field', () => {
  test.each([
    [field('text'), '  Ţară\u0000', 'field.not-text'],
    [field('text', { max: 3 }), 'patru', 'field.too-long'],
    [field('text', { min: 3 }), 'a', 'field.too-short'],
    [field('text'), 7, 'field.not-text'],
    [field('number'), 1.5, 'field.invalid'],
    [field('number'), Number.NaN, 'field.invalid'],
    [field('number', { min: 1, max: 9 }), 10, 'field.out-of-range'],
    [field('date'), '2026-02-30', 'field.invalid'],
    [field('date', { max: '2026-06-29' }), '2026-06-30', 'field.out-of-range'],
    [field('choice', { options: [{ code: 'a', label: 'A' }] }), 'b', 'field.invalid'],
    [field('party'), 'popescu', 'field.invalid'],
    [field('unit'), 'Juridic!', 'field.invalid'],
    [field('yes-no'), 'true', 'field.invalid'],
    [field('money'), '1,50', 'field.invalid'],
    [field('money'), '-1', 'field.invalid'],
    [field('money', { max: 100 }), '100.01', 'field.out-of-range'],
  ])('%# is refused by its kind and limits', (declared, value, code) => {
    expect(checkFieldValue(declared, value)).toEqual({ code });
  });

  test.each([
    [field('text'), '  Ţară  nouă ', 'Țară nouă'],
    [field('number', { decimals: 2 }), 0.29, 0.29],
    [field('date', { min: '2026-01-01' }), '2026-01-01', '2026-01-01'],
    [field('choice', { options: [{ code: 'a', label: 'A' }] }), 'a', 'a'],
    [field('party'), id, id],
    [field('unit'), 'juridic', 'juridic'],
    [field('yes-no'), false, false],
    [field('money'), '007.5', '7.50'],
  ])('%# is kept in one way', (declared, value, kept) => {
    expect(checkFieldValue(declared, value)).toEqual({ value: kept });
  });

  test('once kept, is kept as the same again, whatever was typed', () => {
    const kinds = ['text', 'number', 'date', 'party', 'unit', 'yes-no', 'money'] as const;
    fc.assert(
      fc.property(
        fc.constantFrom(...kinds),
        fc.oneof(fc.string(), fc.double(), fc.boolean()),
        (kind, given) => {
          const first = checkFieldValue(field(kind), given);
          if ('value' in first) expect(checkFieldValue(field(kind), first.value)).toEqual(first);
        },
      ),
    );
  });
});

test('every mistake is told in its place, and a name that nobody declared is one', () => {
  const fields = [field('number'), { ...field('yes-no'), name: 'two' }];
  const { values, issues } = checkFieldValues(fields, { one: 'x', two: true, three: 1, toString: '' });
  expect(values).toEqual({ two: true });
  expect(issues.toSorted((a, b) => a.path.localeCompare(b.path))).toEqual([
    { path: 'fields.one', code: 'field.invalid' },
    { path: 'fields.three', code: 'field.unexpected' },
    { path: 'fields.toString', code: 'field.unexpected' },
  ]);
});

test('an empty text and null both empty a field; a required one is then missing', () => {
  const fields = [{ ...field('text'), required: true }];
  expect(checkFieldValues(fields, { one: '' }).values).toEqual({ one: null });
  expect(missingFields(fields, {})).toEqual(fields);
  expect(missingFields(fields, { one: 'da' })).toEqual([]);
});
