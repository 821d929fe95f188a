import { parseLabelCode } from '@opis/contracts';
import fc from 'fast-check';
import { afterAll, describe, expect, test } from 'vitest';
import { drawPage, type Print, readCodes, readPageSizes, readPdfText } from '../../../../test/read-pdf.ts';
import { createPdfRenderer } from '../../../platform/pdf/pdf-renderer.ts';
import { printLabel, printReceipt } from './print-entry.ts';
import type { LabelModel, ReceiptFormat, ReceiptModel } from './print-model.ts';

const pdf = createPdfRenderer();
afterAll(() => pdf.close());

const formats: ReceiptFormat[] = ['a5', 'roll80'];
const crest = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 42 50"><path d="M2 2h38v40H2z"/></svg>';

function aReceipt(changes: Partial<ReceiptModel> = {}): ReceiptModel {
  return {
    institution: {
      name: 'Primăria Municipiului Lunca Albă',
      shortName: 'Primăria Lunca Albă',
      council: 'Consiliul Local al Municipiului Lunca Albă',
      address: 'Str. Morii nr. 5, 927250 Lunca Albă',
      phone: '0200 000 120',
      publicAddress: 'lunca-alba.example/v',
      crest,
    },
    registerName: 'Registrul general',
    direction: 'in',
    number: 61_482,
    registeredOn: '2026-11-24',
    registeredTime: '10:42',
    senderName: 'Elena Țăranu-Ghiță',
    subject: 'Iluminat public stins pe strada Salcâmilor, între nr. 14 și nr. 30',
    sheets: 4,
    annexes: 2,
    channel: 'counter',
    unitName: 'Serviciul Iluminat Public',
    subNumber: null,
    emergency: null,
    receiptCode: '7QKD-4M2P',
    verifyUrl: 'HTTPS://LUNCA-ALBA.EXAMPLE/V/GENERAL/2026/61482/7QKD-4M2P',
    ...changes,
  };
}

function aLabel(changes: Partial<LabelModel> = {}): LabelModel {
  const { institution, direction, number, registeredOn } = aReceipt();
  return {
    institution,
    direction,
    number,
    registeredOn,
    registerLetter: 'G',
    emergencyNumber: null,
    ...changes,
  };
}

/** The words of the whole document, spaces and line ends as one, cut words joined. */
async function textOf(file: Buffer): Promise<string> {
  return (await readPdfText(file)).join(' ').replace(/[\s\u00a0]+/g, ' ');
}

const joined = (text: string) => text.replace(/[\s\u00a0]/g, '');

describe('every printed paper', () => {
  const papers: [string, () => Promise<Buffer>][] = [
    ['receipt A5', () => printReceipt(pdf, aReceipt(), 'a5')],
    ['receipt on the roll', () => printReceipt(pdf, aReceipt(), 'roll80')],
    ['label', () => printLabel(pdf, aLabel())],
  ];

  test.each(papers)(
    '%s is tagged PDF/A-2a with title, language and described pictures',
    async (_name, print) => {
      const file = (await print()).toString('latin1');
      expect(file).toContain('<pdfaid:part>2</pdfaid:part>');
      expect(file).toContain('<pdfaid:conformance>A</pdfaid:conformance>');
      expect(file).toMatch(/\/MarkInfo <<\s*\/Marked true/);
      expect(file).toContain('/StructTreeRoot');
      expect(file).toContain('/Lang (ro-RO)');
      expect(file).toMatch(/<dc:title>.*(Dovadă|DovadÄ|Etichet).*61482\/24\.11\.2026/s);
      expect(file.match(/\/S \/Figure/g)?.length).toBe(file.match(/\/Alt /g)?.length);
    },
  );

  test.each(papers)('%s has the same bytes each time it is printed', async (_name, print) => {
    expect((await print()).equals(await print())).toBe(true);
  });
});

