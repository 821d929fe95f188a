import { z } from 'zod';

/** Where a page was cut, in parts of its width and height as it came. */
export const CropBox = z
  .strictObject({
    x: z.number().min(0).max(1),
    y: z.number().min(0).max(1),
    width: z.number().min(0.05).max(1),
    height: z.number().min(0.05).max(1),
  })
  .refine(({ x, y, width, height }) => x + width <= 1.0001 && y + height <= 1.0001);
export type CropBox = z.infer<typeof CropBox>;

const Turn = z.union([z.literal(0), z.literal(90), z.literal(180), z.literal(270)]);

/** A page of what came, as it will lie: `turn` clockwise, `straighten` in degrees, counted after cutting. */
export const LaidPage = z.object({
  /** Its number in the file that came, from 1; it never changes. */
  page: z.int().min(1),
  turn: Turn,
  straighten: z.number(),
  crop: CropBox.nullable(),
});
export type LaidPage = z.infer<typeof LaidPage>;

/** The pages of one file that came: documents to be, each with its pages in order, and what was laid aside. */
export const ScanLayout = z.object({
  stacks: z.array(z.array(LaidPage).min(1)),
  /** Separators and removed pages. Nothing is lost: they can be taken back. */
  aside: z.array(LaidPage),
});
export type ScanLayout = z.infer<typeof ScanLayout>;

const Pages = z.array(z.int().min(1)).min(1).max(2000);

/** One act on the page strip. The file that came stays as it is: the layout is its acts, applied in order. */
export const ScanEdit = z.discriminatedUnion('act', [
  z.strictObject({ act: z.literal('turn'), pages: Pages, by: z.union([z.literal(90), z.literal(270)]) }),
  z.strictObject({ act: z.literal('straighten'), pages: Pages, angle: z.number().min(-15).max(15) }),
  z.strictObject({ act: z.literal('crop'), pages: Pages, box: CropBox.nullable() }),
  z.strictObject({
    act: z.literal('move'),
    page: z.int().min(1),
    by: z.union([z.literal(-1), z.literal(1)]),
  }),
  z.strictObject({ act: z.literal('remove'), pages: Pages }),
  z.strictObject({ act: z.literal('restore'), pages: Pages }),
  z.strictObject({ act: z.literal('split'), page: z.int().min(1) }),
  z.strictObject({ act: z.literal('merge'), page: z.int().min(1) }),
]);
export type ScanEdit = z.infer<typeof ScanEdit>;

/** The layout after the acts, in their order. Whatever they are, each page of the file is in it once. */
export const applyScanEdits = (layout: ScanLayout, edits: readonly ScanEdit[]): ScanLayout =>
  edits.reduce(applyScanEdit, layout);

/** The layout after one act; the very same object when the act changes nothing. */
export function applyScanEdit(layout: ScanLayout, edit: ScanEdit): ScanLayout {
  switch (edit.act) {
    case 'turn':
      return changePages(layout, edit.pages, (laid) => ({ ...laid, turn: turned(laid.turn, edit.by) }));
    case 'straighten':
      return changePages(layout, edit.pages, (laid) => ({ ...laid, straighten: edit.angle }));
    case 'crop':
      return changePages(layout, edit.pages, (laid) => ({ ...laid, crop: edit.box }));
    case 'move':
      return movePage(layout, edit.page, edit.by);
    case 'remove':
      return removePages(layout, new Set(edit.pages));
    case 'restore':
      return edit.pages.reduce(restorePage, layout);
    case 'split':
      return splitBefore(layout, edit.page);
    case 'merge':
      return mergeInto(layout, edit.page);
  }
}

/** The pages whose lying an act changes: none of them may be a document's already. */
export function pagesTouched(layout: ScanLayout, edit: ScanEdit): number[] {
  if ('pages' in edit) return edit.pages;
  const at = layout.stacks.findIndex((stack) => holdsPage(stack, edit.page));
  const before = edit.act === 'merge' || edit.act === 'move' ? [at - 1, at, at + 1] : [at];
  return before.flatMap((index) => (layout.stacks[index] ?? []).map(({ page }) => page));
}

