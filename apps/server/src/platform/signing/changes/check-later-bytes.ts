import { PdfLexer } from '../reading/pdf-lexer.ts';
import type { PdfRevision } from '../reading/pdf-revision.ts';
import type { PdfSection } from '../reading/pdf-sections.ts';
import { PdfSyntaxError } from '../reading/pdf-value.ts';

/**
 * True when the bytes after `before` are nothing but saves as programs make them: each a run of objects, the table that
 * lists them where they stand, and the words that end a save. A table that reaches back into what was signed, an
 * object that no table lists, bytes between them: all are ways in which signed files were forged.
 */
export function checkLaterBytes(before: PdfRevision, after: PdfRevision): boolean {
  const later = after.sections.filter(({ start }) => start >= before.end);
  const resumed = after.sections.slice(later.length);
  const isOneChain =
    resumed.every(({ start }) => start < before.end) && resumed[0]?.start === before.sections[0]?.start;
  if (!isOneChain || !endsLikeASave(before)) return false;
  if (!later.every((section) => listsItsOwn(section, before))) return false;
  try {
    return isFilledBy(listSpans(after, later), before, after);
  } catch (error) {
    if (error instanceof PdfSyntaxError) return false;
    throw error;
  }
}

function endsLikeASave({ bytes, end }: PdfRevision): boolean {
  const start = Math.max(0, end - 64);
  const tail = Buffer.from(bytes.buffer, bytes.byteOffset + start, end - start).toString('latin1');
  return /startxref\s+\d+\s+%%EOF\s*$/.test(tail);
}

// An entry that repeats what the signed table says is harmless: some programs write the whole table anew.
function listsItsOwn({ places }: PdfSection, before: PdfRevision): boolean {
  return [...places].every(([number, place]) => {
    if (!('at' in place) || place.at >= before.end) return true;
    const was = before.placeOf(number);
    return was !== undefined && 'at' in was && was.at === place.at;
  });
}

type Span = { readonly start: number; readonly end: number };

function listSpans(after: PdfRevision, later: readonly PdfSection[]): Span[] {
  const spans: Span[] = later.map(({ start, end }) => ({ start, end }));
  for (const { places } of later) {
    for (const [number, place] of places) if ('at' in place) spans.push(after.readAt(place.at, number));
  }
  return spans.sort((one, other) => one.start - other.start);
}

// A table that is a stream lists itself too: its bytes are met twice.
function isFilledBy(spans: readonly Span[], before: PdfRevision, after: PdfRevision): boolean {
  let at = before.end;
  for (const { start, end } of spans) {
    if (end <= at) continue;
    if (start < at || !isBetweenObjects(after.bytes, at, start)) return false;
    at = end;
  }
  return isBetweenObjects(after.bytes, at, after.bytes.length);
}

// White space, comments (the end mark is one), and where a table begins.
function isBetweenObjects(bytes: Uint8Array, from: number, to: number): boolean {
  const lexer = new PdfLexer(bytes.subarray(0, to), from);
  while (lexer.takeWord('startxref')) if (lexer.takeWhole() === undefined) return false;
  lexer.skipSpace();
  return lexer.position >= to;
}
