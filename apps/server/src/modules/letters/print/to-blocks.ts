import type { RichBlock, RichInline, RichText } from '@opis/contracts';
import type { MergeValues } from '../letter.ts';

/** A run of text as the template sets it. */
export type PaperPiece = { type: 'text'; text: string; bold: boolean; italic: boolean } | { type: 'break' };

/** A block as the template sets it. */
export type PaperBlock =
  | { type: 'paragraph'; parts: PaperPiece[] }
  | { type: 'heading'; level: number; parts: PaperPiece[] }
  | { type: 'bullets' | 'numbers'; items: PaperBlock[][] }
  | { type: 'table'; columns: number; head: boolean; rows: { blocks: PaperBlock[] }[][] };

/** Stands for a field that has no value yet: a place to be filled by hand. */
export const emptyPlace = '…………';

type Kind<Name extends RichBlock['type']> = Extract<RichBlock, { type: Name }>;
type InnerBlock = RichBlock | Kind<'bulletList'>['content'][number]['content'][number];

/** The text of a letter with its fields filled, as the template sets it. */
export function toBlocks(body: RichText, fields: MergeValues): PaperBlock[] {
  return body.content.map((block) => toBlock(block, fields));
}

function toBlock(block: InnerBlock, fields: MergeValues): PaperBlock {
  switch (block.type) {
    case 'paragraph':
      return { type: 'paragraph', parts: toPieces(block.content, fields) };
    case 'heading':
      return { type: 'heading', level: block.attrs.level, parts: toPieces(block.content, fields) };
    case 'bulletList':
    case 'orderedList':
      return {
        type: block.type === 'bulletList' ? 'bullets' : 'numbers',
        items: block.content.map((item) => item.content.map((inner) => toBlock(inner, fields))),
      };
    case 'table':
      return {
        type: 'table',
        columns: block.content[0]?.content.length ?? 1,
        head: block.content[0]?.content.every(({ type }) => type === 'tableHeader') ?? false,
        rows: block.content.map((row) =>
          row.content.map((cell) => ({ blocks: cell.content.map((inner) => toBlock(inner, fields)) })),
        ),
      };
  }
}

function toPieces(inlines: readonly RichInline[], fields: MergeValues): PaperPiece[] {
  return inlines.map((inline) => {
    if (inline.type === 'hardBreak') return { type: 'break' };
    const text = inline.type === 'text' ? inline.text : fields[inline.attrs.name] || emptyPlace;
    const marks = inline.marks?.map(({ type }) => type) ?? [];
    return { type: 'text', text, bold: marks.includes('bold'), italic: marks.includes('italic') };
  });
}
