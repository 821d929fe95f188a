import { z } from 'zod';
import { toStoredPiece } from '../text/stored-text.ts';
import { LetterMergeField } from './merge-fields.ts';

/** Longest text of one letter, in characters. */
export const richTextLimit = 40_000;

const typedPiece = z
  .string()
  .max(richTextLimit)
  .refine((text) => text.isWellFormed() && !text.includes('\0'), { error: 'field.not-text' })
  .transform(toStoredPiece);

/** The schema over one kind of text: what a person typed is put in stored form, what is shown is as it is. */
function richTextOf<Piece extends z.ZodType<string>>(piece: Piece) {
  const marks = z
    .array(z.object({ type: z.enum(['bold', 'italic']) }))
    .max(2)
    .optional();
  // A run of text, a line break inside a paragraph, or a field that the file fills.
  const inline = z.discriminatedUnion('type', [
    z.object({ type: z.literal('text'), text: piece, marks }),
    z.object({ type: z.literal('hardBreak') }),
    z.object({ type: z.literal('mergeField'), attrs: z.object({ name: LetterMergeField }), marks }),
  ]);
  const content = z.array(inline).max(500).default([]);
  const paragraph = z.object({ type: z.literal('paragraph'), content });
  const level = z.union([z.literal(2), z.literal(3)]);
  const heading = z.object({ type: z.literal('heading'), attrs: z.object({ level }), content });

  // A list, one more inside it at most.
  const list = z.enum(['bulletList', 'orderedList']);
  const listItem = z.literal('listItem');
  const innerItem = z.object({ type: listItem, content: z.array(paragraph).min(1).max(20) });
  const innerList = z.object({ type: list, content: z.array(innerItem).min(1).max(100) });
  const itemContent = z
    .array(z.union([paragraph, innerList]))
    .min(1)
    .max(20);
  const item = z.object({ type: listItem, content: itemContent });
  const outerList = z.object({ type: list, content: z.array(item).min(1).max(100) });

  // A small table: at most 6 columns and 60 rows, each row as long as the first.
  const cell = z.object({
    type: z.enum(['tableHeader', 'tableCell']),
    content: z.array(paragraph).min(1).max(20),
  });
  const row = z.object({ type: z.literal('tableRow'), content: z.array(cell).min(1).max(6) });
  const table = z
    .object({ type: z.literal('table'), content: z.array(row).min(1).max(60) })
    .refine(({ content: rows }) => rows.every((each) => each.content.length === rows[0]?.content.length), {
      error: 'field.invalid',
    });

  const block = z.discriminatedUnion('type', [paragraph, heading, outerList, table]);
  return z.object({ type: z.literal('doc'), content: z.array(block).max(400).default([]) });
}

/**
 * The text of a letter: a closed schema, the JSON of the editor without anything that could carry script, style or
 * address. What is not in it is dropped, what is malformed is refused.
 */
export const RichText = richTextOf(typedPiece).refine((text) => plainLength(text) <= richTextLimit, {
  error: 'field.too-long',
});
export type RichText = z.infer<typeof RichText>;
export type RichBlock = RichText['content'][number];
export type RichInline = Extract<RichBlock, { type: 'paragraph' }>['content'][number];

/** The same as it is shown: stored text, as it is. */
export const ShownRichText = richTextOf(z.string());

/** A text without a word in it. */
export const emptyRichText: RichText = { type: 'doc', content: [] };

type Node = { type: string; text?: string; content?: readonly Node[] };

function plainLength(node: Node): number {
  return (node.text?.length ?? 0) + (node.content ?? []).reduce((sum, child) => sum + plainLength(child), 0);
}
