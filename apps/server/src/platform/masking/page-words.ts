import type { PageWord } from '@opis/contracts';
import { type Pdfium, readFloat, readInteger, withRoom } from './pdfium-text.ts';

/** A word and where it stands, in shares of the page as it is shown; `isDrawn`: not written in invisible ink. */
export type DrawnWord = PageWord & { readonly isDrawn: boolean };

/** What of a page is text. `isPicture`: a picture covers so much of it that its text may be a guess laid under it. */
export type PageText = { readonly words: readonly DrawnWord[]; readonly isPicture: boolean };

// A page with more letters is a burden meant as one.
const maxCharacters = 50_000;
const pictureShare = 0.25;
const [imageType, formType] = [3, 5];
const invisible = 3;
// Shares are found on a grid so fine that a letter is many lines wide.
const grid = 1_000_000;

/** Reads the words of a page, in the order in which the file writes them. */
export function readPageText(pdfium: Pdfium, document: number, index: number): PageText {
  const page = pdfium._FPDF_LoadPage(document, index);
  if (!page) throw new Error('no such page');
  try {
    return { words: readWords(pdfium, page), isPicture: coversMuch(pdfium, page) };
  } finally {
    pdfium._FPDF_ClosePage(page);
  }
}

/** What of a page is drawn rather than written: nothing, something, or a picture over much of it. */
export function drawingOf(pdfium: Pdfium, document: number, index: number): 'none' | 'some' | 'picture' {
  const page = pdfium._FPDF_LoadPage(document, index);
  if (!page) return 'none';
  try {
    if (coversMuch(pdfium, page)) return 'picture';
    return pdfium._FPDFPage_CountObjects(page) > 0 ? 'some' : 'none';
  } finally {
    pdfium._FPDF_ClosePage(page);
  }
}

type Box = { left: number; top: number; right: number; bottom: number };
type Letter = { text: string; box: Box; isDrawn: boolean };

function readWords(pdfium: Pdfium, page: number): DrawnWord[] {
  const text = pdfium._FPDFText_LoadPage(page);
  if (!text) return [];
  try {
    return toWords(listLetters(pdfium, page, text));
  } finally {
    pdfium._FPDFText_ClosePage(text);
  }
}

/** Letters, and in between `undefined` for a space and `null` for the end of a line. */
function listLetters(pdfium: Pdfium, page: number, text: number): (Letter | undefined | null)[] {
  const count = Math.min(pdfium._FPDFText_CountChars(text), maxCharacters);
  return Array.from({ length: count }, (_, index) => {
    const code = pdfium._FPDFText_GetUnicode(text, index);
    if (code === 0x0a || code === 0x0d) return null;
    const character = code > 0 && code < 0x110000 ? String.fromCodePoint(code) : '';
    if (!/\S/u.test(character) || /\p{C}/u.test(character)) return undefined;
    const box = boxOf(pdfium, { page, text, index });
    const object = pdfium._FPDFText_GetTextObject(text, index);
    const isDrawn = object !== 0 && pdfium._FPDFTextObj_GetTextRenderMode(object) !== invisible;
    return box && { text: character, box, isDrawn };
  });
}

function boxOf(
  pdfium: Pdfium,
  { page, text, index }: { page: number; text: number; index: number },
): Box | undefined {
  return withRoom(pdfium, 16, (room) => {
    if (!pdfium._FPDFText_GetLooseCharBox(text, index, room)) return undefined;
    const [left = 0, top = 0, right = 0, bottom = 0] = [0, 4, 8, 12].map((at) =>
      readFloat(pdfium, room + at),
    );
    return toShares(pdfium, page, { left, top, right, bottom });
  });
}

/** A rectangle of the page's own space as it is shown: turned and cut as the page is. */
function toShares(pdfium: Pdfium, page: number, box: Box): Box {
  const corners = [
    toShare(pdfium, page, box.left, box.top),
    toShare(pdfium, page, box.right, box.bottom),
  ] as const;
  const [xs, ys] = [corners.map(({ x }) => x), corners.map(({ y }) => y)];
  return {
    left: Math.min(...xs),
    right: Math.max(...xs),
    top: Math.min(...ys),
    bottom: Math.max(...ys),
  };
}

function toShare(pdfium: Pdfium, page: number, x: number, y: number): { x: number; y: number } {
  return withRoom(pdfium, 8, (room) => {
    pdfium._FPDF_PageToDevice(page, 0, 0, grid, grid, 0, x, y, room, room + 4);
    return { x: readInteger(pdfium, room) / grid, y: readInteger(pdfium, room + 4) / grid };
  });
}

function toWords(letters: readonly (Letter | undefined | null)[]): DrawnWord[] {
  const words: DrawnWord[] = [];
  let line = 0;
  let open: Letter[] = [];
  const close = () => {
    if (open.length > 0) words.push(toWord(open, line));
    open = [];
  };
  for (const letter of letters) {
    if (letter && (open.length === 0 || continues(open.at(-1), letter))) open.push(letter);
    else {
      close();
      if (letter) open.push(letter);
    }
    if (letter === null && words.at(-1)?.line === line) line += 1;
  }
  close();
  return words;
}

// Files that place every letter by itself write no spaces; lines run downwards on a page that is turned.
function continues(before: Letter | undefined, { box }: Letter): boolean {
  if (!before) return true;
  const size = Math.max(box.bottom - box.top, box.right - box.left);
  const across = Math.max(box.left - before.box.right, before.box.left - box.right);
  const along = Math.max(box.top - before.box.bottom, before.box.top - box.bottom);
  return across < size / 2 && along < size / 2;
}

function toWord(letters: readonly Letter[], line: number): DrawnWord {
  const boxes = letters.map(({ box }) => box);
  const x = Math.min(...boxes.map(({ left }) => left));
  const y = Math.min(...boxes.map(({ top }) => top));
  return {
    text: letters.map(({ text }) => text).join(''),
    line,
    x,
    y,
    width: Math.max(...boxes.map(({ right }) => right)) - x,
    height: Math.max(...boxes.map(({ bottom }) => bottom)) - y,
    isDrawn: letters.every(({ isDrawn }) => isDrawn),
  };
}

function coversMuch(pdfium: Pdfium, page: number): boolean {
  const area = pdfium._FPDF_GetPageWidth(page) * pdfium._FPDF_GetPageHeight(page);
  const count = Math.min(pdfium._FPDFPage_CountObjects(page), maxCharacters);
  for (let index = 0; index < count; index += 1) {
    const object = pdfium._FPDFPage_GetObject(page, index);
    const type = pdfium._FPDFPageObj_GetType(object);
    if ((type === imageType || type === formType) && areaOf(pdfium, object) > area * pictureShare)
      return true;
  }
  return false;
}

function areaOf(pdfium: Pdfium, object: number): number {
  return withRoom(pdfium, 16, (room) => {
    if (!pdfium._FPDFPageObj_GetBounds(object, room, room + 4, room + 8, room + 12))
      return Number.POSITIVE_INFINITY;
    const [left = 0, bottom = 0, right = 0, top = 0] = [0, 4, 8, 12].map((at) =>
      readFloat(pdfium, room + at),
    );
    return Math.abs((right - left) * (top - bottom));
  });
}
