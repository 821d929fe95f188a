import { expect, test } from 'vitest';
import { nameByNumber, registeredName } from './registered-name.ts';

test.each([
  ['Cerere.pdf', '12345_2026_cerere.pdf'],
  ['Înștiințare – țăruși (2).PDF', '12345_2026_instiintare-tarusi-2.pdf'],
  ['IMG_20260314_101502.jpg', '12345_2026_document.jpg'],
  ['scan0007.pdf', '12345_2026_document.pdf'],
  ['../../etc/passwd', '12345_2026_etc-passwd'],
  ['contract.p7s', '12345_2026_contract.p7s'],
  ['..', '12345_2026_document'],
  [`${'foarte '.repeat(40)}lung.docx`, `12345_2026_${'foarte-'.repeat(8)}foar.docx`],
])('%s is offered as %s', (name, expected) => {
  expect(registeredName({ number: '12345', year: 2026, name })).toBe(expected);
});

test('a number with its place below another keeps both', () => {
  expect(registeredName({ number: '12345/2', year: 2026, name: 'anexa.pdf' })).toBe('12345-2_2026_anexa.pdf');
});

test('a written number names as the number does; what is none changes nothing', () => {
  expect(nameByNumber('12345/29.06.2026', 'Cerere.pdf')).toBe('12345_2026_cerere.pdf');
  expect(nameByNumber('fără număr', 'Cerere.pdf')).toBe('Cerere.pdf');
});
