import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { problem } from '../../../test/fake-api.ts';
import { aCaseFile, type FakeWorks, openFakeWorks } from '../../../test/fake-works.ts';
import { closeTab, press, renderApp } from '../../../test/render-app.tsx';

let api: FakeWorks;
const file = aCaseFile({ number: 11 });
beforeEach(() => {
  api = openFakeWorks();
  api.state.files = [file, aCaseFile({ number: 12 })];
});
afterEach(closeTab);

const open = async (part = '') => {
  renderApp(api, `/lucrari/${file.id}${part}`);
  await screen.findByRole('heading', { level: 1, name: file.subject });
};
const actions = () =>
  within(screen.getByRole('group', { name: 'Ce se poate face acum' }))
    .queryAllByRole('button')
    .map((button) => button.textContent);

it('has exactly the acts that the server returned, and a place for notes only where one may be written', async () => {
  api.state.files = [{ ...file, actions: ['take', 'return'] }];
  await open();
  expect(actions()).toEqual(['PreiaP', 'ReturneazăT']);
  expect(screen.queryByLabelText('Nota internă')).toBeNull();
  press('c');
  expect(screen.queryByRole('dialog')).toBeNull();
});

it('marks one tab, and one filter of the chronology', async () => {
  await open('?doar=notes');
  const current = (name: string) =>
    within(screen.getByRole('navigation', { name }))
      .getAllByRole('link')
      .filter((link) => link.getAttribute('aria-current'))
      .map((link) => link.textContent);
  expect(current('Părțile dosarului')).toEqual(['Cronologie']);
  expect(current('Ce se arată')).toEqual(['Note']);
});

it('keeps a typed note over a reload, marks its tab, and lets it go once it is added', async () => {
  await open();
  const note = () => screen.getByLabelText('Nota internă') as HTMLTextAreaElement;
  fireEvent.change(note(), { target: { value: 'Am sunat.' } });
  expect(await screen.findByRole('img', { name: 'are o notă neadăugată' })).toBeTruthy();
  const kept = { ...sessionStorage };
  closeTab();
  for (const [key, value] of Object.entries(kept)) sessionStorage.setItem(key, value);
  await open();
  expect(note().value).toBe('Am sunat.');
  note().focus();
  press('Enter', { ctrlKey: true });
  expect(await screen.findByText('Nota este adăugată la 11')).toBeTruthy();
  expect(api.sent()[0]?.body).toMatchObject({ text: 'Am sunat.' });
  expect(api.sent()[0]?.body.version).toBeUndefined();
  await waitFor(() => expect(note().value).toBe(''));
});

it('keeps the note where the server did not take it', async () => {
  api.state.refusals = [problem({ status: 500, code: 'platform.unexpected' })];
  await open();
  const note = screen.getByLabelText('Nota internă') as HTMLTextAreaElement;
  fireEvent.change(note, { target: { value: 'Am sunat.' } });
  note.focus();
  press('Enter', { ctrlKey: true });
  expect(await screen.findByText('Refuzat: platform.unexpected.')).toBeTruthy();
  expect(note.value).toBe('Am sunat.');
});

it('opens a tab for each file, and closing the one that is looked at leads back to the list', async () => {
  await open();
  const tabs = await screen.findByRole('navigation', { name: 'Lucrări deschise' });
  expect(within(tabs).getByRole('link').textContent).toContain(file.issuer);
  fireEvent.click(within(tabs).getByRole('button', { name: 'Închide fila 11' }));
  expect(await screen.findByRole('heading', { level: 1, name: 'Lucrările mele' })).toBeTruthy();
  expect(screen.queryByRole('navigation', { name: 'Lucrări deschise' })).toBeNull();
});

it('says of a file that is not there and of one that may not be seen the same', async () => {
  renderApp(api, '/lucrari/01a1ff7a-0000-7000-8000-00000000dead');
  expect(await screen.findByText('Înapoi la lucrările mele')).toBeTruthy();
  expect(screen.getAllByText('Nu am găsit această înregistrare').length).toBeGreaterThan(0);
});
