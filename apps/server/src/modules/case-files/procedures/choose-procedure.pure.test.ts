import { ProcedureDeclaration, type ProcedureDeclarationInput } from '@opis/contracts';
import { expect, test } from 'vitest';
import { chooseProcedure, type PaperToPlace } from './choose-procedure.ts';

const declared = (code: string, more: Partial<ProcedureDeclarationInput> = {}) => ({
  ...ProcedureDeclaration.parse({ code, name: code, retention: { years: 5 }, ...more }),
  version: 1,
  origin: 'institution' as const,
});
const all = [
  declared('by-sub-register', { forSubRegisters: ['petitii'] }),
  declared('by-category', { categories: ['petitie'] }),
  declared('internal', { directions: ['internal'], defaultFor: ['internal'] }),
  declared('elsewhere', { register: 'contracte', categories: ['contract'] }),
  declared('retired', { active: false, categories: ['veche'] }),
  declared('general', { directions: ['in', 'internal', 'ex-officio'] }),
];
const paper = (more: Partial<PaperToPlace> = {}): PaperToPlace => ({
  ...{ procedure: null, register: 'general', direction: 'in', category: null, subRegister: null },
  ...more,
});

test.each([
  [paper(), 'general'],
  [paper({ category: 'petitie' }), 'by-category'],
  [paper({ category: 'alta', subRegister: 'petitii' }), 'by-sub-register'],
  [paper({ category: 'petitie', subRegister: 'petitii' }), 'by-category'],
  [paper({ category: 'petitie', direction: 'internal' }), 'internal'],
  [paper({ direction: 'ex-officio' }), 'general'],
  [paper({ category: 'contract' }), 'general'],
  [paper({ category: 'contract', register: 'contracte' }), 'elsewhere'],
  [paper({ category: 'veche' }), 'general'],
  [paper({ category: 'petitie', procedure: 'general' }), 'general'],
])(
  '%#: a file follows what its paper says: by name, by category, by sub-register, by direction',
  (given, code) => {
    expect(chooseProcedure(all, given).code).toBe(code);
  },
);

test.each([
  ['nothing', 'procedure.not-found'],
  ['retired', 'procedure.not-active'],
  ['internal', 'procedure.wrong-direction'],
  ['elsewhere', 'procedure.wrong-register'],
])('one asked for by name is never replaced in silence: %s', (procedure, code) => {
  expect(() => chooseProcedure(all, paper({ procedure }))).toThrow(expect.objectContaining({ code }));
});
