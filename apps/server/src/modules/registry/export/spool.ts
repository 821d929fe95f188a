import { randomUUID } from 'node:crypto';
import { open, unlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

/** Rows laid down outside memory, read back as often as needed in the order in which they came. */
export type Spool<Row> = {
  add(rows: readonly Row[]): Promise<void>;
  rows(): AsyncGenerator<Row>;
  close(): Promise<void>;
};

/**
 * A file without a name: it is unlinked before the first row is written, so that a crash leaves nobody's data behind.
 */
export async function openSpool<Row>(): Promise<Spool<Row>> {
  const path = join(tmpdir(), `opis-${randomUUID()}`);
  const file = await open(path, 'wx+', 0o600);
  await unlink(path);
  return {
    add: async (rows) => {
      await file.appendFile(rows.map((row) => `${JSON.stringify(row)}\n`).join(''));
    },
    async *rows() {
      const stream = file.createReadStream({ start: 0, autoClose: false, encoding: 'utf8' });
      // JSON keeps line ends inside texts escaped: a line is a row.
      for await (const line of createInterface({ input: stream })) yield JSON.parse(line) as Row;
    },
    close: () => file.close(),
  };
}

/** The rows in groups of `size`, the last one shorter. */
export async function* inGroups<Row>(rows: AsyncIterable<Row>, size: number): AsyncGenerator<Row[]> {
  let group: Row[] = [];
  for await (const row of rows) {
    if (group.push(row) < size) continue;
    yield group;
    group = [];
  }
  if (group.length > 0) yield group;
}
