import { inflateSync } from 'node:zlib';
import {
  isArray,
  isDictionary,
  isName,
  type PdfDictionary,
  type PdfStream,
  PdfSyntaxError,
} from './pdf-value.ts';

// A table of a million objects takes 8 MB; what unpacks to more than this is a bomb.
const maxUnpacked = 64 * 1024 * 1024;

/** The bytes of a table or of a container of objects, as PDF writers pack them: not at all, or by Flate. */
export function decodeStream({ dictionary, raw }: PdfStream): Uint8Array {
  const filter = single(dictionary, 'Filter');
  if (filter === undefined || filter === null) return raw;
  if (!isName(filter, 'FlateDecode')) throw new PdfSyntaxError('a filter that no table is packed with');
  const bytes = inflate(raw);
  const parameters = single(dictionary, 'DecodeParms');
  return isDictionary(parameters) ? undoPredictor(bytes, parameters) : bytes;
}

function single(dictionary: PdfDictionary, key: string) {
  const value = dictionary.entries.get(key);
  if (!isArray(value)) return value;
  if (value.length > 1) throw new PdfSyntaxError('a table packed more than once');
  return value[0];
}

function inflate(raw: Uint8Array): Uint8Array {
  try {
    return inflateSync(raw, { maxOutputLength: maxUnpacked });
  } catch (error) {
    throw new PdfSyntaxError('a stream cannot be unpacked', { cause: error });
  }
}

const numberOf = (dictionary: PdfDictionary, key: string, otherwise: number) => {
  const value = dictionary.entries.get(key);
  return typeof value === 'number' ? value : otherwise;
};

// PNG filters, byte by byte: tables have one colour of eight bits (ISO 32000-1, 7.4.4.4).
function undoPredictor(bytes: Uint8Array, parameters: PdfDictionary): Uint8Array {
  const predictor = numberOf(parameters, 'Predictor', 1);
  if (predictor === 1) return bytes;
  const columns = numberOf(parameters, 'Columns', 1);
  if (predictor < 10 || numberOf(parameters, 'Colors', 1) !== 1 || columns < 1 || columns > 1000) {
    throw new PdfSyntaxError('a predictor that no table uses');
  }
  const rows = Math.floor(bytes.length / (columns + 1));
  const out = new Uint8Array(rows * columns);
  for (let row = 0; row < rows; row += 1) {
    const kind = bytes[row * (columns + 1)];
    for (let column = 0; column < columns; column += 1) {
      const at = row * columns + column;
      const left = column > 0 ? (out[at - 1] ?? 0) : 0;
      const above = out[at - columns] ?? 0;
      const corner = column > 0 ? (out[at - columns - 1] ?? 0) : 0;
      out[at] = (bytes[row * (columns + 1) + 1 + column] ?? 0) + predict(kind, { left, above, corner });
    }
  }
  return out;
}

function predict(
  kind: number | undefined,
  { left, above, corner }: { left: number; above: number; corner: number },
): number {
  if (kind === 1) return left;
  if (kind === 2) return above;
  if (kind === 3) return Math.floor((left + above) / 2);
  if (kind !== 4) return 0;
  const guess = left + above - corner;
  const [toLeft, toAbove, toCorner] = [left, above, corner].map((value) => Math.abs(guess - value));
  if (toLeft === undefined || toAbove === undefined || toCorner === undefined) return 0;
  if (toLeft <= toAbove && toLeft <= toCorner) return left;
  return toAbove <= toCorner ? above : corner;
}
