import { AppError, foldText, HistoryField } from '@opis/contracts';

/** Where each field stands in a record, from 0. */
export type HistoryColumns = {
  readonly at: ReadonlyMap<HistoryField, number>;
  readonly headers: readonly string[];
};

// As registers call them, folded; the first that fits a header wins.
const names: Readonly<Record<HistoryField, readonly string[]>> = {
  number: [
    'nr',
    'numar',
    'nr crt',
    'nr inreg',
    'nr inregistrare',
    'nr de inreg',
    'nr de inregistrare',
    'numar inregistrare',
    'numar de inregistrare',
    'nr document',
  ],
  date: ['data', 'data inreg', 'data inregistrare', 'data inregistrarii', 'data primirii'],
  issuerReference: [
    'nr si data emitent',
    'nr si data emitentului',
    'nr si data date de emitent',
    'nr emitent',
    'nr expeditor',
  ],
  sheets: ['file', 'nr file', 'numar file', 'nr filelor'],
  annexes: ['anexe', 'nr anexe', 'numar anexe', 'nr anexelor'],
  issuer: ['emitent', 'emitentul', 'expeditor', 'expeditorul', 'de la', 'petent', 'nume'],
  subject: [
    'continut',
    'continutul',
    'continutul pe scurt',
    'continut pe scurt',
    'obiect',
    'obiectul',
    'subiect',
    'descriere',
  ],
  unit: ['compartiment', 'compartimentul', 'repartizat', 'directia', 'serviciul'],
  dispatchedOn: ['data expedierii', 'data expediere', 'data iesirii'],
  resolution: ['modul rezolvarii', 'mod rezolvare', 'rezolvare', 'solutie'],
  addressee: ['destinatar', 'destinatarul', 'catre'],
  joinedTo: ['nr conex', 'nr conexat', 'conexat la', 'conex'],
  nomenclature: ['indicativ', 'indicativul dosarului', 'indicativ dosar', 'dosar'],
};

/**
 * Finds the columns by the names of the header, or as `map` tells (`subject=Obiect;number=1`, a name of the header or a
 * place from 1). Throws validation when number or date is not found, or `map` names what is not there.
 */
export function findColumns(headers: readonly string[], map: string | undefined): HistoryColumns {
  const at = new Map<HistoryField, number>(readMap(headers, map));
  const folded = headers.map(foldText);
  for (const field of HistoryField.options) {
    if (at.has(field)) continue;
    const place = names[field].map((name) => folded.indexOf(name)).find((found) => found >= 0);
    if (place !== undefined && ![...at.values()].includes(place)) at.set(field, place);
  }
  for (const field of ['number', 'date'] as const) {
    if (!at.has(field))
      throw wrong('history.column-missing', { field, headers: headers.join(', ').slice(0, 300) });
  }
  return { at, headers };
}

function readMap(headers: readonly string[], map: string | undefined): [HistoryField, number][] {
  return (map ?? '')
    .split(';')
    .filter((part) => part.trim() !== '')
    .map((part) => {
      const [name = '', ...rest] = part.split('=');
      const field = HistoryField.safeParse(name.trim());
      const wanted = rest.join('=').trim();
      const byName = headers.findIndex((header) => foldText(header) === foldText(wanted) && wanted !== '');
      const place = byName >= 0 ? byName : /^[1-9]\d{0,2}$/.test(wanted) ? Number(wanted) - 1 : -1;
      if (!field.success || place < 0 || place >= headers.length)
        throw wrong('history.column-unknown', {
          field: part.slice(0, 100),
          headers: headers.join(', ').slice(0, 300),
        });
      return [field.data, place];
    });
}

const wrong = (code: 'history.column-missing' | 'history.column-unknown', details: Record<string, string>) =>
  new AppError('validation', code, { details, fields: [{ path: 'map', code }] });
