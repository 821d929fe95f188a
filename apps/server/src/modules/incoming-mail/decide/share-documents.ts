import type { PartKind } from '@opis/contracts';

/** What of a part says whether it becomes a document. */
export type DocumentPart = {
  readonly ordinal: number;
  readonly kind: PartKind;
  readonly name: string | null;
  readonly mediaType: string;
};

// A registration takes fifty documents; the first is the message as received, in which all the others are.
const mostParts = 49;

/**
 * Which parts of a message become documents of its entry, its texts first, and which are left in the message as received
 * alone. Logos are neither: they belong to the page, as its type does.
 */
export function shareDocuments<Part extends DocumentPart>(
  parts: readonly Part[],
): { taken: Part[]; left: Part[] } {
  const inOrder = parts
    .filter(({ kind }) => kind !== 'inline')
    .toSorted((one, other) => rankOf(one) - rankOf(other) || one.ordinal - other.ordinal);
  return { taken: inOrder.slice(0, mostParts), left: inOrder.slice(mostParts) };
}

const rankOf = ({ kind }: DocumentPart): number => (kind === 'text' ? 0 : kind === 'html' ? 1 : 2);

// What proves the sender's hand is no paper that anybody attached.
const signatureTypes = /^application\/(?:(?:x-)?pkcs7-signature|pgp-(?:signature|keys))$/;
const signatureNames = /\.(?:p7s|sig|asc)$/i;

/** True for what a clerk would count in column 5: a file that was attached, not the text, a logo or a signature. */
export const isAnnex = ({ kind, name, mediaType }: DocumentPart): boolean =>
  kind === 'message' ||
  (kind === 'attachment' && !signatureTypes.test(mediaType) && !signatureNames.test(name ?? ''));
