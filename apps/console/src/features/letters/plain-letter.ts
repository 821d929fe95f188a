import type { LetterContent, RichText } from '@opis/contracts';

type Node = { type: string; text?: string; attrs?: object; content?: readonly Node[] };

/** The words of a letter, a line a paragraph, fields by their names: what two texts are compared by. */
export function plainLetter({ addressee, subject, body, legalBasis, annexes }: LetterContent): string {
  const head = [addressee.lead, addressee.name, addressee.address, subject];
  return [...head, plainText(body), annexes, legalBasis].filter((line) => line !== '').join('\n');
}

/** The words of a rich text, a line a paragraph. */
export function plainText(body: RichText): string {
  return body.content.map((block) => words(block)).join('\n');
}

function words(node: Node): string {
  if (node.text !== undefined) return node.text;
  if (node.type === 'mergeField' && node.attrs && 'name' in node.attrs) return `[${String(node.attrs.name)}]`;
  if (node.type === 'hardBreak') return '\n';
  const separator = ['paragraph', 'heading'].includes(node.type) ? '' : '\n';
  return (node.content ?? []).map(words).join(separator);
}
