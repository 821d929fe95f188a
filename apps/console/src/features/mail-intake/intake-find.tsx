import { Icon } from '@opis/ui';
import { useEffect, useState } from 'react';
import { useText } from '../../parts/text.tsx';

type IntakeFindProps = { onFind: (text: string) => void; found: number | undefined };

/** Looks for a message wherever it is. What is sought stays in the page: an address is kept, and a CNP may be sought. */
export function IntakeFind({ onFind, found }: IntakeFindProps) {
  const t = useText();
  const [typed, setTyped] = useState('');
  useEffect(() => {
    const timer = setTimeout(() => onFind(typed.trim()), 250);
    return () => clearTimeout(timer);
  }, [typed, onFind]);
  return (
    <div className="input-shell intake-find">
      <Icon name="search" />
      <input
        type="search"
        aria-label={t('mail.find')}
        placeholder={t('mail.find-hint')}
        maxLength={300}
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
      />
      <span className="visually-hidden" role="status">
        {found === undefined ? '' : t('mail.found', { count: found })}
      </span>
    </div>
  );
}
