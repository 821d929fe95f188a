import type { PDFiumLibrary } from '@hyzyla/pdfium';

/** PDFium's own functions, as the library's WebAssembly has them; its declarations name only some. */
export type Pdfium = {
  readonly HEAPU8: Uint8Array;
  readonly wasmExports: { malloc(size: number): number; free(at: number): void };
  _FPDF_LoadPage(document: number, index: number): number;
  _FPDF_ClosePage(page: number): void;
  _FPDF_GetPageWidth(page: number): number;
  _FPDF_GetPageHeight(page: number): number;
  _FPDF_PageToDevice(
    ...given: [
      page: number,
      startX: number,
      startY: number,
      sizeX: number,
      sizeY: number,
      rotate: number,
      x: number,
      y: number,
      deviceX: number,
      deviceY: number,
    ]
  ): number;
  _FPDFPage_CountObjects(page: number): number;
  _FPDFPage_GetObject(page: number, index: number): number;
  _FPDFPageObj_GetType(object: number): number;
  _FPDFPageObj_GetBounds(
    ...given: [object: number, left: number, bottom: number, right: number, top: number]
  ): number;
  _FPDFText_LoadPage(page: number): number;
  _FPDFText_ClosePage(text: number): void;
  _FPDFText_CountChars(text: number): number;
  _FPDFText_GetUnicode(text: number, index: number): number;
  _FPDFText_GetLooseCharBox(text: number, index: number, rectangle: number): number;
  _FPDFText_GetTextObject(text: number, index: number): number;
  _FPDFTextObj_GetTextRenderMode(object: number): number;
};

/** The functions behind a library and the handle of one of its documents, which it keeps to itself. */
export function openInside(
  library: PDFiumLibrary,
  document: Awaited<ReturnType<PDFiumLibrary['loadDocument']>>,
): { pdfium: Pdfium; handle: number } {
  const { module } = library as unknown as { module: Pdfium };
  const { documentIdx } = document as unknown as { documentIdx: number };
  return { pdfium: module, handle: documentIdx };
}

/** Room for a few numbers that PDFium writes; they are read with `readDoubles`, and the like. */
export function withRoom<T>(pdfium: Pdfium, bytes: number, use: (at: number) => T): T {
  const at = pdfium.wasmExports.malloc(bytes);
  try {
    return use(at);
  } finally {
    pdfium.wasmExports.free(at);
  }
}

const viewOf = ({ HEAPU8 }: Pdfium) => new DataView(HEAPU8.buffer);

export const readInteger = (pdfium: Pdfium, at: number): number => viewOf(pdfium).getInt32(at, true);
export const readFloat = (pdfium: Pdfium, at: number): number => viewOf(pdfium).getFloat32(at, true);
