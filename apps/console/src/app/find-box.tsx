import { Icon, Kbd } from '@opis/ui';
import { useNavigate, useParams } from '@tanstack/react-router';
import { type FormEvent, useRef, useState } from 'react';
import { toSought } from '../features/parties/parties-search.ts';
import { useRegisters } from '../parts/reference-lists.ts';
import { type Screens, usualRegister } from '../parts/session.tsx';
import { useText } from '../parts/text.tsx';
import { useToday } from '../parts/use-institution.ts';
import { useKeys } from '../parts/use-keys.ts';
import { readSought } from './read-sought.ts';

/** One box: a number as it is written opens its entry, anything else looks for persons and bodies. */
export function FindBox({ screens }: { screens: Screens }) {
  const t = useText();
  const navigate = useNavigate();
  const today = useToday();
  const { data } = useRegisters();
  // A number is sought in the book that lies open.
  const { code } = useParams({ strict: false });
  const input = useRef<HTMLInputElement>(null);
  const [text, setText] = useState('');
  useKeys({ 'Ctrl+k': () => input.current?.select() });
  const find = (event: FormEvent) => {
    event.preventDefault();
    const register = code ?? usualRegister(data?.items ?? [])?.code;
    const sought = readSought(text, Number(today.slice(0, 4)));
    if (!sought) return;
    setText('');
    if (sought.kind === 'number' && register) {
      const params = { code: register, year: String(sought.year), number: String(sought.number) };
      void navigate({ to: '/registre/$code/$year/$number', params });
    } else if (screens.parties) {
      void navigate({ to: '/persoane', ...toSought(text) });
    }
  };
  return (
    <search className="find">
      <form onSubmit={find}>
        <div className="input-shell">
          <Icon name="search" />
          <input
            ref={input}
            type="search"
            aria-label={t('top.find')}
            aria-keyshortcuts="Control+K"
            placeholder={t('top.find-placeholder')}
            value={text}
            onChange={(event) => setText(event.target.value)}
          />
          <Kbd>Ctrl K</Kbd>
        </div>
      </form>
    </search>
  );
}
