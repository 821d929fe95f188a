import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { findColumns } from './history-columns.ts';
import { readHistoryRow } from './history-row.ts';

const headers = [
  'Nr. înreg.',
  'Data',
  'Nr. și data emitentului',
  'File',
  'Anexe',
  'Emitentul',
  'Conținutul pe scurt',
];
const columns = findColumns(headers, undefined);
const read = (...cells: string[]) => readHistoryRow(columns, cells, '2026-11-21');

test('the columns of a register are known by their usual names, with or without diacritics', () => {
  const plain = findColumns(
    ['NR INREG', 'DATA INREGISTRARII', 'Expeditor', 'Obiect', 'Observații'],
    undefined,
  );
  expect([...plain.at]).toEqual([
    ['number', 0],
    ['date', 1],
    ['issuer', 2],
    ['subject', 3],
  ]);
});

test('columns may be named or counted, and what is not there is refused', () => {
  expect(findColumns(['A', 'B', 'C'], 'number=1;date=b;subject=3').at.get('date')).toBe(1);
  for (const map of [
    'number=1',
    'number=1;date=D',
    'number=4;date=2',
    'nimic=1;number=1;date=2',
    '__proto__=1',
  ])
    expect(() => findColumns(['A', 'B', 'C'], map)).toThrow(/history.column/);
});

describe('a number and a day as they were written', () => {
  test.each([
    ['123', 123, ''],
    ['00123', 123, ''],
    ['123 bis', 123, 'bis'],
    ['123/A', 123, 'a'],
    ['123/04.03.2019', 123, ''],
    ['123/2019', 123, ''],
  ])('%s', (written, number, suffix) => {
    expect(read(written, '04.03.2019', '', '2', '', 'Ion', 'Cerere')).toMatchObject({
      row: { number, suffix, year: 2019, registeredOn: '2019-03-04', sheets: 2, annexes: null },
    });
  });

  test.each(['4.3.2019', '04/03/2019', '2019-03-04', '04.03.2019 10:42', '04-03-2019.'])('%s', (day) => {
    expect(read('1', day, '', '', '', 'Ion', '')).toMatchObject({ row: { registeredOn: '2019-03-04' } });
  });
});

test.each([
  [['', '04.03.2019', '', '', '', 'Ion'], 'number', 'number-missing'],
  [['abc', '04.03.2019', '', '', '', 'Ion'], 'number', 'number'],
  [['0', '04.03.2019', '', '', '', 'Ion'], 'number', 'number'],
  [['9999999999', '04.03.2019', '', '', '', 'Ion'], 'number', 'number'],
  [['1/2018', '04.03.2019', '', '', '', 'Ion'], 'number', 'year-of-number'],
  [['1', '', '', '', '', 'Ion'], 'date', 'date-missing'],
  [['1', '29.02.2019', '', '', '', 'Ion'], 'date', 'date'],
  [['1', '04.03.19', '', '', '', 'Ion'], 'date', 'date'],
  [['1', '22.11.2026', '', '', '', 'Ion'], 'date', 'date-future'],
  [['1', '04.03.2019', '', 'multe', '', 'Ion'], 'sheets', 'count'],
  [['1', '04.03.2019', '', '', '', '', ' '], null, 'empty'],
  [['1', '04.03.2019', '', '', '', 'a'.repeat(301)], 'issuer', 'too-long'],
])('%j is told as %s: %s', (cells, field, what) => {
  expect(read(...(cells as string[]))).toMatchObject({ wrong: [{ field, what }] });
});

test('every wrong cell of a line is told at once', () => {
  const fields = ['date', 'number', null, 'sheets'];
  expect(read('x', 'y', '', 'z', '')).toMatchObject({ wrong: fields.map((field) => ({ field })) });
});

test('no cells whatever make it fail, and what it reads stays within the table', () => {
  fc.assert(
    fc.property(fc.array(fc.string({ unit: 'binary', maxLength: 400 }), { maxLength: 9 }), (cells) => {
      const answer = read(...cells);
      if ('row' in answer) expect(answer.row.suffix).toMatch(/^[a-z0-9]{0,10}$/);
      else expect(answer.wrong.length).toBeGreaterThan(0);
    }),
  );
});
