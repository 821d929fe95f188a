import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  applyScanEdit,
  applyScanEdits,
  pagesTouched,
  type ScanEdit,
  type ScanLayout,
} from './scan-layout.ts';
import { splitBatch } from './split-batch.ts';

const laid = (page: number) => ({ page, turn: 0, straighten: 0, crop: null }) as const;
const shown = ({ stacks, aside }: ScanLayout) => [
  stacks.map((stack) => stack.map(({ page }) => page)),
  aside.map(({ page }) => page),
];

const count = 12;
const page = fc.integer({ min: 1, max: count + 2 });
const pages = fc.array(page, { minLength: 1, maxLength: 4 });
const anEdit: fc.Arbitrary<ScanEdit> = fc.oneof(
  fc.record({ act: fc.constant('turn' as const), pages, by: fc.constantFrom(90 as const, 270 as const) }),
  fc.record({ act: fc.constant('straighten' as const), pages, angle: fc.integer({ min: -15, max: 15 }) }),
  fc.record({
    act: fc.constant('crop' as const),
    pages,
    box: fc.constantFrom(null, { x: 0.1, y: 0.1, width: 0.5, height: 0.5 }),
  }),
  fc.record({ act: fc.constant('move' as const), page, by: fc.constantFrom(-1 as const, 1 as const) }),
  fc.record({ act: fc.constant('remove' as const), pages }),
  fc.record({ act: fc.constant('restore' as const), pages }),
  fc.record({ act: fc.constant('split' as const), page }),
  fc.record({ act: fc.constant('merge' as const), page }),
);
const aLayout = fc
  .array(fc.tuple(fc.boolean(), fc.boolean(), fc.boolean()), { minLength: count, maxLength: count })
  .map((flags) =>
    splitBatch(
      flags.map(([blank, separator, label], index) => ({
        ...{ page: index + 1, blank, turned: 0 as const },
        codes: [
          ...(separator ? [{ kind: 'separator' as const, text: '', fits: null }] : []),
          ...(label ? [{ kind: 'label' as const, text: `GK2606${index}`, fits: null }] : []),
        ],
      })),
    ),
  );
const inOrder = ({ stacks, aside }: ScanLayout) =>
  [...stacks.flat(), ...aside].map((each) => each.page).sort((a, b) => a - b);

describe('acts on a page strip', () => {
  test('whatever they are and in whatever order, each page of the file is there once and no document is empty', () => {
    fc.assert(
      fc.property(aLayout, fc.array(anEdit, { maxLength: 40 }), (layout, edits) => {
        const after = applyScanEdits(layout, edits);
        expect(inOrder(after)).toEqual(Array.from({ length: count }, (_, index) => index + 1));
        expect(after.stacks.every((stack) => stack.length > 0)).toBe(true);
      }),
    );
  });

  test('the last act taken back leaves exactly what was before, for the layout is its acts applied anew', () => {
    fc.assert(
      fc.property(aLayout, fc.array(anEdit, { minLength: 1, maxLength: 20 }), (layout, edits) => {
        const before = structuredClone(applyScanEdits(layout, edits.slice(0, -1)));
        applyScanEdits(layout, edits);
        expect(applyScanEdits(layout, edits.slice(0, -1))).toEqual(before);
      }),
    );
  });

  test('an act changes the lying of no page but those it says it touches', () => {
    fc.assert(
      fc.property(aLayout, anEdit, (layout, edit) => {
        const touched = new Set(pagesTouched(layout, edit));
        const after = applyScanEdit(layout, edit);
        const others = ({ stacks }: ScanLayout) =>
          stacks
            .map((stack) => stack.filter((each) => !touched.has(each.page)))
            .filter((stack) => stack.length > 0);
        if (edit.act !== 'restore') expect(others(after)).toEqual(others(layout));
      }),
    );
  });

  test('four quarter turns are none', () => {
    const layout: ScanLayout = { stacks: [[laid(1), laid(2)]], aside: [] };
    const turn: ScanEdit = { act: 'turn', pages: [2], by: 90 };
    expect(applyScanEdits(layout, [turn]).stacks[0]?.[1]?.turn).toBe(90);
    expect(applyScanEdits(layout, [turn, turn, turn, turn])).toEqual(layout);
  });

  test.each<[string, ScanEdit, unknown]>([
    ['split makes of a document two', { act: 'split', page: 2 }, [[[1], [2, 3], [4, 5]], [6]]],
    [
      'split at the first page does nothing',
      { act: 'split', page: 1 },
      [
        [
          [1, 2, 3],
          [4, 5],
        ],
        [6],
      ],
    ],
    ['merge joins the document before', { act: 'merge', page: 5 }, [[[1, 2, 3, 4, 5]], [6]]],
    [
      'merge of the first does nothing',
      { act: 'merge', page: 1 },
      [
        [
          [1, 2, 3],
          [4, 5],
        ],
        [6],
      ],
    ],
    [
      'move changes places inside',
      { act: 'move', page: 1, by: 1 },
      [
        [
          [2, 1, 3],
          [4, 5],
        ],
        [6],
      ],
    ],
    [
      'move goes over the edge',
      { act: 'move', page: 3, by: 1 },
      [
        [
          [1, 2],
          [3, 4, 5],
        ],
        [6],
      ],
    ],
    ['and back', { act: 'move', page: 4, by: -1 }, [[[1, 2, 3, 4], [5]], [6]]],
    ['remove lays aside', { act: 'remove', pages: [4, 5] }, [[[1, 2, 3]], [6, 4, 5]]],
    [
      'restore takes back',
      { act: 'restore', pages: [6] },
      [
        [
          [1, 2, 3],
          [4, 5, 6],
        ],
        [],
      ],
    ],
  ])('%s', (_what, edit, expected) => {
    const layout = {
      stacks: [
        [laid(1), laid(2), laid(3)],
        [laid(4), laid(5)],
      ],
      aside: [laid(6)],
    };
    expect(shown(applyScanEdit(layout, edit))).toEqual(expected);
  });
});
