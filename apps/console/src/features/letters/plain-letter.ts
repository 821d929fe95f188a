import type { LetterContent, RichText } from '@opis/contracts';

/** How a field is told: what it would print. */
export type FieldWords = (name: string) => string;
type Node = { type: string; text?: string; attrs?: object; content?: readonly Node[] };

/** The words of a letter, a line a paragraph, fields by their names: what two texts are compared by. */
export function plainLetter(
  { addressee, subject, body, legalBasis, annexes }: LetterContent,
  fields: FieldWords,
): string {
  const head = [addressee.lead, addressee.name, addressee.address, subject];
  return [...head, plainText(body, fields), annexes, legalBasis].filter((line) => line !== '').join('\n');
}

/** The words of a rich text, a line a paragraph. */
export function plainText(body: RichText, fields: FieldWords = (name) => name): string {
  return body.content.map((block) => words(block, fields)).join('\n');
}

function words(node: Node, fields: FieldWords): string {
  if (node.text !== undefined) return node.text;
  if (node.type === 'mergeField' && node.attrs && 'name' in node.attrs)
    return fields(String(node.attrs.name));
  if (node.type === 'hardBreak') return '\n';
  const separator = ['paragraph', 'heading'].includes(node.type) ? '' : '\n';
  return (node.content ?? []).map((child) => words(child, fields)).join(separator);
}
