import { cleanup, fireEvent, render, screen } from '@testing-library/react';
import { afterEach, beforeAll, expect, it, vi } from 'vitest';
import { changePreferences, getPreferences } from '../../parts/preferences.ts';
import type { Screens } from '../../parts/session.tsx';
import { Texts } from '../../parts/text.tsx';
import { useKeys } from '../../parts/use-keys.ts';
import { KeysSheet } from './keys-sheet.tsx';

beforeAll(() => {
  HTMLDialogElement.prototype.showModal = vi.fn();
});
afterEach(() => {
  cleanup();
  changePreferences({ ownKeys: {} });
});

const everything: Screens = {
  counter: true,
  mail: true,
  works: true,
  assign: true,
  registers: 'book',
  parties: true,
  reports: true,
  board: true,
  administration: true,
  letters: true,
  system: true,
};

function open() {
  render(
    <Texts>
      <KeysSheet screens={everything} onClose={vi.fn()} />
    </Texts>,
  );
}

const keyOf = (words: RegExp) => screen.getByRole('button', { name: words, hidden: true });

function move(words: RegExp, key: string) {
  fireEvent.click(keyOf(words));
  fireEvent.keyDown(keyOf(words), { key });
}

it('a key moves to the next one pressed, and acts there', () => {
  open();
  move(/Mută tasta N: notă/, 'w');
  expect(getPreferences().ownKeys).toEqual({ n: 'w' });
  expect(keyOf(/Mută tasta W: notă/).textContent).toBe('W');
  cleanup();
  const note = vi.fn();
  function Page() {
    useKeys({ n: note });
    return null;
  }
  render(<Page />);
  fireEvent.keyDown(document.body, { key: 'n' });
  expect(note).not.toHaveBeenCalled();
  fireEvent.keyDown(document.body, { key: 'w' });
  expect(note).toHaveBeenCalledOnce();
});

it('a key that acts elsewhere, or that the browser needs, is refused in words', () => {
  open();
  move(/Mută tasta N: notă/, 'r');
  expect(screen.getByText('Tasta R face deja altceva. Alegeți alta.')).toBeTruthy();
  move(/Mută tasta N: notă/, 'F5');
  expect(screen.getByText(/Tasta F5 nu se poate folosi/)).toBeTruthy();
  expect(getPreferences().ownKeys).toEqual({});
});

it('Esc leaves the key where it was, and one press puts all of them back', () => {
  open();
  move(/Mută tasta N: notă/, 'Escape');
  expect(getPreferences().ownKeys).toEqual({});
  move(/Mută tasta F9: /, 'F2');
  move(/Mută tasta N: notă/, 'w');
  fireEvent.click(screen.getByText('Pune toate tastele la loc'));
  expect(getPreferences().ownKeys).toEqual({});
});
