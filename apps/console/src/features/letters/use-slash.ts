import type { Editor } from '@tiptap/react';
import { useRef, useState } from 'react';
import { foldText } from '../../parts/fold-text.ts';
import { toEditorContent } from './editor-schema.ts';
import type { SlashItem } from './slash-menu.tsx';

/** Where the word after „/” stands in the document, and on the screen. */
type Asked = { query: string; from: number; to: number; top: number; left: number };

const asking = /(?:^|\s)\/([^\s/][^/]{0,30}|)$/u;

/** „/” and the beginning of a name: a list to choose from by arrows and Enter; Esc leaves the text as it was typed. */
export function useSlash(items: readonly SlashItem[]) {
  const editor = useRef<Editor | null>(null);
  const [asked, setAsked] = useState<Asked | null>(null);
  const [marked, setMarked] = useState(0);
  const found = asked
    ? items.filter(({ label }) => foldText(label).includes(foldText(asked.query))).slice(0, 8)
    : [];
  // The editor calls with what it knew when it was made.
  const now = useRef({ asked, marked, found });
  now.current = { asked, marked, found };

  const follow = (at: Editor) => {
    const { $from, empty } = at.state.selection;
    const before = $from.parent.textBetween(0, $from.parentOffset, undefined, '\ufffc');
    const match = empty ? asking.exec(before) : null;
    if (!match) return setAsked(null);
    const query = match[1] ?? '';
    const to = $from.pos;
    const { bottom, left } = at.view.coordsAtPos(to);
    setMarked(0);
    setAsked({ query, from: to - query.length - 1, to, top: bottom, left });
  };
  const choose = (item: SlashItem) => {
    const place = now.current.asked;
    if (!editor.current || !place) return;
    insertItem(editor.current, item, place);
    setAsked(null);
  };
  const onKey = (event: KeyboardEvent): boolean => {
    const { asked: open, found: list, marked: at } = now.current;
    if (!open) return false;
    if (event.key === 'Escape') {
      setAsked(null);
      event.stopPropagation();
      return true;
    }
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step !== undefined && list.length > 0) {
      setMarked((at + step + list.length) % list.length);
      return true;
    }
    const item = list[at];
    if ((event.key !== 'Enter' && event.key !== 'Tab') || !item) return false;
    choose(item);
    return true;
  };
  return {
    open: asked !== null,
    found,
    marked,
    place: asked ?? { top: 0, left: 0 },
    follow,
    choose,
    onKey,
    use: (made: Editor | null) => {
      editor.current = made;
    },
  };
}

/** Puts a field or a kept text where it was asked for, or at the caret. */
export function insertItem(editor: Editor, item: SlashItem, place?: { from: number; to: number }) {
  const chain = editor.chain().focus();
  if (place) chain.deleteRange({ from: place.from, to: place.to });
  if (item.kind === 'field')
    chain.insertContent([
      { type: 'mergeField', attrs: { name: item.name } },
      { type: 'text', text: ' ' },
    ]);
  else chain.insertContent(toEditorContent(item.body).content ?? []);
  chain.run();
}
