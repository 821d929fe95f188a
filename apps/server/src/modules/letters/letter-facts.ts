import {
  type Channel,
  formatPlainDate,
  formatRegistrationNumber,
  type LetterContent,
  type ProcedureMergeField,
} from '@opis/contracts';
import { openTexts } from '@opis/contracts/texts';
import { sql } from 'kysely';
import messages from '../../../messages/letter-words.ro.json' with { type: 'json' };
import type { Db, Tx } from '../../platform/db.ts';
import { type FieldText, readFieldTexts } from '../case-files/index.ts';
import type { Institution } from '../organisation/index.ts';
import type { MergeValues } from './letter.ts';

const texts = openTexts(messages);
const listed = new Intl.ListFormat('ro', { type: 'conjunction' });

/** A number that a letter of the file answers. */
export type AnsweredEntry = {
  id: string;
  bookId: string;
  number: number;
  registeredOn: string;
};

/** What a letter takes from its file. */
export type LetterFacts = {
  fileId: string;
  procedure: { code: string; version: number };
  number: number;
  registeredOn: string;
  registrationNumber: string;
  subject: string;
  issuer: string;
  channel: Channel;
  partyId: string | null;
  unitName: string;
  handlerName: string;
  /** It is with a person, not only with a unit. */
  assigned: boolean;
  dueOn: string | null;
  /** Every number of the file that is not annulled, the one that opened it first; answers of others left out. */
  entries: AnsweredEntry[];
  /** The fields of its procedure, with what a letter prints of each. */
  ownFields: readonly FieldText[];
};

/** Reads what letters of a file are filled with; undefined when there is no such file. */
export async function readLetterFacts(db: Db | Tx, fileId: string): Promise<LetterFacts | undefined> {
  const { rows } = await sql<
    Omit<LetterFacts, 'registrationNumber' | 'procedure' | 'ownFields'> & {
      procedure: string;
      version: number;
    }
  >`
    SELECT case_files.id AS "fileId", case_files.procedure, case_files.procedure_version AS version, entries.number,
      entries.registered_on AS "registeredOn", entries.subject, entries.issuer, entries.channel,
      entries.party_id AS "partyId", coalesce(units.name, '') AS "unitName",
      coalesce(handlers.given_name || ' ' || handlers.family_name, '') AS "handlerName",
      case_files.handler_id IS NOT NULL AS assigned,
      case_files.due_on AS "dueOn",
      coalesce((SELECT json_agg(json_build_object('id', each.id, 'bookId', each.book_id, 'number', each.number,
          'registeredOn', each.registered_on) ORDER BY case_entries.position)
        FROM case_entries JOIN entries AS each ON each.id = case_entries.entry_id
        WHERE case_entries.case_file_id = case_files.id AND case_entries.role <> 'answers'
          AND each.status <> 'annulled'), '[]') AS entries
    FROM case_files
    JOIN entries ON entries.id = case_files.id
    LEFT JOIN units ON units.id = case_files.unit_id
    LEFT JOIN staff AS handlers ON handlers.id = case_files.handler_id
    WHERE case_files.id = ${fileId}
  `.execute(db);
  const [row] = rows;
  if (row === undefined) return undefined;
  const { procedure, version, ...facts } = row;
  return {
    ...facts,
    procedure: { code: procedure, version },
    registrationNumber: formatRegistrationNumber(row.number, row.registeredOn),
    ownFields: await readFieldTexts(db, fileId),
  };
}

/** Values of the merge fields, by the file as it stands and what the letter says of itself. */
export function toMergeValues(
  facts: LetterFacts,
  {
    institution,
    content,
    datedOn,
  }: { institution: Institution; content: LetterContent | null; datedOn: string | null },
): MergeValues {
  const numbered = ({ number, registeredOn }: Pick<AnsweredEntry, 'number' | 'registeredOn'>) =>
    texts('registration', { number: String(number), date: formatPlainDate(registeredOn) });
  return {
    number: String(facts.number),
    'registered-on': formatPlainDate(facts.registeredOn),
    registration: numbered(facts),
    'all-numbers': facts.entries.length > 0 ? listed.format(facts.entries.map(numbered)) : numbered(facts),
    subject: decapital(facts.subject),
    petitioner: facts.issuer,
    channel: texts(`channel.${facts.channel}`),
    unit: facts.unitName,
    handler: facts.handlerName,
    addressee: content?.addressee.name ?? '',
    'legal-basis': content?.legalBasis ?? '',
    'letter-date': datedOn === null ? '' : formatPlainDate(datedOn),
    'due-on': facts.dueOn === null ? '' : formatPlainDate(facts.dueOn),
    institution: institution.name,
    'institution-address': institution.address,
    'institution-phone': institution.phone,
    'institution-email': institution.email,
    'institution-website': institution.website.replace(/^https?:\/\//, ''),
    ...Object.fromEntries(facts.ownFields.map(({ name, text }) => [toMergeField(name), text])),
  };
}

// Inside a sentence a subject begins small, unless it begins with a name or an abbreviation.
function decapital(text: string): string {
  const [first = '', second = ''] = text;
  return second === second.toLocaleUpperCase('ro') && second !== ' '
    ? text
    : first.toLocaleLowerCase('ro') + text.slice(1);
}

/** How a text calls a field of the file's procedure. */
export const toMergeField = (name: string): ProcedureMergeField => `field:${name}`;
