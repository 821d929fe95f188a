import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { maskCnp, parseCnp } from './cnp.ts';
import { countyByCnpCode, unverifiedCnpCodes } from './cnp-county.ts';
import { generateCnp } from './generate-cnp.ts';

// Every UTF-16 unit, halves of pairs included.
const anyUnit = fc.nat(0xffff).map((unit) => String.fromCharCode(unit));

const rules = { today: '2026-11-21' };

describe('a valid CNP tells sex, day of birth and county', () => {
  test.each([
    ['1960229129672', 'male', ['1996-02-29'], 'CJ'],
    ['2000101409224', 'female', ['1900-01-01'], 'B'],
    ['3991231019358', 'male', ['1899-12-31'], 'AB'],
    ['4000105529447', 'female', ['1800-01-05'], 'GR'],
    ['5000229469772', 'male', ['2000-02-29'], 'B'],
    ['6240630709101', 'female', ['2024-06-30'], null],
    ['7850315709433', 'male', ['1985-03-15'], null],
    ['8900704419094', 'female', ['1990-07-04'], 'B'],
    ['9790412519007', null, ['1979-04-12'], 'CL'],
    ['1880808399461', 'male', ['1988-08-08'], 'VN'],
  ])('%s', (text, sex, birthDates, county) => {
    expect(parseCnp(text, rules)).toEqual({ value: text, sex, birthDates, county });
  });
});

describe('what is not a CNP is refused', () => {
  test.each([
    ['1960229129518', 'check digit'],
    ['1970229129515', '29 February of a common year'],
    ['1961301129519', 'month 13'],
    ['1960229499511', 'county 49'],
    ['1960229120000', 'serial 000'],
    ['0960229129515', 'first digit 0'],
    ['196022912951', 'twelve digits'],
    ['19602O9129517', 'the letter O'],
    ['6300101709515', 'a day in the future'],
    ['1960229192517', 'two digits changed places'],
    ['', 'nothing'],
    ['１９６０２２９１２９６７２', 'digits of another script'],
  ])('%s (%s)', (text) => {
    expect(parseCnp(text, rules)).toBeUndefined();
  });
});

test('spaces, dots, hyphens and invisible marks between the digits do not matter', () => {
  expect(parseCnp(' 1 96-02.29\u00a012 967\u200b2\n', rules)?.value).toBe('1960229129672');
});

test('the day of birth is accepted on the day itself and not one day before', () => {
  const cnp = generateCnp({ birthDate: '2026-11-21', sex: 'female', county: '70', serial: 901 });
  expect(parseCnp(cnp, { today: '2026-11-21' })?.birthDates).toEqual(['2026-11-21']);
  expect(parseCnp(cnp, { today: '2026-11-20' })).toBeUndefined();
});

test('a resident foreigner may be of either century when both days have come', () => {
  const cnp = generateCnp({
    birthDate: '2005-03-04',
    sex: 'male',
    county: '12',
    serial: 950,
    resident: true,
  });
  expect(parseCnp(cnp, rules)?.birthDates).toEqual(['1905-03-04', '2005-03-04']);
});

test('29 February of year 00 leaves a resident foreigner only the year 2000', () => {
  const cnp = generateCnp({ birthDate: '2000-02-29', sex: null, county: '40', serial: 999 });
  expect(parseCnp(cnp, rules)?.birthDates).toEqual(['2000-02-29']);
});

test('the unverified county codes 80 to 83 are accepted only where the institution allows them', () => {
  const cnp = generateCnp({ birthDate: '1990-05-06', sex: 'male', county: '81', serial: 900 });
  expect(parseCnp(cnp, rules)).toBeUndefined();
  expect(parseCnp(cnp, { ...rules, extraCounties: unverifiedCnpCodes })?.value).toBe(cnp);
});

test('a masked CNP shows its first and its last two digits', () => {
  expect(maskCnp('2960229129634')).toBe('2••••••••••34');
});

const spec = fc.record({
  birthDate: fc
    .date({ min: new Date('1800-01-01'), max: new Date('2026-11-21'), noInvalidDate: true })
    .map((date) => date.toISOString().slice(0, 10)),
  sex: fc.constantFrom('male' as const, 'female' as const, null),
  county: fc.constantFrom('70', ...Object.keys(countyByCnpCode)),
  serial: fc.integer({ min: 900, max: 999 }),
});

test('every generated CNP is valid and gives back what it was made of', () => {
  fc.assert(
    fc.property(spec, (person) => {
      const read = parseCnp(generateCnp(person), rules);
      const year = Number(person.birthDate.slice(0, 4));
      expect(read?.sex).toBe(person.sex);
      if (person.sex !== null || year >= 1900) expect(read?.birthDates).toContain(person.birthDate);
    }),
  );
});

test('no single wrong digit passes, but for the remainders 1 and 10, which share their check digit', () => {
  fc.assert(
    fc.property(spec, fc.nat(12), fc.integer({ min: 1, max: 9 }), (person, at, shift) => {
      const cnp = generateCnp(person);
      const wrong = cnp.slice(0, at) + ((Number(cnp[at]) + shift) % 10) + cnp.slice(at + 1);
      if (cnp.at(-1) !== '1') expect(parseCnp(wrong, rules)).toBeUndefined();
    }),
  );
});

test('a synthetic CNP takes its serial from 900 up and its year from 1800 to 2099', () => {
  const person = { birthDate: '1990-05-06', sex: 'male', county: '12', serial: 899 } as const;
  expect(() => generateCnp(person)).toThrow(RangeError);
  expect(() => generateCnp({ ...person, serial: 900, birthDate: '1799-01-01' })).toThrow(RangeError);
});

test('no text whatever makes the reader fail', () => {
  fc.assert(
    fc.property(fc.string({ unit: anyUnit, maxLength: 40 }), (text) => {
      const read = parseCnp(text, rules);
      expect(read === undefined || /^\d{13}$/.test(read.value)).toBe(true);
    }),
  );
});
