import { type KeyboardEvent, useState } from 'react';
import { useKeyLabels } from '../../parts/key-hint.tsx';
import { moveKey } from '../../parts/own-keys.ts';
import { changePreferences, getPreferences } from '../../parts/preferences.ts';
import { useText } from '../../parts/text.tsx';
import { nameOfKey } from '../../parts/use-keys.ts';

type MovableKeyProps = {
  /** Our name of the key. */
  of: string;
  does: string;
  used: readonly string[];
  /** Takes what is to be said of the move. */
  onSaid: (sentence: string) => void;
};

const lonely = ['Shift', 'Control', 'Alt', 'AltGraph', 'Meta'];

/** A key that becomes the next one pressed; Esc and Tab leave it as it is. */
export function MovableKey({ of, does, used, onSaid }: MovableKeyProps) {
  const t = useText();
  const label = useKeyLabels()(of);
  const [waiting, setWaiting] = useState(false);
  const press = (event: KeyboardEvent<HTMLButtonElement>) => {
    if (!waiting || lonely.includes(event.key)) return;
    if (event.key === 'Tab') return setWaiting(false);
    event.preventDefault();
    event.stopPropagation();
    setWaiting(false);
    if (event.key !== 'Escape') onSaid(move(nameOfKey(event.nativeEvent) || event.key));
  };
  const move = (to: string): string => {
    const key = to.length === 1 ? to.toUpperCase() : to;
    const own = moveKey(getPreferences().ownKeys, { key: of, to, used });
    if (typeof own === 'string') return t(`keys.${own}`, { key });
    changePreferences({ ownKeys: own });
    return t('keys.moved', { key });
  };
  return (
    <button
      type="button"
      className="kbd key-move"
      aria-label={t('keys.move', { key: label, does })}
      onClick={() => setWaiting(true)}
      onKeyDown={press}
      onBlur={() => setWaiting(false)}
    >
      {waiting ? t('keys.press') : label}
    </button>
  );
}
