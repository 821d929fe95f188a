import { z } from 'zod';
import { encodeLabelCode, parseLabelCode } from '../registry/label-code.ts';

/** What the separator sheet says, in Code 128 and in its QR code: no label and no address reads so. */
export const separatorCode = 'OPIS0SEPARATOR';

/**
 * A code on a page. `label`: well-formed as our labels are; `receipt`: an address of this institution as its receipts
 * hold it; `foreign`: a courier's, an invoice's, another institution's; `unreadable`: seen, and not read.
 */
export const ScanCode = z.object({
  kind: z.enum(['separator', 'label', 'receipt', 'foreign', 'unreadable']),
  /** As read, cut at 120 characters; of a receipt the code of its entry's label. */
  text: z.string(),
  /** Of a label: whether it is as wide as we print it; null when the page does not say how large it is. */
  fits: z.boolean().nullable(),
});
export type ScanCode = z.infer<typeof ScanCode>;

/** A code as the reader saw it. `widthMm`: its length along the bars, if the page says how large it is. */
export type SeenCode = {
  readonly format: string;
  readonly text: string;
  readonly isValid: boolean;
  readonly widthMm: number | null;
};

/** Narrowest bar of a label, in millimetres: three dots of a label printer (203 dpi). */
export const labelModuleMm = 0.375;

// Start, check, stop (13) and 11 modules a symbol; letter and check character one symbol each, then pairs of digits.
const modulesOf = (label: string) => 11 * (1 + 2 + 1 + (label.length - 2) / 2 + 1) + 13;

// Printers feed a few per cent long or short, scanners too; codes of others are far off.
const tolerance = 0.12;

/**
 * Says what a code is. `publicUrl` is the institution's own address: receipts of another one are foreign, whatever they
 * say. A courier's number may read like a label by chance; then its width betrays it, and what it names is looked up.
 */
export function classifyCode(seen: SeenCode, publicUrl: string): ScanCode {
  const text = seen.text.slice(0, 120);
  const plain = { text, fits: null };
  if (!seen.isValid) return { ...plain, kind: 'unreadable' };
  if (text === separatorCode) return { ...plain, kind: 'separator' };
  if (seen.format === 'Code128' && parseLabelCode(text) !== undefined) {
    const wide = seen.widthMm === null ? null : seen.widthMm / (modulesOf(text) * labelModuleMm);
    return {
      ...plain,
      kind: 'label',
      text: text.toUpperCase(),
      fits: wide === null ? null : Math.abs(wide - 1) <= tolerance,
    };
  }
  return readReceipt(text, publicUrl) ?? { ...plain, kind: 'foreign' };
}

// Receipts print the address in capitals, so that their QR code is the smaller one.
function readReceipt(read: string, publicUrl: string): ScanCode | undefined {
  const own = `${publicUrl}/v/`.toUpperCase();
  const given = read.toUpperCase();
  if (!given.startsWith(own)) return undefined;
  const [register = '', year = '', number = ''] = given.slice(own.length).split('/');
  if (!/^[A-X]$/.test(register) || !/^20\d\d$/.test(year) || !/^[1-9]\d{0,8}$/.test(number)) return undefined;
  const text = encodeLabelCode({ register, year: Number(year), number: Number(number) });
  return { kind: 'receipt', text, fits: null };
}
