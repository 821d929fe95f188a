import { Icon, Kbd } from '@opis/ui';
import { useState } from 'react';
import { Palette } from '../features/search/palette.tsx';
import type { Screens } from '../parts/session.tsx';
import { useText } from '../parts/text.tsx';
import { useKeys } from '../parts/use-keys.ts';

/** One box for numbers, names, words and commands; it opens where it is pressed and by Ctrl+K. */
export function FindBox({ screens, onKeys }: { screens: Screens; onKeys: () => void }) {
  const t = useText();
  const [open, setOpen] = useState(false);
  useKeys({ 'Ctrl+k': () => setOpen(true) });
  return (
    <search className="find">
      <button
        type="button"
        className="find-box"
        aria-haspopup="dialog"
        aria-keyshortcuts="Control+K"
        onClick={() => setOpen(true)}
      >
        <Icon name="search" />
        <span className="find-words">{t('find.box')}</span>
        <Kbd>Ctrl K</Kbd>
      </button>
      {open && <Palette screens={screens} onClose={() => setOpen(false)} onKeys={onKeys} />}
    </search>
  );
}
