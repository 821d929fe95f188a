import { z } from 'zod';
import { toStoredPiece } from '../text/stored-text.ts';
import { LetterField } from './merge-fields.ts';

/** Longest text of one letter, in characters. */
export const richTextLimit = 40_000;

const piece = z
  .string()
  .max(richTextLimit)
  .refine((text) => text.isWellFormed() && !text.includes('\0'), { error: 'field.not-text' })
  .transform(toStoredPiece);

const Mark = z.object({ type: z.enum(['bold', 'italic']) });
const marks = z.array(Mark).max(2).optional();

/** A run of text, a line break inside a paragraph, or a field that the file fills. */
export const RichInline = z.discriminatedUnion('type', [
  z.object({ type: z.literal('text'), text: piece, marks }),
  z.object({ type: z.literal('hardBreak') }),
  z.object({
    type: z.literal('mergeField'),
    attrs: z.object({ name: LetterField }),
    marks,
  }),
]);
export type RichInline = z.infer<typeof RichInline>;

const inlines = z.array(RichInline).max(500).default([]);

export const RichParagraph = z.object({ type: z.literal('paragraph'), content: inlines });
export type RichParagraph = z.infer<typeof RichParagraph>;

export const RichHeading = z.object({
  type: z.literal('heading'),
  attrs: z.object({ level: z.union([z.literal(2), z.literal(3)]) }),
  content: inlines,
});
export type RichHeading = z.infer<typeof RichHeading>;

const ListKind = z.enum(['bulletList', 'orderedList']);
const innerItem = z.object({
  type: z.literal('listItem'),
  content: z.array(RichParagraph).min(1).max(20),
});
const innerList = z.object({ type: ListKind, content: z.array(innerItem).min(1).max(100) });

/** A list, one more inside it at most. */
export const RichList = z.object({
  type: ListKind,
  content: z
    .array(
      z.object({
        type: z.literal('listItem'),
        content: z
          .array(z.union([RichParagraph, innerList]))
          .min(1)
          .max(20),
      }),
    )
    .min(1)
    .max(100),
});
export type RichList = z.infer<typeof RichList>;

const RichCell = z.object({
  type: z.enum(['tableHeader', 'tableCell']),
  content: z.array(RichParagraph).min(1).max(20),
});
const RichRow = z.object({ type: z.literal('tableRow'), content: z.array(RichCell).min(1).max(6) });

/** A small table: at most 6 columns and 60 rows, each row as long as the first. */
export const RichTable = z
  .object({ type: z.literal('table'), content: z.array(RichRow).min(1).max(60) })
  .refine(({ content }) => content.every((row) => row.content.length === content[0]?.content.length), {
    error: 'field.invalid',
  });
export type RichTable = z.infer<typeof RichTable>;

export const RichBlock = z.discriminatedUnion('type', [RichParagraph, RichHeading, RichList, RichTable]);
export type RichBlock = z.infer<typeof RichBlock>;

/**
 * The text of a letter: a closed schema, the JSON of the editor without anything that could carry script, style or
 * address. What is not in it is dropped, what is malformed is refused.
 */
export const RichText = z
  .object({ type: z.literal('doc'), content: z.array(RichBlock).max(400).default([]) })
  .refine((text) => plainLength(text) <= richTextLimit, { error: 'field.too-long' });
export type RichText = z.infer<typeof RichText>;

/** A text without a word in it. */
export const emptyRichText: RichText = { type: 'doc', content: [] };

type Node = { type: string; text?: string; content?: readonly Node[] };

function plainLength(node: Node): number {
  return (node.text?.length ?? 0) + (node.content ?? []).reduce((sum, child) => sum + plainLength(child), 0);
}
