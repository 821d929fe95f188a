/** One field of a plan's row in a column of the table: how it is read from a cell and written to one. */
type CsvField = {
  path: string;
  /** Undefined leaves the field out, so that its own default stands. */
  read(cell: string): unknown;
  write(row: object): string;
};

/** A list of the plan, the word for its rows in the column `tip`, and its columns. */
export type CsvList = {
  name:
    | 'institution'
    | 'offices'
    | 'units'
    | 'positions'
    | 'staff'
    | 'nomenclature'
    | 'categories'
    | 'daysOff';
  kind: string;
  fields: Readonly<Record<string, CsvField>>;
  /** Puts together what takes two columns. */
  finish?: (row: Record<string, unknown>) => object;
};

/** The columns in the order in which a person reads a row. */
export const csvColumns: readonly string[] = [
  ...['tip', 'cod', 'denumire', 'prescurtare', 'structura', 'functie', 'conduce', 'locuri'],
  ...['prenume', 'nume', 'titlu', 'sediu', 'adresa', 'de_la', 'pana_la', 'succesor', 'termen'],
  ...['sub_registru', 'indicativ', 'activ', 'fel', 'act'],
  ...['consiliu', 'telefon', 'email', 'site', 'program'],
];

const fieldOf = (row: object, path: string): unknown =>
  new Map<string, unknown>(Object.entries(row)).get(path);

const text = (path: string): CsvField => ({
  path,
  read: (cell) => cell,
  write: (row) => String(fieldOf(row, path) ?? ''),
});
const code = (path: string): CsvField => ({ ...text(path), read: (cell) => (cell === '' ? null : cell) });
const count = (path: string): CsvField => ({
  ...text(path),
  read: (cell) => (cell === '' ? undefined : /^\d+$/.test(cell) ? Number(cell) : cell),
});

const words = (path: string, pairs: readonly (readonly [word: string, value: unknown])[]): CsvField => ({
  path,
  read: (cell) =>
    cell === '' ? undefined : (pairs.find(([word]) => word === cell.toLowerCase()) ?? [cell, cell])[1],
  write: (row) => String(pairs.find(([, value]) => value === fieldOf(row, path))?.[0] ?? ''),
});
const yesNo = (path: string) =>
  words(path, [
    ['da', true],
    ['nu', false],
  ]);

/** `2026-06-29`, or as people write it, `29.06.2026`. */
const day = (path: string, missing: null | undefined): CsvField => ({
  ...text(path),
  read: (cell) => {
    if (cell === '') return missing;
    const parts = /^(\d{1,2})[./](\d{1,2})[./](\d{4})$/.exec(cell);
    return parts ? `${parts[3]}-${parts[2]?.padStart(2, '0')}-${parts[1]?.padStart(2, '0')}` : cell;
  },
});

const post = (part: 'unit' | 'name'): CsvField => ({
  path: part === 'unit' ? 'position' : 'post',
  read: (cell) => cell,
  write: (row) => {
    const position = fieldOf(row, 'position');
    return typeof position === 'object' && position !== null ? String(fieldOf(position, part) ?? '') : '';
  },
});

function withPost({ position: unit, post: name, ...person }: Record<string, unknown>): object {
  return { ...person, position: unit === '' && name === '' ? null : { unit, name } };
}

/** The table form of a plan; the words are those that people see. */
export const csvLists: readonly CsvList[] = [
  {
    name: 'institution',
    kind: 'instituție',
    fields: {
      denumire: text('name'),
      prescurtare: text('shortName'),
      consiliu: text('council'),
      adresa: text('address'),
      telefon: text('phone'),
      email: text('email'),
      site: text('website'),
      program: text('openingHours'),
    },
  },
  {
    name: 'offices',
    kind: 'sediu',
    fields: {
      cod: text('code'),
      denumire: text('name'),
      adresa: text('address'),
      pana_la: day('closedOn', null),
    },
  },
  {
    name: 'units',
    kind: 'structură',
    fields: {
      cod: text('code'),
      denumire: text('name'),
      prescurtare: text('shortName'),
      structura: code('parent'),
      pana_la: day('closedOn', null),
      succesor: code('successor'),
    },
  },
  {
    name: 'positions',
    kind: 'funcție',
    fields: {
      denumire: text('name'),
      structura: text('unit'),
      conduce: yesNo('leads'),
      locuri: count('seats'),
    },
  },
  {
    name: 'staff',
    kind: 'om',
    fields: {
      cod: text('code'),
      prenume: text('givenName'),
      nume: text('familyName'),
      titlu: text('title'),
      structura: post('unit'),
      functie: post('name'),
      sediu: code('office'),
      email: code('email'),
      de_la: day('activeFrom', undefined),
      pana_la: day('activeTo', null),
    },
    finish: withPost,
  },
  {
    name: 'nomenclature',
    kind: 'dosar',
    fields: {
      cod: text('code'),
      denumire: text('title'),
      structura: code('unit'),
      termen: text('retention'),
    },
  },
  {
    name: 'categories',
    kind: 'categorie',
    fields: {
      cod: text('code'),
      denumire: text('name'),
      structura: code('unit'),
      sub_registru: code('subRegister'),
      indicativ: code('nomenclatureCode'),
      activ: yesNo('active'),
    },
  },
  {
    name: 'daysOff',
    kind: 'zi',
    fields: {
      de_la: day('day', undefined),
      denumire: text('name'),
      fel: words('kind', [
        ['liberă', 'off'],
        ['lucrătoare', 'worked'],
      ]),
      act: text('act'),
    },
  },
];
