import type { Db } from '../../../platform/db.ts';

/** What verification can find wrong; each check has a test that breaks just that. */
export type FindingCheck =
  | 'sequence'
  | 'record-hash'
  | 'record-form'
  | 'chain'
  | 'hour'
  | 'number'
  | 'sub-number'
  | 'value'
  | 'value-missing'
  | 'entry-missing'
  | 'entry-differs'
  | 'entry-unknown'
  | 'book-head'
  | 'closing'
  | 'file'
  | 'document'
  | 'case-file'
  | 'opis'
  | 'step'
  | 'letter'
  | 'event'
  | 'seal'
  | 'head-line'
  | 'head';

/** What a module above the registry verifies beside it; gives what is wrong. */
export type VerifyPart = (db: Db) => Promise<Finding[]>;

/** The first thing wrong in a place: where it is, and in Romanian what it is. */
export type Finding = {
  check: FindingCheck;
  place: string;
  detail: string;
};
