import { createMemoryHistory } from '@tanstack/react-router';
import { cleanup, configure, fireEvent, render, screen, waitFor } from '@testing-library/react';
import { vi } from 'vitest';
import { App } from '../src/app/app.tsx';
import type { FakeApi } from './fake-api.ts';

// A busy machine is slow, not wrong.
configure({ asyncUtilTimeout: 10_000 });
vi.setConfig({ testTimeout: 40_000 });

/** The whole console at an address, over a fake server. */
export function renderApp(api: Pick<FakeApi, 'fetch'>, path = '/ghiseu') {
  vi.stubGlobal('fetch', api.fetch);
  return render(<App history={createMemoryHistory({ initialEntries: [path] })} />);
}

/** A fresh browser tab: nothing drawn, nothing kept. */
export function closeTab() {
  cleanup();
  sessionStorage.clear();
  localStorage.clear();
}

/** A field by its label, once it is there. */
export async function field(name: RegExp | string): Promise<HTMLElement> {
  return await screen.findByLabelText(name, { selector: 'input, textarea' });
}

/** Types as hands do: the field has the focus, its value changes. */
export function type(into: HTMLElement, value: string) {
  into.focus();
  fireEvent.change(into, { target: { value } });
}

/** A key where the focus is. */
export function press(key: string, options: { ctrlKey?: boolean; shiftKey?: boolean } = {}) {
  fireEvent.keyDown(document.activeElement ?? document.body, { key, ...options });
}

/** Waits until a field of that id has the focus. */
export async function focusOn(id: string) {
  await waitFor(() => {
    if (document.activeElement?.id !== id)
      throw new Error(`focus on ${document.activeElement?.id}, not on ${id}`);
  });
}
