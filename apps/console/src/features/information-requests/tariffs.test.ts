import { expect, it } from 'vitest';
import { codeOf, standingOf, toLeiAmount } from './tariffs.ts';

it('reads an amount as people type it, and leaves what is none to be refused', () => {
  expect(['0,5', '0.35', '12', ' 007,10 '].map(toLeiAmount)).toEqual(['0.50', '0.35', '12.00', '7.10']);
  expect(['', '1,234', 'gratuit', '-1', '1.000,00'].map(toLeiAmount)).toEqual([
    '',
    '1,234',
    'gratuit',
    '-1',
    '1.000,00',
  ]);
});

it('gives a new tariff a code that no other has', () => {
  expect(codeOf('Copie A4, față-verso', [])).toBe('copie-a4-fata-verso');
  expect(codeOf('Copie A4', ['copie-a4', 'copie-a4-2'])).toBe('copie-a4-3');
  expect(codeOf('§', [])).toBe('tarif');
  expect(codeOf('Fotografii color pe hârtie lucioasă de format mare', [])).toMatch(
    /^[a-z0-9][a-z0-9-]{0,39}$/,
  );
});

it('tells a price that holds from one to come and one that ended on the day of the next', () => {
  const standing = (validFrom: string, validTo: string | null) =>
    standingOf({ validFrom, validTo }, '2026-06-29');
  expect(standing('2024-01-01', null)).toBe('holds');
  expect(standing('2024-01-01', '2026-06-30')).toBe('holds');
  expect(standing('2024-01-01', '2026-06-29')).toBe('ended');
  expect(standing('2026-06-29', null)).toBe('holds');
  expect(standing('2026-06-30', null)).toBe('coming');
});
