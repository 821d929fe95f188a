import { isName, listReferences, type PdfDictionary } from '../reading/pdf-value.ts';
import { type Comparison, differOnlyIn, strike } from './comparison.ts';

const signingKeys = new Set(['V', 'AP', 'M', 'F', 'Lock', 'SV', 'MK', 'DA', 'Rect']);
const fillingKeys = new Set(['V', 'AP', 'AS', 'M', 'MK', 'DA', 'DV', 'I']);
const drawingKeys = new Set([
  ...['AP', 'M', 'Contents', 'Popup', 'F', 'C', 'RC', 'Border', 'BS', 'Rect', 'QuadPoints'],
]);

/**
 * Names what changed in a field or a mark that was there: an empty place of a signature that was signed, a field
 * filled in, a comment. False when it is more than that.
 */
export function compareMarks(
  comparison: Comparison,
  { old, now, isSignature }: { old: PdfDictionary; now: PdfDictionary; isSignature: boolean },
): boolean {
  const isField = isName(old.entries.get('Subtype'), 'Widget') || old.entries.has('FT');
  if (isSignature) {
    // A place that was signed stays as it is.
    if (old.entries.has('V') || !differOnlyIn(old, now, signingKeys)) return false;
    comparison.found.add('signature');
  } else {
    if (!differOnlyIn(old, now, isField ? fillingKeys : drawingKeys)) return false;
    comparison.found.add(isField ? 'form' : 'annotation');
  }
  for (const key of ['V', 'AP', 'Popup', 'Lock']) strike(comparison, listReferences(now.entries.get(key)));
  return true;
}
