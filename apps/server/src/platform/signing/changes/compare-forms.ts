import type { PdfRevision } from '../reading/pdf-revision.ts';
import {
  isDictionary,
  isName,
  isReference,
  listReferences,
  type PdfDictionary,
  type PdfValue,
  toCanonicalText,
} from '../reading/pdf-value.ts';
import { compareMarks } from './compare-marks.ts';
import {
  arrayIn,
  type Comparison,
  catalogueOf,
  dictionaryIn,
  differOnlyIn,
  listPages,
  strike,
} from './comparison.ts';

/** Compares what may change by itself: the form with its fields, and the marks laid on pages. */
export function compareForms(comparison: Comparison): void {
  if (comparison.open.size === 0) return;
  compareForm(comparison);
  for (const page of listPages(comparison.before)) comparePage(comparison, page);
  compareFields(comparison);
}

const formKeys = new Set(['Fields', 'SigFlags', 'DR', 'DA', 'NeedAppearances']);

function compareForm(comparison: Comparison) {
  const { before, after, found } = comparison;
  const was = catalogueOf(before)?.entries.get('AcroForm');
  const is = catalogueOf(after)?.entries.get('AcroForm');
  const [old, now] = [dictionaryIn(before, was), dictionaryIn(after, is)];
  if (!now) {
    if (old) found.add('content');
    return;
  }
  settle(comparison, was, is);
  if (old && !differOnlyIn(old, now, formKeys)) found.add('form');
  const fields = now.entries.get('Fields');
  settle(comparison, old?.entries.get('Fields'), fields);
  const { added, removed } = compareItems(
    arrayIn(before, old?.entries.get('Fields')),
    arrayIn(after, fields),
  );
  if (removed > 0) found.add('content');
  for (const field of added) meetField(comparison, field);
  if (strike(comparison, listReferences(now.entries.get('DR')))) found.add('form');
}

/** Strikes off an object of which every part is compared; one that served something else before stays. */
function settle({ before, open }: Comparison, was: PdfValue | undefined, is: PdfValue | undefined) {
  if (!isReference(is)) return;
  const isTheSame = isReference(was) && was.number === is.number;
  if (isTheSame || before.placeOf(is.number) === undefined) open.delete(is.number);
}

function compareItems(old: readonly PdfValue[], now: readonly PdfValue[]) {
  const [was, is] = [old, now].map((items) => new Set(items.map(toCanonicalText)));
  return {
    added: now.filter((item) => !was?.has(toCanonicalText(item))),
    removed: [...(was ?? [])].filter((item) => !is?.has(item)).length,
  };
}

// A field that is new: of a signature, or of the form.
function meetField(comparison: Comparison, field: PdfValue) {
  const held = dictionaryIn(comparison.after, field);
  if (!held || !isReference(field) || comparison.before.placeOf(field.number) !== undefined) {
    comparison.found.add('content');
    return;
  }
  comparison.found.add(isSignatureField(comparison.after, held) ? 'signature' : 'form');
  strike(comparison, [field.number]);
}

function isSignatureField(revision: PdfRevision, field: PdfDictionary): boolean {
  const parent = dictionaryIn(revision, field.entries.get('Parent'));
  return isName(revision.resolve(field.entries.get('FT') ?? parent?.entries.get('FT')), 'Sig');
}

const annotationKey = new Set(['Annots']);

function comparePage(comparison: Comparison, number: number) {
  const { before, after, open, found } = comparison;
  const [old, now] = [before.get(number), after.get(number)];
  if (!isDictionary(old) || !isDictionary(now)) return;
  const [was, is] = [old, now].map((page) => page.entries.get('Annots'));
  const isTouched = [...listReferences(was), ...listReferences(is)].some((held) => open.has(held));
  if (!open.has(number) && !isTouched) return;
  if (differOnlyIn(old, now, annotationKey)) open.delete(number);
  settle(comparison, was, is);
  const { added, removed } = compareItems(arrayIn(before, was), arrayIn(after, is));
  if (removed > 0) found.add('annotation');
  for (const mark of added) meetMark(comparison, mark);
}

function meetMark(comparison: Comparison, mark: PdfValue) {
  const held = dictionaryIn(comparison.after, mark);
  if (held && isName(held.entries.get('Subtype'), 'Widget')) {
    comparison.found.add(isSignatureField(comparison.after, held) ? 'signature' : 'form');
  } else comparison.found.add('annotation');
  strike(comparison, listReferences(mark));
}

/** Fields and marks that were there and changed. */
function compareFields(comparison: Comparison) {
  const { before, after, open } = comparison;
  const marks = listMarks(before);
  for (const number of open) {
    const [old, now] = [before.get(number), after.get(number)];
    if (!marks.has(number) || !isDictionary(old) || !isDictionary(now)) continue;
    const isSignature = isSignatureField(before, old);
    if (compareMarks(comparison, { old, now, isSignature })) open.delete(number);
  }
}

/** Objects that are a field of the form or a mark on a page: only these may be filled in. */
function listMarks(revision: PdfRevision): Set<number> {
  const marks = new Set<number>();
  const form = dictionaryIn(revision, catalogueOf(revision)?.entries.get('AcroForm'));
  const waiting = [...arrayIn(revision, form?.entries.get('Fields'))];
  for (const number of listPages(revision)) {
    const page = revision.get(number);
    if (isDictionary(page)) waiting.push(...arrayIn(revision, page.entries.get('Annots')));
  }
  while (waiting.length > 0) {
    const value = waiting.pop();
    if (!isReference(value) || marks.has(value.number)) continue;
    marks.add(value.number);
    const field = dictionaryIn(revision, value);
    if (field) waiting.push(...arrayIn(revision, field.entries.get('Kids')));
  }
  return marks;
}
