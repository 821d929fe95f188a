import { expect, it } from 'vitest';
import { readSought } from './read-sought.ts';

it.each([
  ['12345', { kind: 'number', number: 12345, year: 2026 }],
  ['12345/2025', { kind: 'number', number: 12345, year: 2025 }],
  ['nr. 12345 din 29.06.2025', { kind: 'number', number: 12345, year: 2025 }],
  ['0251 123 456', { kind: 'words' }],
  ['1234567890123', { kind: 'words' }],
  ['Vădineanu', { kind: 'words' }],
  ['0', { kind: 'words' }],
  ['  ', undefined],
])('„%s” is sought as %o', (text, sought) => {
  expect(readSought(text, 2026)).toEqual(sought);
});
