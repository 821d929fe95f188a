import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { formatPlainDate, type LetterContent, type LetterKind, letterKinds } from '@opis/contracts';
import { openTexts } from '@opis/contracts/texts';
import messages from '../../../../messages/letter-paper.ro.json' with { type: 'json' };
import { demonstrationCrest } from '../../../platform/demonstration-crest.ts';
import { qrCode, wholeDotSize } from '../../../platform/pdf/barcodes.ts';
import type { PdfRenderer } from '../../../platform/pdf/pdf-renderer.ts';
import type { Institution } from '../../organisation/index.ts';
import type { VerifyMark } from '../../registry/index.ts';
import type { MergeValues, Signature } from '../letter.ts';
import { toBlocks } from './to-blocks.ts';

const texts = openTexts(messages);
const { resolve } = createRequire(import.meta.url);
const readTemplate = (path: string) => readFileSync(resolve(`@opis/server/${path}`), 'utf8');
const sources = {
  'main.typ': readTemplate('modules/letters/print/letter.typ'),
  'print-library.typ': readTemplate('platform/pdf/print-library.typ'),
};

/** Everything that stands on the paper of a letter. */
export type LetterPaper = {
  institution: Institution;
  kind: LetterKind;
  content: LetterContent;
  fields: MergeValues;
  /** Of the file: what the stamp says. */
  number: number;
  registrationNumber: string;
  /** The day on the stamp; null before it is signed: its cells stay empty. */
  datedOn: string | null;
  unitName: string;
  author: string;
  /** Of an answer: how anybody finds its number in the public pages; null: no mark is printed. */
  verify: VerifyMark | null;
  /** Signed with certificates: the words say so, the hours stand in the signatures themselves. */
  electronic: boolean;
  signatures: readonly Pick<Signature, 'name' | 'title' | 'slot'>[];
};

/** Sets a letter as tagged PDF/A; the same data give the same bytes. */
export function printLetter(pdf: PdfRenderer, paper: LetterPaper): Promise<Buffer> {
  return pdf.render({ main: 'main.typ', sources, data: toLetterData(paper) });
}

/** The texts that the template lays out. */
export function toLetterData(paper: LetterPaper) {
  const { content, datedOn, registrationNumber } = paper;
  const [, registeredOn = ''] = registrationNumber.split('/');
  const { addressee } = content;
  return {
    title: texts(`title.${paper.kind}`, { number: registrationNumber }),
    moment: [...(datedOn ?? toPlain(registeredOn)).split('-').map(Number), 0, 0],
    institution: toLetterhead(paper),
    addressee: {
      lead: addressee.lead,
      name: addressee.name,
      address: content.sendBy === 'email' ? '' : addressee.address,
      by: content.sendBy === 'email' && addressee.email ? texts('by.email', { email: addressee.email }) : '',
    },
    stamp: toStamp(paper),
    subjectLabel: texts('subject'),
    subject: content.subject,
    body: toBlocks(content.body, paper.fields),
    annexesLabel: texts('annexes'),
    annexes: content.annexes,
    legalBasisLabel: texts('legal-basis'),
    legalBasis: content.legalBasis,
    closing: content.closing,
    signatureLabel: texts('signature'),
    // The head of the institution stands left, whoever signed first.
    signatures: paper.signatures
      .toSorted((left, right) => left.slot.localeCompare(right.slot))
      .map(({ title, name }) => ({
        title: capital(title),
        name,
        signed: paper.electronic ? electronicWords(datedOn) : null,
      })),
    verify: toVerify(paper),
    made: texts('made', { author: paper.author }),
    foot: texts('foot', {
      number: datedOn === null ? String(paper.number) : `${paper.number}/${formatPlainDate(datedOn)}`,
    }),
    pageOf: texts('page', { page: '{page}', pages: '{pages}' }),
  };
}

function toLetterhead({ institution, unitName }: LetterPaper) {
  const { council, name, address, phone, email, website, demonstrationPassword } = institution;
  return {
    country: texts('country'),
    council,
    name,
    unit: unitName,
    contacts: [address, texts('contact.phone', { phone }), email, website.replace(/^https?:\/\//, '')].filter(
      (line) => line !== '',
    ),
    crest: demonstrationPassword === null ? null : demonstrationCrest,
    crestAlt: texts('crest'),
  };
}

function toStamp({ institution, kind, number, datedOn }: LetterPaper) {
  const [year = '', month = '', day = ''] = datedOn?.split('-') ?? [];
  return {
    institution: institution.name,
    direction: texts(letterKinds[kind].registers ? 'stamp.direction' : 'stamp.direction-internal'),
    numberLabel: texts('stamp.number'),
    number: String(number),
    // A space keeps the height of an empty cell: the day is written when it is signed.
    cells: [
      { label: texts('stamp.day'), value: day || '\u00a0' },
      { label: texts('stamp.month'), value: month || '\u00a0' },
      { label: texts('stamp.year'), value: year || '\u00a0' },
    ],
  };
}

/** Side of the QR code, as on the receipt of a petitioner: a telephone reads it at arm's length. */
const qrMm = 20;

function toVerify({ verify, registrationNumber }: LetterPaper) {
  if (verify === null) return null;
  const { number, registeredOn, code, url, address } = verify;
  const qr = qrCode(url);
  return {
    qr: { svg: qr.svg, mm: wholeDotSize(qr, qrMm), alt: texts('verify.alt', { number: registrationNumber }) },
    lead: texts('verify.lead'),
    before: texts('verify.before', { number: String(number), date: formatPlainDate(registeredOn), code }),
    address,
    after: texts('verify.after'),
  };
}

// Whoever signs second signs the bytes that the first one signed: what stands there must be true of both.
const electronicWords = (datedOn: string | null): string[] =>
  datedOn === null ? [texts('signed.to-come')] : [texts('signed.electronic'), texts('signed.where')];

const capital = (text: string) => text.charAt(0).toLocaleUpperCase('ro') + text.slice(1);
const toPlain = (date: string) => date.split('.').toReversed().join('-');
