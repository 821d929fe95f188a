import { createHash } from 'node:crypto';
import {
  PDFArray,
  PDFDict,
  PDFDocument,
  PDFHexString,
  PDFInvalidObject,
  PDFName,
  PDFNumber,
  type PDFObject,
  PDFRef,
  PDFString,
} from '@cantoo/pdf-lib';
import { AppError } from '@opis/contracts';
import { PdfRevision } from '../reading/pdf-revision.ts';
import { PdfSyntaxError } from '../reading/pdf-value.ts';

/** Where a signature is seen: points from the lower left corner of a page (from 1). */
export type SignatureBox = {
  readonly page: number;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
};

/** What the signature's place in the PDF says. */
export type SignatureField = {
  /** The signer's clock, written beside the signature; proves nothing by itself. */
  readonly at: Date;
  readonly signerName: string;
  readonly reason?: string | undefined;
  /** With what is drawn in the box: a one-page PDF. Absent: nothing is seen on the page. */
  readonly visible?: { readonly box: SignatureBox; readonly drawing: Uint8Array } | undefined;
};

/** A PDF with an empty place for its next signature: everything but the place is under `digest`. */
export type PreparedPdf = {
  readonly bytes: Buffer;
  readonly digest: Buffer;
  /** Room of the place, in bytes of DER. */
  readonly room: number;
  readonly placeAt: number;
};

const rangeHole = '/ByteRange [0 0000000000 0000000000 0000000000]';

/**
 * Appends a signature field to a PDF without touching a byte of what is there: earlier signatures stay intact. Error:
 * `signature.file-unsuitable` for what is no whole, open PDF, or is certified against changes.
 */
export async function preparePdf(pdf: Uint8Array, field: SignatureField, room: number): Promise<PreparedPdf> {
  const document = await openPdf(pdf);
  const usesStreams = endsInTableStream(pdf);
  const dictionary = document.context.register(
    PDFInvalidObject.of(Buffer.from(describe(field, room), 'latin1')),
  );
  await addField(document, dictionary, field);
  const saved = Buffer.from(await document.commit({ useObjectStreams: usesStreams }));
  return fillRanges(saved, pdf.length, room);
}

/** Puts the signature in its place; everything else stays as it was signed. */
export function placeSignature({ bytes, room, placeAt }: PreparedPdf, signature: Uint8Array): Buffer {
  if (signature.length > room)
    throw new AppError('dependency', 'signature.result-refused', { message: 'no room' });
  const signed = Buffer.from(bytes);
  signed.write(Buffer.from(signature).toString('hex'), placeAt + 1, 'latin1');
  return signed;
}

async function openPdf(pdf: Uint8Array): Promise<PDFDocument> {
  try {
    return await PDFDocument.load(pdf, { forIncrementalUpdate: true, updateMetadata: false });
  } catch (error) {
    throw new AppError('validation', 'signature.file-unsuitable', { cause: error });
  }
}

// The next table must be of the kind that the file has: readers differ in what they make of a mixture.
function endsInTableStream(pdf: Uint8Array): boolean {
  try {
    const [newest] = new PdfRevision(pdf).sections;
    return (
      newest !== undefined &&
      !Buffer.from(pdf.subarray(newest.start, newest.start + 32))
        .toString('latin1')
        .trimStart()
        .startsWith('xref')
    );
  } catch (error) {
    if (error instanceof PdfSyntaxError)
      throw new AppError('validation', 'signature.file-unsuitable', { cause: error });
    throw error;
  }
}

// Written as it stands, so that nothing packs it or moves its place.
function describe({ at, signerName, reason }: SignatureField, room: number): string {
  const parts = [
    '/Type /Sig /Filter /Adobe.PPKLite /SubFilter /ETSI.CAdES.detached',
    rangeHole,
    `/Contents <${'0'.repeat(room * 2)}>`,
    `/M ${PDFString.fromDate(at)}`,
    `/Name ${PDFHexString.fromText(signerName)}`,
    ...(reason ? [`/Reason ${PDFHexString.fromText(reason)}`] : []),
  ];
  return `<<\n${parts.join('\n')}\n>>`;
}

async function addField(document: PDFDocument, signature: PDFRef, { visible }: SignatureField) {
  const { context, catalog } = document;
  const pages = document.getPages();
  const page = pages[(visible?.box.page ?? 1) - 1];
  if (!page) throw new AppError('validation', 'signature.file-unsuitable', { message: 'no such page' });
  const form = lookUpOrAdd(document, catalog, 'AcroForm', () => context.obj({}));
  const fields = lookUpOrAdd(document, form, 'Fields', () => context.obj([]));
  const { x = 0, y = 0, width = 0, height = 0 } = visible?.box ?? {};
  const widget = context.obj({
    Type: 'Annot',
    Subtype: 'Widget',
    FT: 'Sig',
    T: PDFHexString.fromText(`Semnătura ${fields.size() + 1}`),
    V: signature,
    P: page.ref,
    // Printed and locked.
    F: 132,
    Rect: [x, y, x + width, y + height],
  });
  if (visible) widget.set(PDFName.of('AP'), context.obj({ N: await draw(document, visible) }));
  const reference = context.register(widget);
  fields.push(reference);
  form.set(PDFName.of('SigFlags'), PDFNumber.of(3));
  lookUpOrAdd(document, page.node, 'Annots', () => context.obj([])).push(reference);
}

/** The drawing as the look of the field, stretched to its box by the reader. */
async function draw(
  document: PDFDocument,
  { drawing }: NonNullable<SignatureField['visible']>,
): Promise<PDFRef> {
  const [page] = await document.embedPdf(drawing);
  if (!page) throw new TypeError('a drawing has one page');
  await page.embed();
  return page.ref;
}

// What lies in the dictionary itself or in an object of its own is changed where it lies.
function lookUpOrAdd<T extends PDFDict | PDFArray>(
  { context }: PDFDocument,
  holder: PDFDict,
  key: string,
  make: () => T,
): T {
  const name = PDFName.of(key);
  const held: PDFObject | undefined = holder.lookup(name);
  if (held instanceof PDFDict || held instanceof PDFArray) {
    const raw = holder.get(name);
    if (!(raw instanceof PDFRef)) holder.set(name, held);
    return held as T;
  }
  const made = make();
  holder.set(name, context.register(made));
  return made;
}

function fillRanges(saved: Buffer, from: number, room: number): PreparedPdf {
  const holeAt = saved.indexOf(rangeHole, from);
  const placeAt = saved.indexOf(`<${'0'.repeat(room * 2)}>`, from);
  if (holeAt < 0 || placeAt < 0) throw new TypeError('the place of the signature is not there');
  const resumeAt = placeAt + room * 2 + 2;
  const numbers = [placeAt, resumeAt, saved.length - resumeAt].map((number) =>
    String(number).padStart(10, '0'),
  );
  saved.write(`/ByteRange [0 ${numbers.join(' ')}]`, holeAt, 'latin1');
  const digest = createHash('sha256')
    .update(saved.subarray(0, placeAt))
    .update(saved.subarray(resumeAt))
    .digest();
  return { bytes: saved, digest, room, placeAt };
}
