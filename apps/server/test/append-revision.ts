/** What an incremental save appends; each part may be left out or bent, as forgers do. */
export type Appended = {
  /** Objects by number, as they are written. */
  objects?: Readonly<Record<number, string>>;
  /** Entries of the table in place of the true ones: byte offsets. */
  offsets?: Readonly<Record<number, number>>;
  /** Bytes before the objects, that no table knows. */
  junk?: string;
  root?: number;
  /** Absent: the place of the table before. */
  prev?: number | null;
  table?: boolean;
};

/** The PDF with one more save after it: objects, a table and a trailer, as programs append them. */
export function appendRevision(pdf: Buffer, appended: Appended): Buffer {
  const { objects = {}, offsets = {}, junk = '', root = 1, table = true } = appended;
  const text = pdf.toString('latin1');
  const before = Number(/startxref\s+(\d+)(?![\s\S]*startxref)/.exec(text)?.[1]);
  const prev = appended.prev === undefined ? before : appended.prev;
  let tail = junk;
  const places = new Map(Object.entries(offsets).map(([number, at]) => [Number(number), at]));
  for (const [number, object] of Object.entries(objects)) {
    if (!places.has(Number(number))) places.set(Number(number), pdf.length + tail.length);
    tail += `${number} 0 obj\n${object}\nendobj\n`;
  }
  if (!table) return Buffer.concat([pdf, Buffer.from(tail, 'latin1')]);
  const at = pdf.length + tail.length;
  const rows = [...places].map(
    ([number, place]) => `${number} 1\n${String(place).padStart(10, '0')} 00000 n \n`,
  );
  tail += `xref\n${rows.join('')}trailer\n<< /Size 999 /Root ${root} 0 R${prev === null ? '' : ` /Prev ${prev}`} >>\nstartxref\n${at}\n%%EOF\n`;
  return Buffer.concat([pdf, Buffer.from(tail, 'latin1')]);
}

/** An object of content that writes one line. */
export const aContent = (line: string): string => {
  const content = `BT /F 24 Tf 200 600 Td (${line}) Tj ET`;
  return `<< /Length ${content.length} >>\nstream\n${content}\nendstream`;
};
