import { randomUUID } from 'node:crypto';
import { aRegistration } from '../a-registry.ts';
import { closedYear, headOfThatYear, nextYearToClose } from './past-books.ts';
import { act, bookReaders, everybody, type Rule, thisMinute, today } from './rule.ts';

/** What leaves on paper or comes from it: exports, closings, emergency sheets, the old register. */
export const paperRules: readonly Rule[] = [
  // The book leaves the house only with who may read all of it.
  {
    route: 'GET /api/v1/registers/:code/exports/preview',
    url: () => `/api/v1/registers/general/exports/preview?from=${today}&to=${today}`,
    allowed: bookReaders,
    refused: 403,
  },
  {
    route: 'POST /api/v1/registers/:code/exports',
    url: () => '/api/v1/registers/general/exports',
    body: act({ format: 'csv', from: today, to: today }),
    allowed: bookReaders,
    refused: 403,
  },
  // Each closing takes a book that was not closed yet; the paper is that of one that was.
  {
    route: 'GET /api/v1/registers/:code/books/:year/closing',
    url: () => `/api/v1/registers/general/books/${closedYear}/closing`,
    allowed: [...bookReaders, 'director'],
    refused: 403,
  },
  {
    route: 'POST /api/v1/registers/:code/books/:year/closing',
    url: () => `/api/v1/registers/general/books/${nextYearToClose()}/closing`,
    body: () => ({ requestId: randomUUID(), hash: headOfThatYear() }),
    allowed: ['archivist', 'director'],
    refused: 403,
  },
  {
    route: 'GET /api/v1/registers/:code/books/:year/closing.pdf',
    url: () => `/api/v1/registers/general/books/${closedYear}/closing.pdf`,
    allowed: [...bookReaders, 'director'],
    refused: 403,
  },
  // Somebody else's work in the background is not there for anybody.
  { route: 'GET /api/v1/long-works', allowed: everybody },
  { route: 'GET /api/v1/long-works/:id', url: (o) => `/api/v1/long-works/${o.longWorkId}`, allowed: [] },
  {
    route: 'GET /api/v1/long-works/:id/file',
    url: (o) => `/api/v1/long-works/${o.longWorkId}/file`,
    allowed: [],
  },
  {
    route: 'POST /api/v1/long-works/:id/cancellation',
    url: (o) => `/api/v1/long-works/${o.longWorkId}/cancellation`,
    allowed: [],
  },
  { route: 'GET /api/v1/emergency/sheets', allowed: everybody },
  {
    route: 'POST /api/v1/emergency/sheets',
    body: () => ({ requestId: randomUUID(), office: 'sediu', register: 'general', lines: 2 }),
    allowed: ['registrar', 'digital-officer'],
    refused: 403,
  },
  {
    route: 'GET /api/v1/emergency/sheets/:id',
    url: (o) => `/api/v1/emergency/sheets/${o.sheet.id}`,
    allowed: ['registrar', 'digital-officer'],
    refused: 404,
  },
  {
    route: 'GET /api/v1/emergency/sheets/:id/sheet.pdf',
    url: (o) => `/api/v1/emergency/sheets/${o.sheet.id}/sheet.pdf`,
    allowed: ['registrar', 'digital-officer'],
    refused: 404,
  },
  {
    route: 'POST /api/v1/emergency/sheets/:id/lines/:number/entry',
    url: (o) => `/api/v1/emergency/sheets/${o.sheet.id}/lines/${o.sheet.lines.shift()}/entry`,
    body: () => ({ ...aRegistration(), register: undefined, ...thisMinute() }),
    allowed: ['registrar', 'digital-officer'],
    refused: 404,
  },
  {
    route: 'POST /api/v1/emergency/sheets/:id/void',
    url: (o) => `/api/v1/emergency/sheets/${o.sheet.id}/void`,
    body: act({ reason: 'Rânduri nefolosite' }),
    allowed: ['registrar', 'digital-officer'],
    refused: 404,
  },
  {
    route: 'GET /api/v1/emergency/entries',
    url: (o) => `/api/v1/emergency/entries?number=${o.sheet.enteredCode}`,
    allowed: bookReaders,
    refused: 404,
  },
  {
    route: 'GET /api/v1/registers/:code/history/years',
    url: () => '/api/v1/registers/general/history/years',
    allowed: everybody,
  },
  {
    route: 'GET /api/v1/registers/:code/history',
    url: () => '/api/v1/registers/general/history?year=2019',
    allowed: bookReaders,
    refused: 404,
  },
  {
    route: 'POST /api/v1/registers/:code/history',
    url: () => '/api/v1/registers/general/history?mode=import&name=vechi.csv&map=number=1;date=2;subject=3',
    // As a file the JSON is one line: its header.
    body: () => ({ nr: 1, data: 2, continut: 3 }),
    allowed: ['registrar', 'archivist'],
    refused: 403,
  },
];
