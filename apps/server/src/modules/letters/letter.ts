import type {
  LetterContent,
  LetterField,
  LetterKind,
  LetterLack,
  LetterMergeField,
  LetterSigning,
  LetterStatus,
  ProcedureMergeField,
  RichText,
  SignatureSlot,
} from '@opis/contracts';
import { letterKinds } from '@opis/contracts';

/** Values of the merge fields for one letter; one that is empty or not there has nothing to print. */
export type MergeValues = Readonly<Record<LetterField, string> & Record<ProcedureMergeField, string>>;

/** One who is to sign, and whether they have. */
export type Signature = {
  readonly slot: SignatureSlot;
  readonly staffId: string;
  readonly name: string;
  readonly title: string;
  readonly method: LetterSigning | null;
  readonly signedOn: string | null;
  readonly signedAt: Date | null;
};

/** A sending on route, the last one. */
export type LetterRoute = {
  readonly id: string;
  readonly number: number;
  readonly versionNumber: number;
  readonly signing: LetterSigning;
  readonly line: string | null;
  readonly endorsements: number;
  /** Of one signed with certificates: the day of the first signature, and the PDF that carries it. */
  readonly datedOn: string | null;
  readonly sealedDocumentId: string | null;
  readonly signatures: readonly Signature[];
};

/** A letter as an act finds it, under its lock. */
export type LetterState = {
  readonly id: string;
  readonly caseFileId: string;
  readonly kind: LetterKind;
  readonly status: LetterStatus;
  readonly version: number;
  readonly draft: LetterContent;
  readonly authorId: string;
  readonly unitId: string | null;
  readonly savedAt: Date;
  readonly savedBy: string;
  readonly routeNumber: number;
  readonly signaturesRequired: number;
  readonly legalBasisRequired: boolean;
  readonly closesFile: boolean;
  readonly datedOn: string | null;
  readonly route: LetterRoute | null;
};

/**
 * What the procedure asks of a letter of this kind (PET-13); `assignment`: that somebody was given the file to solve
 * before it is answered (PET-12, art. 12 of OG 27/2002), of an answer that art. 13 asks two signatures of.
 */
export type LetterDemands = {
  readonly signatures: 1 | 2;
  readonly legalBasis: boolean;
  readonly assignment: boolean;
};

/**
 * What is missing before it may go on its way; `signers`: how many were chosen, null before they are; `assigned`: the
 * file is with a person, or the letter set out when it was.
 */
export function lacksOf(
  content: LetterContent,
  facts: {
    demands: LetterDemands;
    fields: MergeValues;
    signers: number | null;
    kind: LetterKind;
    assigned: boolean;
  },
): LetterLack[] {
  const { addressee, subject, body, legalBasis } = content;
  const lack = (missing: boolean, name: LetterLack) => (missing ? [name] : []);
  return [
    ...lack(addressee.name === '', 'addressee'),
    ...lack(needsAddress(content, facts.kind), 'address'),
    ...lack(subject === '', 'subject'),
    ...lack(!hasWords(body), 'body'),
    ...lack(facts.demands.legalBasis && legalBasis === '', 'legal-basis'),
    ...lack(
      fieldsIn(body).some((field) => field !== 'letter-date' && (facts.fields[field] ?? '') === ''),
      'empty-field',
    ),
    ...lack(facts.signers !== null && facts.signers < facts.demands.signatures, 'signatures'),
    ...lack(facts.demands.assignment && !facts.assigned, 'assignment'),
  ];
}

// What goes by post needs a street, what goes by e-mail an address of that kind; what is given by hand needs neither.
function needsAddress({ sendBy, addressee }: LetterContent, kind: LetterKind): boolean {
  if (!letterKinds[kind].registers) return false;
  if (sendBy === 'email') return addressee.email === '';
  return (
    (sendBy === 'post' || sendBy === 'registered-post' || sendBy === 'courier') && addressee.address === ''
  );
}

type Node = { type: string; text?: string; attrs?: unknown; content?: readonly Node[] };

function walk(node: Node, visit: (node: Node) => void) {
  visit(node);
  for (const child of node.content ?? []) walk(child, visit);
}

/** True when somebody wrote a word in it. */
export function hasWords(body: RichText): boolean {
  let found = false;
  walk(body, (node) => {
    if (node.type === 'text' && (node.text ?? '').trim() !== '') found = true;
  });
  return found;
}

/** The merge fields of a text, each once. */
export function fieldsIn(body: RichText): LetterMergeField[] {
  const names = new Set<LetterMergeField>();
  walk(body, (node) => {
    if (node.type === 'mergeField') names.add((node.attrs as { name: LetterMergeField }).name);
  });
  return [...names];
}
