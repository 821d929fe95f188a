import type { LetterMergeField, RichText } from '@opis/contracts';
import { type AnyExtension, type JSONContent, mergeAttributes, Node } from '@tiptap/core';
import { TableKit } from '@tiptap/extension-table';
import StarterKit from '@tiptap/starter-kit';

/** How a field is called on the screen, and what it would print now. */
export type FieldNames = {
  label: (name: LetterMergeField) => string;
  value: (name: LetterMergeField) => string;
};

// A field is one sign: it is chosen, moved and removed whole, never half.
const mergeField = (names: FieldNames) =>
  Node.create({
    name: 'mergeField',
    group: 'inline',
    inline: true,
    atom: true,
    addAttributes: () => ({ name: { default: 'number' } }),
    parseHTML: () => [
      { tag: 'span[data-letter-field]', getAttrs: (span) => ({ name: span.dataset.letterField }) },
    ],
    renderHTML({ node, HTMLAttributes }) {
      const name = node.attrs.name as LetterMergeField;
      const value = names.value(name);
      return [
        'span',
        mergeAttributes(HTMLAttributes, {
          class: value === '' ? 'merge-chip is-empty' : 'merge-chip',
          'data-letter-field': name,
          title: names.label(name),
        }),
        value === '' ? names.label(name) : value,
      ];
    },
    renderText: ({ node }) => names.value(node.attrs.name as LetterMergeField),
  });

/** What may be in a letter and nothing else: pasted pictures, links, colours and headings of other levels fall away. */
export function letterExtensions(names: FieldNames): AnyExtension[] {
  return [
    StarterKit.configure({
      blockquote: false,
      code: false,
      codeBlock: false,
      horizontalRule: false,
      link: false,
      strike: false,
      underline: false,
      heading: { levels: [2, 3] },
    }),
    TableKit.configure({ table: { resizable: false } }),
    mergeField(names),
  ];
}

/** The editor's document in the closed form: the server drops what it does not know, the types know only that. */
export const toRichText = (json: JSONContent) => json as RichText;
export const toEditorContent = (body: RichText) => body as JSONContent;