const holdsPage = (stack: readonly LaidPage[], page: number) => stack.some((laid) => laid.page === page);

const turned = (turn: LaidPage['turn'], by: 90 | 270) => ((turn + by) % 360) as LaidPage['turn'];

function changePages(
  layout: ScanLayout,
  pages: readonly number[],
  change: (laid: LaidPage) => LaidPage,
): ScanLayout {
  const each = (laid: LaidPage) => (pages.includes(laid.page) ? change(laid) : laid);
  return { stacks: layout.stacks.map((stack) => stack.map(each)), aside: layout.aside.map(each) };
}

// At the edge of its stack a page goes over into the next one: so it reaches every place, one key at a time.
function movePage(layout: ScanLayout, page: number, by: -1 | 1): ScanLayout {
  const at = layout.stacks.findIndex((stack) => holdsPage(stack, page));
  const stack = layout.stacks[at];
  if (stack === undefined) return layout;
  const from = stack.findIndex((laid) => laid.page === page);
  const rest = stack.filter((laid) => laid.page !== page);
  const laid = stack.slice(from, from + 1);
  const inside = from + by >= 0 && from + by < stack.length;
  if (inside) {
    const moved = [...rest.slice(0, from + by), ...laid, ...rest.slice(from + by)];
    return withStacks(layout, layout.stacks.with(at, moved));
  }
  const next = layout.stacks[at + by];
  if (next === undefined) return layout;
  const joined = by < 0 ? [...next, ...laid] : [...laid, ...next];
  return withStacks(layout, layout.stacks.with(at, rest).with(at + by, joined));
}

function removePages(layout: ScanLayout, pages: ReadonlySet<number>): ScanLayout {
  const gone = layout.stacks.flat().filter((laid) => pages.has(laid.page));
  if (gone.length === 0) return layout;
  const stacks = layout.stacks.map((stack) => stack.filter((laid) => !pages.has(laid.page)));
  return { ...withStacks(layout, stacks), aside: [...layout.aside, ...gone] };
}

// After the page that it lay behind in the file; when that one is not there, it is a stack of its own.
function restorePage(layout: ScanLayout, page: number): ScanLayout {
  const laid = layout.aside.find((each) => each.page === page);
  if (laid === undefined) return layout;
  const aside = layout.aside.filter((each) => each !== laid);
  const earlier = layout.stacks.flat().map((each) => each.page);
  const neighbour = Math.max(0, ...earlier.filter((each) => each < page));
  if (neighbour === 0) return { stacks: [[laid], ...layout.stacks], aside };
  const stacks = layout.stacks.map((stack) => {
    const at = stack.findIndex((each) => each.page === neighbour);
    return at < 0 ? stack : [...stack.slice(0, at + 1), laid, ...stack.slice(at + 1)];
  });
  return { stacks, aside };
}

function splitBefore(layout: ScanLayout, page: number): ScanLayout {
  const at = layout.stacks.findIndex((stack) => holdsPage(stack, page));
  const stack = layout.stacks[at] ?? [];
  const first = stack.findIndex((laid) => laid.page === page);
  if (first <= 0) return layout;
  return withStacks(layout, layout.stacks.toSpliced(at, 1, stack.slice(0, first), stack.slice(first)));
}

function mergeInto(layout: ScanLayout, page: number): ScanLayout {
  const at = layout.stacks.findIndex((stack) => holdsPage(stack, page));
  const [before, stack] = [layout.stacks[at - 1], layout.stacks[at]];
  if (before === undefined || stack === undefined) return layout;
  return withStacks(layout, layout.stacks.toSpliced(at - 1, 2, [...before, ...stack]));
}

const withStacks = (layout: ScanLayout, stacks: readonly (readonly LaidPage[])[]): ScanLayout => ({
  aside: layout.aside,
  stacks: stacks.filter((stack) => stack.length > 0).map((stack) => [...stack]),
});
