import {
  type PDFDocument,
  PDFHexString,
  PDFNumber,
  PDFOperator,
  PDFOperatorNames,
  type PDFPage,
  type PDFRef,
} from '@cantoo/pdf-lib';
import type { DrawnWord } from './page-words.ts';

const halfEm = 0.5;

const unicodeMap = `/CIDInit /ProcSet findresource begin 12 dict begin begincmap
/CMapName /Opis-UCS def /CMapType 2 def 1 begincodespacerange <0000> <FFFF> endcodespacerange
1 beginbfrange <0000> <FFFF> <0000> endbfrange endcmap CMapName currentdict /CMap defineresource pop end end`;

/** A font without glyphs, each letter half as wide as it is high: text written with it is found and not seen. */
export function addGlyphlessFont({ context }: PDFDocument): PDFRef {
  const descriptor = context.register(
    context.obj({
      ...{ Type: 'FontDescriptor', FontName: 'OpisGlyphless', Flags: 4, FontBBox: [0, 0, 500, 1000] },
      ...{ ItalicAngle: 0, Ascent: 1000, Descent: 0, CapHeight: 1000, StemV: 80 },
    }),
  );
  const letters = context.register(
    context.obj({
      ...{
        Type: 'Font',
        Subtype: 'CIDFontType2',
        BaseFont: 'OpisGlyphless',
        FontDescriptor: descriptor,
        DW: 500,
      },
      CIDSystemInfo: {
        Registry: PDFHexString.fromText('Adobe'),
        Ordering: PDFHexString.fromText('Identity'),
        Supplement: 0,
      },
    }),
  );
  return context.register(
    context.obj({
      ...{ Type: 'Font', Subtype: 'Type0', BaseFont: 'OpisGlyphless', Encoding: 'Identity-H' },
      DescendantFonts: [letters],
      ToUnicode: context.register(context.flateStream(unicodeMap)),
    }),
  );
}

/** Writes the words over the picture of their page in no ink at all: they can be searched, read aloud and copied. */
export function writeWords(page: PDFPage, font: PDFRef, words: readonly DrawnWord[]): void {
  if (words.length === 0) return;
  const name = page.node.newFontDictionary('F', font);
  const { width, height } = page.getSize();
  const operators = words.flatMap((word) => {
    const codes = Array.from(word.text).filter((letter) => letter.length === 1);
    const size = word.height * height;
    if (codes.length === 0 || !(size > 0)) return [];
    const stretch = (word.width * width * 100) / (codes.length * halfEm * size);
    return [
      operator(PDFOperatorNames.SetFontAndSize, name, number(size)),
      operator(PDFOperatorNames.SetTextHorizontalScaling, number(stretch)),
      operator(
        PDFOperatorNames.SetTextMatrix,
        ...[1, 0, 0, 1, word.x * width, height - (word.y + word.height) * height].map(number),
      ),
      operator(PDFOperatorNames.ShowText, PDFHexString.of(toHex([...codes, ' ']))),
    ];
  });
  page.pushOperators(
    operator(PDFOperatorNames.BeginText),
    operator(PDFOperatorNames.SetTextRenderingMode, number(3)),
    ...operators,
    operator(PDFOperatorNames.EndText),
  );
}

const operator = (name: PDFOperatorNames, ...operands: Parameters<typeof PDFOperator.of>[1] & object) =>
  PDFOperator.of(name, operands);
const number = (value: number) => PDFNumber.of(Math.round(value * 1000) / 1000);
const toHex = (letters: readonly string[]) =>
  letters.map((letter) => letter.charCodeAt(0).toString(16).padStart(4, '0')).join('');
