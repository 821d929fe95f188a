import { ProcedureField } from '@opis/contracts';
import { expect, test } from 'vitest';
import { readFieldDraft, toFieldDraft } from './field-draft.ts';

const field = (kind: string, more: object = {}) =>
  ProcedureField.parse({ name: 'one', label: 'Un câmp', kind, ...more });
const today = '2026-06-29';

test.each([
  [field('number'), '12', 12],
  [field('number', { decimals: 1 }), '1.234,5', 1234.5],
  [field('money'), '1.234,50', '1234.50'],
  [field('money'), '7', '7.00'],
  [field('date'), '21.06', '2026-06-21'],
  [field('yes-no'), 'no', false],
  [field('text'), '  două   cuvinte ', 'două cuvinte'],
  [field('choice', { options: [{ code: 'a', label: 'A' }] }), 'a', 'a'],
  [field('text'), '   ', null],
])('%#: what hands type is kept as the procedure wants it', (declared, typed, value) => {
  expect(readFieldDraft(declared, typed, today)).toEqual({ value });
});

test.each([
  [field('number'), 'mult', 'fields.error.number'],
  [field('number'), '1,5', 'fields.error.number'],
  [field('number', { min: 1 }), '0', 'fields.error.out-of-range'],
  [field('money'), '-5', 'fields.error.money'],
  [field('date'), '31.02.2026', 'fields.error.date'],
  [field('text', { max: 3 }), 'patru', 'fields.error.too-long'],
])('%#: what cannot be kept is told before it is sent', (declared, typed, error) => {
  expect(readFieldDraft(declared, typed, today)).toEqual({ error });
});

test('a kept value is shown as it would be typed, and read back as the same', () => {
  for (const [declared, value] of [
    [field('date'), '2026-06-21'],
    [field('money'), '1234.50'],
    [field('number', { decimals: 2 }), 12.25],
    [field('yes-no'), true],
  ] as const)
    expect(readFieldDraft(declared, toFieldDraft(declared, value), today)).toEqual({ value });
});
