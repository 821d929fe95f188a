import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { PdfRenderer } from '../../../platform/pdf/pdf-renderer.ts';
import { toLabelData } from './label-data.ts';
import type { LabelModel, ReceiptFormat, ReceiptModel } from './print-model.ts';
import { toReceiptData } from './receipt-data.ts';

const { resolve } = createRequire(import.meta.url);
const readTemplate = (path: string) => readFileSync(resolve(`@opis/server/${path}`), 'utf8');

const library = readTemplate('platform/pdf/print-library.typ');
const templates = {
  a5: readTemplate('modules/registry/print/receipt-a5.typ'),
  roll80: readTemplate('modules/registry/print/receipt-roll80.typ'),
  label: readTemplate('modules/registry/print/label-62x29.typ'),
};

/** The proof of registration as tagged PDF/A. */
export async function printReceipt(
  pdf: PdfRenderer,
  model: ReceiptModel,
  format: ReceiptFormat,
): Promise<Buffer> {
  return print(pdf, templates[format], toReceiptData(model, format));
}

/** The 62 × 29 mm label of the paper as tagged PDF/A. Throws RangeError for a number that no label code can hold. */
export async function printLabel(pdf: PdfRenderer, model: LabelModel): Promise<Buffer> {
  return print(pdf, templates.label, toLabelData(model));
}

function print(pdf: PdfRenderer, template: string, data: unknown): Promise<Buffer> {
  return pdf.render({
    main: 'main.typ',
    sources: { 'main.typ': template, 'print-library.typ': library },
    data,
  });
}
