import {
  type HolidayRule,
  type LegalCalendar,
  legalCalendar,
  type OwnDay,
} from '../src/deadlines/legal-calendar.ts';

const source = 'Codul muncii, art. 139';
const always = { validFrom: '2018-01-01', validTo: null, source };
const fixed = (name: string, month: number, day: number, validFrom = '2018-01-01'): HolidayRule => ({
  ...{ name, month, day, easterOffset: null },
  ...always,
  validFrom,
});
const movable = (name: string, easterOffset: number): HolidayRule => ({
  ...{ name, month: null, day: null, easterOffset },
  ...always,
});

/** The legal holidays as the database holds them, for tests without one. */
export const romanianHolidays: readonly HolidayRule[] = [
  fixed('Anul Nou', 1, 1),
  fixed('A doua zi de Anul Nou', 1, 2),
  fixed('Boboteaza', 1, 6, '2024-01-01'),
  fixed('Sfântul Ioan', 1, 7, '2024-01-01'),
  fixed('Unirea', 1, 24),
  movable('Vinerea Mare', -2),
  movable('Paștele', 0),
  movable('A doua zi de Paște', 1),
  fixed('Ziua Muncii', 5, 1),
  fixed('Ziua Copilului', 6, 1),
  movable('Rusaliile', 49),
  movable('A doua zi de Rusalii', 50),
  fixed('Adormirea Maicii Domnului', 8, 15),
  fixed('Sfântul Andrei', 11, 30),
  fixed('Ziua Națională', 12, 1),
  fixed('Crăciunul', 12, 25),
  fixed('A doua zi de Crăciun', 12, 26),
];

/** A calendar of the years that were checked, with the institution's own days. */
export function aCalendar(own: readonly OwnDay[] = []): LegalCalendar {
  const years = new Set(Array.from({ length: 16 }, (_, index) => 2024 + index));
  return legalCalendar({ holidays: romanianHolidays, own, years });
}
