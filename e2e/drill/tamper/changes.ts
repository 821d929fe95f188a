import { chmodSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Told } from '../acknowledge.ts';
import type { Acknowledgement } from '../compare-book.ts';
import { register } from '../institution.ts';
import type { Superuser } from '../superuser.ts';

/** One byte changed behind the product's back, what `opis verify` has to call it, and the way back. */
export type Change = {
  what: string;
  check: string;
  /** What the place that it names has to contain. */
  place: string;
  make(): Promise<void>;
  undo(): Promise<void>;
};

type Ground = { database: Superuser; dataDir: string; told: Told };

/** A row's cell, told apart by `where`; `to` is the SQL of its new value. */
type Cell = { table: string; column: string; where: string; to: string };

/** One change for each thing that is kept. */
export function listChanges(ground: Ground): Change[] {
  const [filed, second, third, fourth, fifth] = ground.told.acknowledged;
  if (!filed || !second || !third || !fourth || !fifth) throw new Error('three days have five papers');
  const sha256 = ground.told.scans.get(filed.requestId) ?? '';
  const cell = (what: string, expected: { check: string; place: string }, target: Cell): Change => ({
    what,
    ...expected,
    ...inCell(ground.database, target),
  });
  return [
    cell(
      'one byte of a record',
      { check: 'record-hash', place: `(nr. ${second.number})` },
      recordByte(second, '# 1'),
    ),
    cell(
      'one byte of a record with a file, to what is no text at all',
      { check: 'record-hash', place: `(nr. ${filed.number})` },
      recordByte(filed, '| 128'),
    ),
    cell(
      'one letter of a value',
      { check: 'value', place: `nr. ${third.number}` },
      {
        table: 'ledger_values',
        column: 'value',
        where: `value = '${third.subject}'`,
        to: otherLetter('value'),
      },
    ),
    cell(
      'one letter of the row that people see',
      { check: 'entry-differs', place: `nr. ${fourth.number}` },
      {
        table: 'entries',
        column: 'subject',
        where: `subject = '${fourth.subject}'`,
        to: otherLetter('subject'),
      },
    ),
    cell(
      'one figure of an event',
      { check: 'event', place: 'events, ' },
      {
        table: 'events',
        column: 'data',
        where: `type = 'entry.registered' AND at = '${fifth.registeredAt}'`,
        to: `jsonb_set(data, '{number}', '900')`,
      },
    ),
    cell(
      'one byte of a day’s seal over the events',
      { check: 'seal', place: `events, ${filed.registeredOn}` },
      {
        table: 'day_seals',
        column: 'hash',
        where: `journal = 'events' AND day = '${filed.registeredOn}'`,
        to: 'set_byte(hash, 7, get_byte(hash, 7) # 1)',
      },
    ),
    cell(
      'one letter of a signed line',
      { check: 'head-line', place: filed.registeredOn },
      {
        table: 'head_lines',
        column: 'line',
        where: `day = '${filed.registeredOn}'`,
        to: `replace(line, '"number":', '"nomber":')`,
      },
    ),
    cell(
      'one letter of a document’s name',
      { check: 'document', place: `nr. ${filed.number}` },
      { table: 'documents', column: 'name', where: `name LIKE 'cerere-%'`, to: otherLetter('name') },
    ),
    {
      what: 'one byte of a file',
      check: 'file',
      place: `nr. ${filed.number}`,
      ...inFile(ground.dataDir, sha256),
    },
  ];
}

const otherLetter = (column: string) => `overlay(${column} PLACING 'x' FROM 3 FOR 1)`;

function recordByte({ year, number }: Acknowledgement, operation: string): Cell {
  const book = `SELECT books.id FROM books JOIN registers ON registers.id = books.register_id
    WHERE registers.code = '${register.code}' AND books.year = ${year}`;
  return {
    table: 'ledger_records',
    column: 'body',
    where: `kind = 'registered' AND number = ${number} AND book_id = (${book})`,
    to: `set_byte(body, 40, get_byte(body, 40) ${operation})`,
  };
}

function inCell(database: Superuser, { table, column, where, to }: Cell): Pick<Change, 'make' | 'undo'> {
  let kept: { place: string; value: unknown } | undefined;
  return {
    async make() {
      const [row, ...others] = await database.query<{ place: string; value: unknown }>(
        `SELECT tableoid || ' ' || ctid AS place, ${column} AS value FROM ${table} WHERE ${where}`,
      );
      if (!row || others.length > 0) throw new Error(`not one row of ${table} where ${where}`);
      const [changed] = await database.query<{ place: string; value: unknown }>(
        `UPDATE ${table} SET ${column} = ${to} WHERE ${where} RETURNING tableoid || ' ' || ctid AS place, ${column} AS value`,
      );
      if (!changed || JSON.stringify(changed.value) === JSON.stringify(row.value))
        throw new Error('nothing changed');
      kept = { place: changed.place, value: row.value };
    },
    async undo() {
      if (!kept) throw new Error('nothing was changed');
      await database.query(`UPDATE ${table} SET ${column} = $1 WHERE tableoid || ' ' || ctid = $2`, [
        kept.value,
        kept.place,
      ]);
    },
  };
}

function inFile(dataDir: string, sha256: string): Pick<Change, 'make' | 'undo'> {
  const path = join(dataDir, 'files', 'objects', sha256.slice(0, 2), sha256.slice(2, 4), sha256);
  const flip = async () => {
    const bytes = readFileSync(path);
    bytes[bytes.length - 2] = (bytes.at(-2) ?? 0) ^ 1;
    const { mode } = statSync(path);
    chmodSync(path, 0o600);
    writeFileSync(path, bytes);
    chmodSync(path, mode);
  };
  return { make: flip, undo: flip };
}
