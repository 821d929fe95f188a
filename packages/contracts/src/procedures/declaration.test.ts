import { describe, expect, test } from 'vitest';
import { ProcedureDeclaration } from './declaration.ts';

const least = { code: 'arbori', name: 'Tăierea arborilor', retention: { years: 5 } };
const wrongIn = (more: object) => {
  const { error } = ProcedureDeclaration.safeParse({ ...least, ...more });
  return error?.issues.map(({ path, message }) => [path.join('.'), message]);
};

test('a declaration needs a code, a name and how long files are kept; the rest has its default', () => {
  expect(ProcedureDeclaration.parse(least)).toMatchObject({
    active: true,
    directions: ['in'],
    fields: [],
    terms: [],
    public: [],
    tacitApproval: 'no',
    outcomes: ['answered', 'for-information', 'filed', 'other'],
  });
  expect(ProcedureDeclaration.safeParse({}).success).toBe(false);
});

describe('a declaration that does not hold together is refused with the place', () => {
  const field = (more: object) => ({ name: 'one', label: 'Un câmp', kind: 'text', ...more });
  test.each([
    [{ fields: [field({}), field({})] }, 'fields.1.name', 'procedure.repeated'],
    [{ fields: [field({ kind: 'choice' })] }, 'fields.0.options', 'field.required'],
    [{ fields: [field({ options: [] })] }, 'fields.0.options', 'field.unexpected'],
    [{ fields: [field({ decimals: 2 })] }, 'fields.0.decimals', 'field.unexpected'],
    [{ fields: [field({ kind: 'yes-no', max: 1 })] }, 'fields.0.max', 'field.unexpected'],
    [{ fields: [field({ kind: 'date', min: 3 })] }, 'fields.0.min', 'field.invalid'],
    [{ fields: [field({ kind: 'number', min: 9, max: 1 })] }, 'fields.0.max', 'field.out-of-range'],
    [{ fields: [field({ name: 'Nume cu spații' })] }, 'fields.0.name', 'procedure.field-name'],
    [
      {
        requiredDocuments: [
          { code: 'a', name: 'A' },
          { code: 'a', name: 'B' },
        ],
      },
      'requiredDocuments.1.code',
      'procedure.repeated',
    ],
    [
      {
        terms: [
          { rule: 'PET-06', role: 'answer' },
          { rule: 'TAC-01', role: 'answer' },
        ],
      },
      'terms.1.role',
      'procedure.repeated',
    ],
    [{ public: ['status', 'field:nothing'] }, 'public.1', 'procedure.public-unknown'],
    [{ public: ['handwriting'] }, 'public.0', 'procedure.public-unknown'],
    [{ defaultFor: ['internal'] }, 'defaultFor.0', 'procedure.direction-not-taken'],
    [
      { route: [{ kind: 'visa', to: { leads: 'unit' }, together: true }] },
      'route.0.together',
      'field.invalid',
    ],
  ])('%#', (more, path, code) => {
    expect(wrongIn(more)).toContainEqual([path, code]);
  });

  test('a name that the schema does not know is a mistake, never passed over', () => {
    expect(ProcedureDeclaration.safeParse({ ...least, colour: 'blue' }).success).toBe(false);
  });
});
