import {
  AppError,
  type FieldError,
  LetterMergeField,
  type RichBlock,
  type RichInline,
  type RichText,
} from '@opis/contracts';
import type { MergeValues } from '../letter.ts';

const field = /\{([^{}]*)\}/g;

/** Reads the short writing of the shipped templates: a line a paragraph, „- ” a list, `**bold**`, `{field}`. */
export function parseMarkup(lines: readonly string[]): RichText {
  const content: RichBlock[] = [];
  for (const line of lines) {
    const last = content.at(-1);
    if (!line.startsWith('- ')) content.push({ type: 'paragraph', content: parseInlines(line) });
    else if (last?.type === 'bulletList') last.content.push(toItem(line));
    else content.push({ type: 'bulletList', content: [toItem(line)] });
  }
  return { type: 'doc', content };
}

const toItem = (line: string) => ({
  type: 'listItem' as const,
  content: [{ type: 'paragraph' as const, content: parseInlines(line.slice(2)) }],
});

function parseInlines(line: string): RichInline[] {
  return line.split('**').flatMap((run, at) => parseRun(run, at % 2 === 1));
}

// A capture in the pattern keeps the names of the fields between the runs of text.
function parseRun(run: string, bold: boolean): RichInline[] {
  const marks = bold ? { marks: [{ type: 'bold' as const }] } : {};
  return run.split(field).flatMap((text, at): RichInline[] => {
    if (at % 2 === 1) return [{ type: 'mergeField', attrs: { name: requireField(text) }, ...marks }];
    return text === '' ? [] : [{ type: 'text', text, ...marks }];
  });
}

/** Fields in the braces of a plain line that are not among `known`; a mistake names the place: `subject`. */
export function unknownFields(text: string, path: string, known: ReadonlySet<string>): FieldError[] {
  return [...text.matchAll(field)].some(([, name = '']) => !known.has(name))
    ? [{ path, code: 'letter.unknown-field' }]
    : [];
}

/** A plain line with its fields filled; what is empty leaves nothing. */
export function fillLine(text: string, values: MergeValues): string {
  return text.replace(field, (_, name: string) => values[requireField(name)] ?? '').trim();
}

function requireField(name: string): LetterMergeField {
  const known = LetterMergeField.safeParse(name);
  if (!known.success) throw new AppError('validation', 'letter.unknown-field');
  return known.data;
}