describe('the receipt', () => {
  test('has exactly the size of A5, and on the roll its 80 mm', async () => {
    const [a5] = readPageSizes(await printReceipt(pdf, aReceipt(), 'a5'));
    expect(a5?.width).toBeCloseTo(148, 2);
    expect(a5?.height).toBeCloseTo(210, 2);
    const rolls = readPageSizes(await printReceipt(pdf, aReceipt(), 'roll80'));
    expect(rolls).toHaveLength(1);
    expect(rolls[0]?.width).toBeCloseTo(80, 2);
  });

  test.each(formats)(
    'says everything that was registered, with ș ț that can be copied (%s)',
    async (format) => {
      const text = await textOf(
        await printReceipt(pdf, aReceipt({ subject: 'Șosea și Țară: ăâîșț ĂÂÎȘȚ „da”' }), format),
      );
      for (const words of [
        'PRIMĂRIA MUNICIPIULUI LUNCA ALBĂ',
        'REGISTRATURA · INTRARE',
        '61482/24.11.2026',
        '10:42',
        'Elena Țăranu-Ghiță',
        'Șosea și Țară: ăâîșț ĂÂÎȘȚ „da”',
        '4 file, 2 anexe · primite la ghișeu',
        'Serviciul Iluminat Public',
        'Registrul general, anul 2026',
        'Cod de verificare: 7QKD-4M2P',
        'lunca-alba.example/v',
      ]) {
        expect(text).toContain(words);
      }
    },
  );

  test('shows no term and no address of the stage', async () => {
    const text = await textOf(await printReceipt(pdf, aReceipt(), 'a5'));
    expect(text).not.toMatch(/termen|stadi/i);
  });

  test('leaves out what there is not: sender, unit, sub-register, crest', async () => {
    const model = aReceipt({ direction: 'ex-officio', senderName: null, unitName: null, subNumber: null });
    const bare = { ...model, institution: { ...model.institution, crest: null } };
    const text = await textOf(await printReceipt(pdf, bare, 'a5'));
    expect(text).toContain('REGISTRATURA · DIN OFICIU');
    expect(text).not.toMatch(/Expeditor|Trimis la|Subregistru|null|none/);
    expect(
      await textOf(
        await printReceipt(
          pdf,
          aReceipt({ subNumber: { registerName: 'Registrul petițiilor', number: 812 } }),
          'a5',
        ),
      ),
    ).toContain('Registrul petițiilor, nr. 812');
  });

  test('counts sheets as Romanian does', async () => {
    const printed = async (sheets: number, annexes: number) =>
      textOf(await printReceipt(pdf, aReceipt({ sheets, annexes }), 'roll80'));
    expect(await printed(1, 0)).toContain('1 filă, fără anexe');
    expect(await printed(20, 1)).toContain('20 de file, 1 anexă');
    expect(await printed(101, 120)).toContain('101 file, 120 de anexe');
  });

  test.each(formats)('its QR code is read back from a one-bit print at 203 dpi (%s)', async (format) => {
    const codes = await readCodes(await drawPage(await printReceipt(pdf, aReceipt(), format), 203));
    expect(codes).toEqual([{ format: 'QRCode', text: aReceipt().verifyUrl, contentType: 'Text' }]);
  });

  test('on the roll is black alone', async () => {
    expect((await drawPage(await printReceipt(pdf, aReceipt(), 'roll80'), 203)).isGrey).toBe(true);
  });

  test('text that looks like a program is printed as it was typed', async () => {
    for (const subject of [
      '#read("/etc/passwd") #import "@preview/cetz:0.3.0" #panic("x") #while true {}',
      '#image("../../../../etc/hostname") #sys.inputs $ x^2 $ *b* _i_ `r` <a> @b \\u{41} = T - e // c /* d */',
      '#{process.env.HOME} {{7*7}} <script>alert(1)</script> \\input{/etc/passwd} %s %n',
    ]) {
      const file = await printReceipt(
        pdf,
        aReceipt({ subject, senderName: subject, unitName: subject }),
        'a5',
      );
      expect(joined(await textOf(file)).split(joined(subject))).toHaveLength(5);
    }
  });

  test('what no face can draw is a square; the rest of the text stands', async () => {
    const subject =
      'Cerere 👩‍👩‍👧 și שלום, 中文, مرحبا, Ελλάδα, Київ, e\u0301 \u202eabc\u202c, \u0007sfârșit';
    const text = await textOf(await printReceipt(pdf, aReceipt({ subject }), 'a5'));
    expect(text).toContain('Cerere □ și □□□□, □□, □□□□□, Ελλάδα, Київ, é abc, sfârșit');
  });

  test('a subject of 2000 characters goes on to a second page, whole', async () => {
    const subject = 'Solicităm repararea drumului și a podețului de la intrarea în sat. '
      .repeat(40)
      .slice(0, 2000)
      .trim();
    const file = await printReceipt(pdf, aReceipt({ subject }), 'a5');
    const pages = await readPdfText(file);
    expect(pages).toHaveLength(2);
    expect(pages[1]).toMatch(/pagina 2 din 2/);
    expect(joined(pages.join(' ').replace(/Document generat.*?din 2/s, ''))).toContain(joined(subject));
  });

  test.each([
    ['a5' as const, 13],
    ['roll80' as const, 4],
  ])('no text leaves the margins, however long its words (%s)', async (format, margin) => {
    const hostile = fc.array(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 400 }), {
      minLength: 1,
      maxLength: 5,
    });
    await fc.assert(
      fc.asyncProperty(hostile, fc.integer({ min: 1, max: 999_999_999 }), async (words, number) => {
        const text = `${words.join(' ')} ${'W'.repeat(300)}`.slice(0, 2000);
        const file = await printReceipt(
          pdf,
          aReceipt({ subject: text, senderName: text.slice(0, 300), unitName: text.slice(0, 200), number }),
          format,
        );
        for (const [index] of readPageSizes(file).entries())
          expectWhiteMargins(await drawPage(file, 127, index), margin * 5);
      }),
      { numRuns: 8 },
    );
  });
});

