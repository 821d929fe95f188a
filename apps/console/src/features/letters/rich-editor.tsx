import {
  LetterField,
  type LetterMergeField,
  type ProcedureMergeField,
  type RichText,
  type TextModule,
} from '@opis/contracts';
import { type Editor, EditorContent, useEditor } from '@tiptap/react';
import { useRef } from 'react';
import { useText } from '../../parts/text.tsx';
import { letterExtensions, toEditorContent, toRichText } from './editor-schema.ts';
import { EditorTools } from './editor-tools.tsx';
import { type SlashItem, SlashMenu } from './slash-menu.tsx';
import { useSlash } from './use-slash.ts';

/** A field of a procedure as it is called on the screen. */
export type OwnField = { name: ProcedureMergeField; label: string };

type RichEditorProps = {
  label: string;
  body: RichText;
  /** What each field would print now; of a template none. */
  values: Readonly<Record<string, string>>;
  modules: readonly TextModule[];
  /** The fields of the procedure, beside those of every file. */
  ownFields: readonly OwnField[];
  onChange: (body: RichText) => void;
  onKeepText?: (body: RichText) => void;
};

/** The text of a letter: fields are chips, „/” brings kept texts and fields. */
export function RichEditor({
  label,
  body,
  values,
  modules,
  ownFields,
  onChange,
  onKeepText,
}: RichEditorProps) {
  const t = useText();
  const latest = useRef(onChange);
  latest.current = onChange;
  const names = {
    label: (name: LetterMergeField) => {
      const known = LetterField.safeParse(name);
      if (known.success) return t(`letter.field.${known.data}`);
      return ownFields.find((field) => field.name === name)?.label ?? name;
    },
    value: (name: LetterMergeField) => values[name] ?? '',
  };
  const fields = [...ownFields.map(({ name }) => name), ...LetterField.options];
  const items = slashItems(modules, fields, names.label);
  const slash = useSlash(items);
  const editor = useEditor({
    extensions: letterExtensions(names),
    content: toEditorContent(body),
    // The page's own style sheet, which the content policy knows.
    injectCSS: false,
    editorProps: {
      attributes: { class: 'letter-text', role: 'textbox', 'aria-multiline': 'true', 'aria-label': label },
      handleKeyDown: (_view, event) => slash.onKey(event),
    },
    onUpdate: ({ editor: now }) => {
      latest.current(toRichText(now.getJSON()));
      slash.follow(now);
    },
    onSelectionUpdate: ({ editor: now }) => slash.follow(now),
  });
  slash.use(editor);
  if (!editor) return null;
  return (
    <div className="rich-editor">
      <EditorTools
        editor={editor}
        items={items}
        onKeepText={onKeepText && (() => keepText(editor, onKeepText))}
      />
      <EditorContent editor={editor} />
      {slash.open && (
        <SlashMenu items={slash.found} marked={slash.marked} place={slash.place} onChoose={slash.choose} />
      )}
    </div>
  );
}

function slashItems(
  modules: readonly TextModule[],
  names: readonly LetterMergeField[],
  label: (name: LetterMergeField) => string,
): SlashItem[] {
  const texts = modules.map(({ id, name, body }) => ({ id, kind: 'text' as const, label: name, body }));
  const fields = names.map((name) => ({
    id: name,
    kind: 'field' as const,
    label: label(name),
    name,
  }));
  return [...texts, ...fields];
}

function keepText(editor: Editor, keep: (body: RichText) => void) {
  const { from, to } = editor.state.selection;
  const chosen = from === to ? editor.state.doc : editor.state.doc.cut(from, to);
  keep(toRichText(chosen.toJSON()));
}
