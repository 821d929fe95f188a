import { expect, test } from 'vitest';
import { addDays, orthodoxEaster } from './orthodox-easter.ts';

test.each([
  [2024, '2024-05-05', '2024-06-23'],
  [2025, '2025-04-20', '2025-06-08'],
  [2026, '2026-04-12', '2026-05-31'],
  [2027, '2027-05-02', '2027-06-20'],
  [2028, '2028-04-16', '2028-06-04'],
  [2029, '2029-04-08', '2029-05-27'],
  [2030, '2030-04-28', '2030-06-16'],
])('Orthodox Easter of %i is %s and Rusalii %s', (year, easter, rusalii) => {
  expect(orthodoxEaster(year)).toBe(easter);
  expect(addDays(easter, 49)).toBe(rusalii);
});

test('it is a Sunday between 4 April and 8 May in every year of its table', () => {
  for (let year = 1900; year <= 2099; year++) {
    const easter = orthodoxEaster(year);
    expect(new Date(`${easter}T00:00:00Z`).getUTCDay()).toBe(0);
    expect(easter >= `${year}-04-04` && easter <= `${year}-05-08`).toBe(true);
  }
});
