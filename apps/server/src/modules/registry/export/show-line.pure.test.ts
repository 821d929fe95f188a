import { text } from 'node:stream/consumers';
import { parseCsv } from 'hucre';
import { describe, expect, test } from 'vitest';
import type { BookLine } from './book-line.ts';
import { toCells } from './show-line.ts';
import { writeCsv } from './write-csv.ts';

const line: BookLine = {
  ...{ number: 148, emergencyNumber: null, year: 2026, registeredOn: '2026-06-29', registeredTime: '09:41' },
  ...{
    issuerNumber: null,
    issuerDate: null,
    sheets: 2,
    annexes: 0,
    issuer: 'Pătru Ghiocel',
    subject: 'Cerere',
  },
  ...{ unit: null, dispatchedOn: null, resolution: null, addressee: null, outCount: 0, joined: null },
  ...{ nomenclature: null, annulment: null, hash: '00' },
};
const ofSheet: BookLine = { ...line, emergencyNumber: 'U2-0007/2026' };

async function* linesOf(...lines: BookLine[]) {
  yield* lines;
}

describe('a paper that was first written on an emergency sheet', () => {
  test('has both its numbers in the book on paper; another has its one', () => {
    expect(toCells(ofSheet)[0]).toBe('148 (U2-0007/2026)');
    expect(toCells(line)[0]).toBe('148');
  });

  test('has the number of the sheet in a column of its own for programs', async () => {
    const [head, first, second] = parseCsv(await text(writeCsv(linesOf(ofSheet, line))), {
      delimiter: ';',
    }) as string[][];
    const at = head?.indexOf('Nr. de pe foaia de urgență') ?? -1;
    expect(first?.[at]).toBe('U2-0007/2026');
    expect(first?.[0]).toBe('148');
    expect(second?.[at]).toBe('');
  });
});
