import type { LaterChange } from '@opis/contracts';
import { PdfRevision } from '../reading/pdf-revision.ts';
import {
  isDictionary,
  isName,
  isReference,
  isStream,
  listReferences,
  type PdfDictionary,
  toCanonicalText,
} from '../reading/pdf-value.ts';
import { checkLaterBytes } from './check-later-bytes.ts';
import { compareForms } from './compare-forms.ts';
import { type Comparison, catalogueOf, differOnlyIn, openComparison, strike } from './comparison.ts';

const order: readonly LaterChange[] = [
  'signature',
  'validation-data',
  'form',
  'annotation',
  'content',
  'structure',
];

/**
 * Says what the bytes after a signed revision, which ended at `end`, do to what a reader sees. Everything is held for a
 * change of content until it is shown to be less: further signatures, proofs for them, a filled form, a comment.
 */
export function findLaterChanges(after: PdfRevision, end: number): LaterChange[] {
  const before = new PdfRevision(after.bytes, end);
  const comparison = openComparison(before, after);
  const { open, found } = comparison;
  if (!checkLaterBytes(before, after)) found.add('structure');
  compareCatalogues(comparison);
  compareForms(comparison);
  settlePackaging(comparison);
  if (open.size > 0 || fillsGaps(comparison)) found.add('content');
  return order.filter((change) => found.has(change));
}

const rootOf = (revision: PdfRevision) => revision.trailer.entries.get('Root');

// What a further signature may change in the catalogue: the form, the proofs, the version and the metadata.
const besideTheContent = new Set(['AcroForm', 'DSS', 'Extensions', 'Version', 'Metadata', 'Perms']);

function compareCatalogues(comparison: Comparison) {
  const { before, after, open, found } = comparison;
  const [was, is] = [rootOf(before), rootOf(after)];
  const [old, now] = [catalogueOf(before), catalogueOf(after)];
  const isOne = isReference(was) && isReference(is) && was.number === is.number;
  if (!isOne || !old || !now || !isSameLock(before, after) || !differOnlyIn(old, now, besideTheContent)) {
    found.add('content');
    return;
  }
  open.delete(was.number);
  if (open.size > 0) settleBeside(comparison, old, now);
}

// Whether the two states agree on who may open the file at all.
const isSameLock = (before: PdfRevision, after: PdfRevision): boolean =>
  toCanonicalText(before.trailer.entries.get('Encrypt')) ===
  toCanonicalText(after.trailer.entries.get('Encrypt'));

function settleBeside(comparison: Comparison, old: PdfDictionary, now: PdfDictionary) {
  const { before, after, found } = comparison;
  const seen = listSeen(before, old);
  // What pages are drawn with may not change under the name of a proof.
  const isUnseen = (number: number) => !seen.has(number);
  const proofs = now.entries.get('DSS');
  const areSame = toCanonicalText(proofs) === toCanonicalText(old.entries.get('DSS'));
  if (strike(comparison, listReferences(proofs), isUnseen) || !areSame) found.add('validation-data');
  const beside = [...['Metadata', 'Extensions', 'Perms'].map((key) => now.entries.get(key))];
  for (const held of [...beside, after.trailer.entries.get('Info')]) {
    strike(comparison, listReferences(held), isUnseen);
  }
}

/** Everything that the catalogue leads to by what pages are drawn with, forms included. */
function listSeen(revision: PdfRevision, catalogue: PdfDictionary): Set<number> {
  const hidden = new Set(['DSS', 'Metadata', 'Extensions', 'Perms']);
  const seen = new Set<number>();
  const waiting = [...catalogue.entries].flatMap(([key, value]) =>
    hidden.has(key) ? [] : listReferences(value),
  );
  for (let number = waiting.pop(); number !== undefined; number = waiting.pop()) {
    if (seen.has(number)) continue;
    seen.add(number);
    waiting.push(...listReferences(revision.get(number)));
  }
  return seen;
}

// Tables and containers are packaging: what they hold is compared object by object.
function settlePackaging({ before, after, open }: Comparison) {
  for (const number of open) {
    const value = after.get(number);
    const type = isStream(value) ? value.dictionary.entries.get('Type') : undefined;
    const isPackaging = isName(type, 'XRef') || isName(type, 'ObjStm');
    if (isPackaging && before.placeOf(number) === undefined) open.delete(number);
  }
}

/**
 * True when an object that is new was named, and missing, in what was signed: the hole was left for it. Such a file
 * shows something else than was signed though no object of it changed.
 */
function fillsGaps({ before, after }: Comparison): boolean {
  for (const number of before.numbers) {
    for (const named of listReferences(before.get(number))) {
      if (before.placeOf(named) === undefined && after.placeOf(named) !== undefined) return true;
    }
  }
  return false;
}

/** What the author of a certified document allows after it; undefined when it is not certified. */
export function readCertification(revision: PdfRevision, signature: PdfDictionary): 1 | 2 | 3 | undefined {
  const references = revision.resolve(signature.entries.get('Reference'));
  for (const item of Array.isArray(references) ? references : []) {
    const reference = revision.resolve(item);
    if (!isDictionary(reference) || !isName(reference.entries.get('TransformMethod'), 'DocMDP')) continue;
    const parameters = revision.resolve(reference.entries.get('TransformParams'));
    const level = isDictionary(parameters) ? parameters.entries.get('P') : undefined;
    return level === 1 || level === 3 ? level : 2;
  }
  return undefined;
}
