import type { ScanCode } from './scan-code.ts';
import type { LaidPage, ScanLayout } from './scan-layout.ts';

/** What was read on a page of a file that came. */
export type ReadPage = {
  readonly page: number;
  /** Nothing to see on it: shown greyed, never taken out. */
  readonly blank: boolean;
  readonly codes: readonly ScanCode[];
  /** How far the page is turned from upright, clockwise, by the label on it. */
  readonly turned: 0 | 90 | 180 | 270;
};

/** The codes that name an entry on a page, each once. */
export const entryCodesOf = (codes: readonly ScanCode[]): string[] => [
  ...new Set(codes.flatMap(({ kind, text }) => (kind === 'label' || kind === 'receipt' ? [text] : []))),
];

/**
 * How a file that came falls into documents, before anybody touched it. A separator ends a document and lies aside, the
 * blank back of it too. A page with a label or a receipt begins one, unless it names the same entry as the document that
 * it lies in. So does a page with a code that could not be read: it may have been a label. Foreign codes begin nothing.
 */
export function splitBatch(pages: readonly ReadPage[]): ScanLayout {
  const stacks: LaidPage[][] = [];
  const aside: LaidPage[] = [];
  let named: string | undefined;
  let opens = true;
  let afterSeparator = false;
  for (const read of pages) {
    const laid: LaidPage = { page: read.page, turn: uprightBy(read), straighten: 0, crop: null };
    const isSeparator = read.codes.some(({ kind }) => kind === 'separator');
    if (isSeparator || (afterSeparator && read.blank)) {
      aside.push(laid);
      opens = true;
      afterSeparator = isSeparator;
      continue;
    }
    afterSeparator = false;
    const codes = entryCodesOf(read.codes);
    const isSame = codes.length === 1 && codes[0] === named;
    const isDoubtful = codes.length === 0 && read.codes.some(({ kind }) => kind === 'unreadable');
    if (opens || isDoubtful || (codes.length > 0 && !isSame)) {
      stacks.push([laid]);
      named = codes.length === 1 ? codes[0] : undefined;
    } else stacks.at(-1)?.push(laid);
    opens = false;
  }
  return { stacks, aside };
}

// The label is stuck as the page is read: turned back with it, the page stands upright.
const uprightBy = ({ turned }: ReadPage): LaidPage['turn'] => ((360 - turned) % 360) as LaidPage['turn'];
