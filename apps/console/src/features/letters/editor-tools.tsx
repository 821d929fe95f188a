import type { Editor } from '@tiptap/react';
import { useEditorState } from '@tiptap/react';
import { useText } from '../../parts/text.tsx';
import type { SlashItem } from './slash-menu.tsx';
import { insertItem } from './use-slash.ts';

type EditorToolsProps = {
  editor: Editor;
  items: readonly SlashItem[];
  onKeepText: (() => void) | undefined;
};

/** The few things a letter may have, as pressed buttons; Ctrl+B and Ctrl+I do the same. */
export function EditorTools({ editor, items, onKeepText }: EditorToolsProps) {
  const t = useText();
  const on = useEditorState({
    editor,
    selector: ({ editor: now }) => ({
      bold: now.isActive('bold'),
      italic: now.isActive('italic'),
      heading: now.isActive('heading'),
      bullets: now.isActive('bulletList'),
      numbers: now.isActive('orderedList'),
      table: now.isActive('table'),
    }),
  });
  const chain = () => editor.chain().focus();
  const tool = (
    name: 'bold' | 'italic' | 'heading' | 'bullets' | 'numbers',
    sign: string,
    run: () => void,
  ) => (
    <button
      type="button"
      className={`tool is-${name}`}
      title={t(`letter.tool.${name}`)}
      aria-pressed={on[name]}
      onClick={run}
    >
      <span className="visually-hidden">{t(`letter.tool.${name}`)}</span>
      <span aria-hidden="true">{sign}</span>
    </button>
  );
  return (
    <div className="editor-tools" role="toolbar" aria-label={t('letter.tools')}>
      {tool('bold', 'B', () => chain().toggleBold().run())}
      {tool('italic', 'I', () => chain().toggleItalic().run())}
      {tool('heading', 'T', () => chain().toggleHeading({ level: 2 }).run())}
      {tool('bullets', '•', () => chain().toggleBulletList().run())}
      {tool('numbers', '1.', () => chain().toggleOrderedList().run())}
      {on.table ? (
        <>
          <WordTool label={t('letter.tool.row')} onPress={() => chain().addRowAfter().run()} />
          <WordTool label={t('letter.tool.drop-table')} onPress={() => chain().deleteTable().run()} />
        </>
      ) : (
        <WordTool
          label={t('letter.tool.table')}
          onPress={() => chain().insertTable({ rows: 3, cols: 3, withHeaderRow: true }).run()}
        />
      )}
      <Chooser label={t('letter.tool.field')} kind="field" items={items} editor={editor} />
      <Chooser label={t('letter.tool.module')} kind="text" items={items} editor={editor} />
      {onKeepText && <WordTool label={t('letter.module-save')} onPress={onKeepText} />}
    </div>
  );
}

function WordTool({ label, onPress }: { label: string; onPress: () => void }) {
  return (
    <button type="button" className="tool is-word" onClick={onPress}>
      {label}
    </button>
  );
}

/** The same list as „/”, for who does not know it yet. */
function Chooser({
  label,
  kind,
  items,
  editor,
}: {
  label: string;
  kind: SlashItem['kind'];
  items: readonly SlashItem[];
  editor: Editor;
}) {
  const own = items.filter((item) => item.kind === kind);
  if (own.length === 0) return null;
  return (
    <select
      className="tool is-select"
      aria-label={label}
      value=""
      onChange={(event) => {
        const item = own.find(({ id }) => id === event.target.value);
        if (item) insertItem(editor, item);
      }}
    >
      <option value="">{label}</option>
      {own.map((item) => (
        <option key={item.id} value={item.id}>
          {item.label}
        </option>
      ))}
    </select>
  );
}