describe('the label', () => {
  test('is exactly 62 × 29 mm, one page, black alone', async () => {
    const file = await printLabel(pdf, aLabel());
    const sizes = readPageSizes(file);
    expect(sizes).toHaveLength(1);
    expect(sizes[0]?.width).toBeCloseTo(62, 2);
    expect(sizes[0]?.height).toBeCloseTo(29, 2);
    expect((await drawPage(file, 203)).isGrey).toBe(true);
  });

  test('its bar code is read back from a one-bit print at 203 dpi and names the entry', async () => {
    for (const number of [1, 61_482, 999_999, 1_234_567, 123_456_789]) {
      const codes = await readCodes(await drawPage(await printLabel(pdf, aLabel({ number })), 203));
      expect(codes.map((code) => code.format)).toEqual(['Code128']);
      expect(parseLabelCode(codes[0]?.text ?? '')).toEqual({ register: 'G', year: 2026, number });
    }
  });

  test('each bar is a whole number of three dots, after a quiet zone of ten modules', async () => {
    const print = await drawPage(await printLabel(pdf, aLabel()), 203.2);
    const widths = barWidths(print, Math.round(18 * 8));
    expect(widths.at(0)).toBe(80);
    expect(widths.at(-1)).toBeGreaterThanOrEqual(30);
    const bars = widths.slice(1, -1);
    expect(bars.reduce((sum, width) => sum + width, 0)).toBe(112 * 3);
    expect(bars.every((width) => width % 3 === 0)).toBe(true);
  });

  test('a long name and a long number shrink to fit, nothing is cut off', async () => {
    const shortName = 'Direcția Generală de Asistență Socială și Protecția Copilului Lunca Albă';
    const file = await printLabel(pdf, aLabel({ institution: { shortName }, number: 123_456_789 }));
    expect(await textOf(file)).toContain(`${shortName} INTRARE 123456789 24.11.2026`);
    expectWhiteMargins(await drawPage(file, 203.2), 1.9 * 8);
    expect(readPageSizes(file)).toHaveLength(1);
  });
});

function expectWhiteMargins(print: Print, dots: number) {
  for (let y = 0; y < print.height; y++) {
    for (let x = 0; x < dots - 1; x++) {
      if (print.isBlack(x, y) || print.isBlack(print.width - 1 - x, y))
        expect.fail(`ink in the margin at ${x}, ${y}`);
    }
  }
}

/** Widths of the white and black runs along one line of dots, white first and last. */
function barWidths(print: Print, y: number): number[] {
  const widths = [0];
  let black = false;
  for (let x = 0; x < print.width; x++) {
    if (print.isBlack(x, y) !== black) {
      black = !black;
      widths.push(0);
    }
    widths.push((widths.pop() ?? 0) + 1);
  }
  return widths;
}

test.each(formats)(
  'a receipt (%s) of what was written on a sheet tells both numbers and its hour',
  async (format) => {
    const emergency = { number: 'U2-0007/2026', receivedOn: '2026-11-23', receivedTime: '09:05' };
    const text = await textOf(await printReceipt(pdf, aReceipt({ emergency }), format));
    expect(text).toContain('61482/24.11.2026');
    expect(joined(text)).toContain(joined('nr. U2-0007/2026, primit la 23.11.2026, ora 09:05'));
  },
);

test('a label of what was written on a sheet carries both numbers', async () => {
  const file = await printLabel(pdf, aLabel({ emergencyNumber: 'U9999-9999/2026' }));
  expect(joined(await textOf(file))).toContain('U9999-9999/2026');
  expect(await readPageSizes(file)).toHaveLength(1);
});
