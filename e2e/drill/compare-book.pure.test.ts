import { expect, test } from 'vitest';
import { type Acknowledgement, compareBook } from './compare-book.ts';

const whole: Acknowledgement[] = [1, 2, 3, 4].map((number) => ({
  requestId: `request ${number}`,
  year: 2026,
  number,
  hash: `hash ${number}`,
  subject: `paper ${number}`,
  registeredAt: `2026-06-29T06:00:0${number}.000Z`,
  registeredOn: '2026-06-29',
  subRegister: number % 2 === 0 ? 'petitii' : null,
  subNumber: number % 2 === 0 ? number / 2 : null,
}));
const nothing = { lost: [], altered: [], repeated: [], unsteady: [], gaps: [], unasked: [], backwards: [] };
const without = (number: number) => whole.filter((item) => item.number !== number);
const with4 = (changes: Partial<Acknowledgement>) =>
  whole.map((item) => (item.number === 4 ? { ...item, ...changes } : item));

test('a whole book has nothing wrong, a request acknowledged twice with the same number included', () => {
  expect(compareBook([...whole, ...whole.slice(2)], whole)).toEqual(nothing);
});

test('an acknowledged number that is not in the book is lost, and leaves a gap', () => {
  expect(compareBook(whole, without(3))).toEqual({ ...nothing, lost: ['3/2026'], gaps: ['3/2026'] });
});

test('a gap at the very beginning is a gap', () => {
  expect(compareBook(without(1), without(1)).gaps).toEqual(['1/2026']);
});

test('a missing number of a sub-register is a gap', () => {
  const book = with4({ subNumber: 3 });
  expect(compareBook(book, book).gaps).toEqual(['petitii 2/2026']);
});

test.each([
  { hash: 'other' },
  { subject: 'other' },
  { registeredAt: '2026-06-29T06:00:09.000Z' },
  { subNumber: 2.5 },
])('a row that is not what was acknowledged is altered: %j', (change) => {
  expect(compareBook(whole, with4(change)).altered).toEqual(['4/2026']);
});

test('one number for two requests is repeated', () => {
  const twice = [...whole, { ...whole[0], requestId: 'somebody else' } as Acknowledgement];
  expect(compareBook(twice, whole)).toEqual({ ...nothing, repeated: ['1/2026'] });
});

test('one number in two rows is repeated', () => {
  expect(compareBook(whole, [...whole, ...whole.slice(0, 1)]).repeated).toEqual(['1/2026']);
});

test('a request that got two numbers is unsteady', () => {
  const [first] = whole;
  const again = with4({ requestId: first?.requestId ?? '' });
  expect(compareBook(again, whole)).toEqual({ ...nothing, unsteady: ['request 1'] });
});

test('a row that nobody was told of is unasked', () => {
  expect(compareBook(without(2), whole)).toEqual({ ...nothing, unasked: ['2/2026'] });
});

test.each([
  { registeredAt: '2026-06-29T06:00:02.999Z' },
  { registeredOn: '2026-06-28' },
  { registeredOn: '2027-01-01' },
])('an hour, a day or a year that does not follow is backwards: %j', (change) => {
  const book = with4(change);
  expect(compareBook(book, book)).toEqual({ ...nothing, backwards: ['4/2026'] });
});

test('each year begins at 1 for itself', () => {
  const next = whole.map((item) => ({
    ...item,
    year: 2027,
    requestId: `next ${item.requestId}`,
    registeredOn: '2027-01-01',
  }));
  expect(compareBook([...whole, ...next], [...whole, ...next])).toEqual(nothing);
});
