import { describe, expect, test } from 'vitest';
import { findConsignments, readConsignment } from './consignments.ts';

const postal = 'RO700000123RO';

describe('the number of a consignment is found however it is written', () => {
  test.each([
    ['trimis cu RO700000123RO', postal],
    ['trimis cu RO 700 000 123 RO, confirmare de primire', postal],
    ['trimis cu RO 7000 0012 3RO.', postal],
    ['ro-700-000-123-ro', postal],
    ['AWB 7000123456', '7000 123 456'],
    ['AWB: 7000 123 456, predat curierului', 'AWB 7000123456'],
    ['awb nr. 7000-123-456 2 colete', 'awb nr. 7000123456'],
    ['AWB 1ONB12345678', '1onb 1234 5678'],
  ])('%s by %s', (text, typed) => {
    const found = findConsignments(text, { told: false }).map(({ key }) => key);
    for (const key of readConsignment(typed)) expect(found).toContain(key);
    expect(readConsignment(typed)).toHaveLength(1);
  });

  test('in a note of how something left any long number is one, elsewhere only what is called so', () => {
    const note = 'predat la ghișeu: 7000 123 456';
    const [wanted] = readConsignment('7000123456');
    expect(findConsignments(note, { told: true }).map(({ key }) => key)).toContain(wanted);
    expect(findConsignments(note, { told: false })).toEqual([]);
  });

  test('where it stands is where it is written, each once', () => {
    const text = `prin AWB ${postal} azi`;
    const places = findConsignments(text, { told: false }).map(({ from, to }) => text.slice(from, to));
    expect(places).toEqual([postal]);
  });

  test.each(['Popescu', '12345/2026', '544', 'strada Fântânii 14', 'AWB', ''])('%s is none', (typed) => {
    expect(readConsignment(typed)).toEqual([]);
  });

  test('a page full of digits ends', () => {
    const from = performance.now();
    findConsignments(`awb ${'1 '.repeat(100_000)}`, { told: true });
    findConsignments('ro 1'.repeat(50_000), { told: true });
    expect(performance.now() - from).toBeLessThan(5_000);
  });
});
