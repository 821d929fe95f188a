import { describe, expect, test } from 'vitest';
import { encodeLabelCode } from '../registry/label-code.ts';
import { classifyCode, separatorCode } from './scan-code.ts';

const publicUrl = 'https://lunca-alba.example';
const label = encodeLabelCode({ register: 'G', year: 2026, number: 61482 });
const seen = (text: string, given: object = {}) =>
  classifyCode({ format: 'Code128', text, isValid: true, widthMm: null, ...given }, publicUrl);

describe('a code on a page', () => {
  test('is our label when it is well-formed, and fits when it is as wide as we print it', () => {
    expect(seen(label)).toEqual({ kind: 'label', text: label, fits: null });
    expect(seen(label, { widthMm: 42 }).fits).toBe(true);
    expect(seen(label, { widthMm: 43.6 }).fits).toBe(true);
    expect(seen(label, { widthMm: 60 }).fits).toBe(false);
  });

  test('is our receipt when it is the address that this institution prints, in capitals or not', () => {
    const receipt = { kind: 'receipt', text: label, fits: null };
    const format = 'QRCode';
    expect(seen('HTTPS://LUNCA-ALBA.EXAMPLE/V/G/2026/61482/7QKD-4M2P', { format })).toEqual(receipt);
    expect(seen('https://lunca-alba.example/v/g/2026/61482', { format })).toEqual(receipt);
  });

  test.each<[string, string, string]>([
    ['a courier’s waybill', 'Code128', '2901234567890'],
    ['a postal item', 'Code128', 'RR123456785RO'],
    ['a label with a character wrong', 'Code128', label.replace('6148', '6149')],
    ['the text of a label in a QR code', 'QRCode', label],
    ['an invoice’s address', 'QRCode', 'https://facturi.example/v/G/2026/61482'],
    ['another institution’s receipt', 'QRCode', 'HTTPS://VALEA-MICA.EXAMPLE/V/G/2026/61482/7QKD-4M2P'],
    ['an address that only begins like ours', 'QRCode', 'https://lunca-alba.example.org/v/G/2026/61482'],
    ['a longer name of a register', 'QRCode', 'https://lunca-alba.example/v/GG/2026/61482'],
    ['a number that is none', 'QRCode', 'https://lunca-alba.example/v/G/2026/0'],
    ['a year that no label can say', 'QRCode', 'https://lunca-alba.example/v/G/1999/12'],
    ['another page of ours', 'QRCode', 'https://lunca-alba.example/avizier'],
    ['a payment', 'QRCode', 'BCD\n002\n1\nSCT\n\nPrimăria\nRO49AAAA1B31007593840000\nRON12.50'],
    ['a number that another system prints', 'Code128', '12345/29.06.2026'],
  ])('is foreign: %s', (_what, format, text) => {
    expect(seen(text, { format })).toMatchObject({ kind: 'foreign', fits: null });
  });

  test('is the separator whatever its shape, and unreadable when it was only seen', () => {
    expect(seen(separatorCode, { format: 'QRCode' }).kind).toBe('separator');
    expect(seen('', { isValid: false }).kind).toBe('unreadable');
  });

  test('is kept short, whatever it holds', () => {
    expect(seen('A'.repeat(3000), { format: 'QRCode' }).text).toHaveLength(120);
  });
});
