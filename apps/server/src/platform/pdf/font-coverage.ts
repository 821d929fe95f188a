/** True when the font has a glyph for the code point. */
export type Coverage = (codePoint: number) => boolean;

/** Reads the `cmap` table (formats 4 and 12) of an OpenType font. PDF/A refuses text that its font cannot draw. */
export function readCoverage(font: Buffer): Coverage {
  const table = findTable(font, 'cmap');
  const covered = new Set<number>();
  const count = font.readUInt16BE(table + 2);
  for (let i = 0; i < count; i++) {
    const subtable = table + font.readUInt32BE(table + 4 + i * 8 + 4);
    const format = font.readUInt16BE(subtable);
    if (format === 4) addSegments(font, subtable, covered);
    if (format === 12) addGroups(font, subtable, covered);
  }
  return (codePoint) => covered.has(codePoint);
}

function findTable(font: Buffer, tag: string): number {
  const count = font.readUInt16BE(4);
  for (let i = 0; i < count; i++) {
    const record = 12 + i * 16;
    if (font.toString('latin1', record, record + 4) === tag) return font.readUInt32BE(record + 8);
  }
  throw new Error(`the font has no ${tag} table`);
}

/** Format 4: segments of the basic plane. A glyph index of 0 inside one means that the letter is missing. */
function addSegments(font: Buffer, at: number, covered: Set<number>) {
  const segments = font.readUInt16BE(at + 6) / 2;
  const ends = at + 14;
  const starts = ends + segments * 2 + 2;
  const deltas = starts + segments * 2;
  const offsets = deltas + segments * 2;
  for (let i = 0; i < segments; i++) {
    const start = font.readUInt16BE(starts + i * 2);
    const offset = font.readUInt16BE(offsets + i * 2);
    for (let point = start; point <= font.readUInt16BE(ends + i * 2) && point < 0xffff; point++) {
      const indirect = offset ? font.readUInt16BE(offsets + i * 2 + offset + (point - start) * 2) : point;
      const glyph = indirect && (indirect + font.readUInt16BE(deltas + i * 2)) & 0xffff;
      if (glyph) covered.add(point);
    }
  }
}

/** Format 12: groups of any plane. */
function addGroups(font: Buffer, at: number, covered: Set<number>) {
  const groups = font.readUInt32BE(at + 12);
  for (let i = 0; i < groups; i++) {
    const group = at + 16 + i * 12;
    for (let point = font.readUInt32BE(group); point <= font.readUInt32BE(group + 4); point++)
      covered.add(point);
  }
}
