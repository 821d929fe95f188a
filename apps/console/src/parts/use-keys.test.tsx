import { cleanup, fireEvent, render } from '@testing-library/react';
import { afterEach, expect, it, vi } from 'vitest';
import { changePreferences } from './preferences.ts';
import { useKeys } from './use-keys.ts';

afterEach(() => {
  cleanup();
  changePreferences({ letterKeys: true });
});

function setUp() {
  const acts = { F9: vi.fn(), j: vi.fn(), 'Ctrl+Enter': vi.fn() };
  function Page() {
    useKeys(acts);
    return <input aria-label="text" />;
  }
  const { getByLabelText } = render(<Page />);
  return { acts, input: getByLabelText('text') };
}

it('function keys and Ctrl+Enter act from inside a field', () => {
  const { acts, input } = setUp();
  fireEvent.keyDown(input, { key: 'F9' });
  fireEvent.keyDown(input, { key: 'Enter', ctrlKey: true });
  expect(acts.F9).toHaveBeenCalledOnce();
  expect(acts['Ctrl+Enter']).toHaveBeenCalledOnce();
});

it('a letter acts outside fields only, in either case', () => {
  const { acts, input } = setUp();
  fireEvent.keyDown(input, { key: 'j' });
  expect(acts.j).not.toHaveBeenCalled();
  fireEvent.keyDown(document.body, { key: 'J', shiftKey: true });
  expect(acts.j).toHaveBeenCalledOnce();
});

it('a letter does nothing once letters are turned off', () => {
  const { acts } = setUp();
  changePreferences({ letterKeys: false });
  fireEvent.keyDown(document.body, { key: 'j' });
  expect(acts.j).not.toHaveBeenCalled();
});

it('AltGr, which is Ctrl+Alt, is left to the letters of Romanian layouts', () => {
  const { acts } = setUp();
  fireEvent.keyDown(document.body, { key: 'Enter', ctrlKey: true, altKey: true });
  fireEvent.keyDown(document.body, { key: 'j', altKey: true });
  expect(acts['Ctrl+Enter']).not.toHaveBeenCalled();
  expect(acts.j).not.toHaveBeenCalled();
});

it('nothing acts behind an open dialog', () => {
  const { acts } = setUp();
  const dialog = document.createElement('dialog');
  dialog.setAttribute('open', '');
  document.body.append(dialog);
  fireEvent.keyDown(document.body, { key: 'F9' });
  dialog.remove();
  expect(acts.F9).not.toHaveBeenCalled();
});
