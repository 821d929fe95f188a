import { randomUUID } from 'node:crypto';
import { Role } from '@opis/contracts';

/** Somebody else's things: registered by a registrar, lying at the legal unit, with a file. */
export type Others = {
  year: number;
  number: number;
  documentId: string;
  uploadId: string;
  partyId: string;
  modelId: string;
  sessionId: string;
  /** A message that waits to be sent, of a file of theirs. */
  outgoingMessageId: string;
  /** Case files at the legal unit that nobody touched yet: each act of each role takes one. */
  openFiles: string[];
  closedFiles: string[];
  /** A file that asks for documents, with one of its own. */
  permit: { id: string; documentId: string; termId: string };
  /** Endorsements asked of the legal unit about a file of its own: each act of each role takes one. */
  tasks: string[];
  /** Codes of the labels of papers that are at the registry. */
  labels: string[];
  /** Requests for public information at the legal unit, one for each act. */
  requests: string[];
  joinInto: number;
  resolutionModelId: string;
  actId: string;
  accountId: string;
  /** A draft in a file of theirs, with a version kept; a text kept for themselves. */
  letter: {
    id: string;
    version: number;
    content: object;
    fileId: string;
    authorId: string;
    moduleId: string;
  };
  /** Absences of theirs, one for each call that would end one. */
  absences: string[];
  substituteId: string;
  viewId: string;
  longWorkId: string;
  /** Other parties; the last one has another merged into it. */
  /** A sheet of an emergency book, the lines that are still open, and the number that was entered. */
  sheet: { id: string; lines: number[]; enteredCode: string };
  alikeIds: string[];
  mergeId: string;
  contactId: string;
  representationId: string;
};

export const everybody = Role.options;
export const bookReaders: readonly Role[] = [
  'registrar',
  'digital-officer',
  'dispatcher',
  'archivist',
  'auditor',
];
export const entryReaders: readonly Role[] = [...bookReaders, 'director'];
export const partyReaders: readonly Role[] = [
  'registrar',
  'digital-officer',
  'dispatcher',
  'case-handler',
  'head-of-unit',
  'director',
];

export const partyEditors: readonly Role[] = ['registrar', 'digital-officer', 'case-handler', 'head-of-unit'];

/** One route: whom it serves for somebody else's thing, and what the rest are told. */
export type Rule = {
  route: string;
  url?: (o: Others) => string;
  body?: (o: Others) => object;
  allowed: readonly Role[];
  /** 404 where the thing itself must not be betrayed, 403 where only the act is refused. */
  refused?: 403 | 404;
  /** Roles that see the row but may not do this to it. */
  forbidden?: readonly Role[];
  /** What one role is told beside these: it may, but what it sends is nobody's. */
  told?: Partial<Record<Role, number>>;
};

export function someDayOf(year: number, day: number) {
  const on = new Date(Date.UTC(year, 0, 1 + day)).toISOString().slice(0, 10);
  return { firstDay: on, lastDay: on };
}

export const entry = (o: Others) => `/api/v1/registers/general/entries/${o.year}/${o.number}`;
export const act = (body: object) => () => ({ requestId: randomUUID(), ...body });
export const next = (ids: string[]) => ids.pop() ?? 'none-left';
export const today = new Date().toLocaleDateString('sv-SE', { timeZone: 'Europe/Bucharest' });

export const emptyFile = { name: 'gol.yaml', content: Buffer.from('{}').toString('base64') };
/** SHA-256 of an empty list of changes. */
export const digestOfNothing = '4f53cda18c2baa0c0354bb5f9a3ecbe5ed12ab4d8e11ba873c2f11161202b945';
let freshDays = 0;
export const aFreshDay = () => new Date(Date.UTC(2050, 0, 1 + ++freshDays)).toISOString().slice(0, 10);

/** What a sheet tells that is written on now. */
export function thisMinute() {
  const [receivedOn, receivedTime = ''] = new Date()
    .toLocaleString('sv-SE', { timeZone: 'Europe/Bucharest' })
    .split(' ');
  return { receivedOn, receivedTime: receivedTime.slice(0, 5) };
}
