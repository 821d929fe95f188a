import { screen, waitFor, within } from '@testing-library/react';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { aCaseFile, aConflict, type FakeWorks, openFakeWorks } from '../../../test/fake-works.ts';
import { closeTab, press, renderApp } from '../../../test/render-app.tsx';

let api: FakeWorks;
beforeEach(() => {
  api = openFakeWorks();
  api.state.files = [aCaseFile({ number: 11 }), aCaseFile({ number: 12 }), aCaseFile({ number: 13 })];
});
afterEach(closeTab);

const open = async (path = '/lucrari?coada=structura') => {
  renderApp(api, path);
  await focusOnWork(11);
};
const focusOnWork = (number: number) =>
  waitFor(() => expect(document.activeElement?.textContent).toContain(`${number}/`));

it('has the keys as soon as it stands: J and K move, X ticks, Shift extends, Esc lets go', async () => {
  await open();
  press('j');
  await focusOnWork(12);
  press('k');
  await focusOnWork(11);
  press('x');
  expect(await screen.findByText('1 lucrare aleasă')).toBeTruthy();
  press('ArrowDown', { shiftKey: true });
  press('ArrowDown', { shiftKey: true });
  expect(await screen.findByText('3 lucrări alese')).toBeTruthy();
  press('Escape');
  await waitFor(() => expect(screen.queryByText('3 lucrări alese')).toBeNull());
});

it('assigns by R and a letter, opens the next, and Z brings it back by an act of its own', async () => {
  api.state.files = api.state.files.map((file) => ({ ...file, actions: ['assign', 'return'] }));
  await open('/lucrari?coada=nerepartizate');
  press('r');
  await screen.findByRole('dialog');
  press('b');
  expect(await screen.findByText('11 este la Lavinia Boțoghină')).toBeTruthy();
  expect(api.sent()[0]?.body).toMatchObject({
    version: 1,
    to: { person: 'person Lavinia Boțoghină', unit: 'juridic' },
  });
  await focusOnWork(12);
  press('z');
  expect(await screen.findByText('11 este iar unde era')).toBeTruthy();
  expect(api.sent()[1]).toMatchObject({ path: expect.stringContaining('/return'), body: { version: 2 } });
});

it('a letter pressed before the people are here is not lost', async () => {
  const people = Promise.withResolvers<void>();
  api.state.assignees = people.promise;
  await open();
  press('r');
  await screen.findByRole('dialog');
  press('a');
  expect(api.sent()).toEqual([]);
  people.resolve();
  expect(await screen.findByText('11 este la Andrei Stănciulescu')).toBeTruthy();
});

it('does to many what all of them allow, and keeps those that were refused with the reason', async () => {
  api.state.refusals = [aConflict('Radu Șerbănoiu')];
  await open();
  press('x');
  press('j');
  press('x');
  const bar = await screen.findByRole('region', { name: 'Cu lucrările alese' });
  expect(
    within(bar)
      .getAllByRole('button')
      .map((button) => button.textContent),
  ).toEqual(['RepartizeazăR', 'Altă structurăF', 'ÎnchideC', 'Renunță la alegereEsc']);
  press('r');
  await screen.findByRole('dialog', { name: 'Repartizați 2 lucrări' });
  press('a');
  expect(await screen.findByText('O lucrare nu s-a putut; celelalte sunt făcute')).toBeTruthy();
  expect(screen.getByText('1 lucrare este la Andrei Stănciulescu')).toBeTruthy();
  expect(api.sent()[0]?.body.items).toHaveLength(2);
  press('a');
  await waitFor(() => expect(api.sent()[1]?.body.items).toHaveLength(1));
});

it('shows both sides of a conflict and keeps what was typed', async () => {
  api.state.refusals = [aConflict('Radu Șerbănoiu')];
  await open();
  press('t');
  const dialog = await screen.findByRole('dialog', { name: 'Returnați 11/26.06.2026' });
  const reason = within(dialog).getByLabelText('De ce se întoarce');
  const { fireEvent } = await import('@testing-library/react');
  fireEvent.change(reason, { target: { value: 'nu este a noastră' } });
  press('Enter', { ctrlKey: true });
  expect(await within(dialog).findByText(/^Radu Șerbănoiu a lucrat la aceeași lucrare acum/)).toBeTruthy();
  expect(within(dialog).getByText('la Radu Șerbănoiu')).toBeTruthy();
  expect((reason as HTMLTextAreaElement).value).toBe('nu este a noastră');
  fireEvent.click(within(dialog).getByRole('button', { name: 'Fă totuși: returnată' }));
  await waitFor(() => expect(api.sent()[1]?.body).toMatchObject({ version: 7, reason: 'nu este a noastră' }));
  expect(api.sent()[1]?.body.requestId).not.toBe(api.sent()[0]?.body.requestId);
});

it('returns to who had it last, or to any who had it earlier, chosen from those whom the server names', async () => {
  const unit = { id: 'u1', code: 'juridic', name: 'Serviciul juridic', shortName: 'Juridic' };
  const person = { id: 'p1', name: 'Lavinia Boțoghină', title: 'consilieră' };
  api.state.returnPlaces = [
    { unit, person: null, usual: true },
    { unit, person, usual: false },
    { unit: null, person: null, usual: false },
  ];
  await open();
  press('t');
  const dialog = await screen.findByRole('dialog', { name: 'Returnați 11/26.06.2026' });
  const { fireEvent } = await import('@testing-library/react');
  fireEvent.change(within(dialog).getByLabelText('De ce se întoarce'), { target: { value: 'mai e ceva' } });
  const back = await within(dialog).findByRole('combobox', { name: 'Înapoi la' });
  expect(back.getAttribute('placeholder')).toBe('Serviciul juridic');
  fireEvent.focus(back);
  fireEvent.keyDown(back, { key: 'ArrowDown' });
  const options = within(await screen.findByRole('listbox', { name: 'Înapoi la' })).getAllByRole('option');
  expect(options.map((option) => option.textContent)).toEqual(['Lavinia BoțoghinăJuridic', 'Registratură']);
  fireEvent.change(back, { target: { value: 'lavi' } });
  fireEvent.keyDown(back, { key: 'Enter' });
  fireEvent.click(within(dialog).getByRole('button', { name: /^Returnează/ }));
  await waitFor(() => expect(api.sent()[0]?.body).toMatchObject({ to: { unit: 'juridic', person: 'p1' } }));
});

it('digits open the lists; a kept list is a tab with the filters it was kept with', async () => {
  api.state.views = [
    {
      id: '01a1ff7a-0000-7000-8000-0000000000d1',
      list: 'works',
      name: 'Indemnizații',
      query: 'coada=structura&text=indemniza',
    },
  ];
  await open();
  await screen.findByRole('link', { name: /Indemnizații/ });
  press('5');
  await waitFor(() => expect(api.listed().at(-1)).toContain('text=indemniza'));
  expect(screen.getByRole('link', { name: /Indemnizații/ }).getAttribute('aria-current')).toBe('page');
  expect(screen.queryByRole('button', { name: 'Păstrează lista' })).toBeNull();
});

it('says which emptiness it is: nothing left, nothing found, not read', async () => {
  renderApp(api, '/lucrari');
  expect(await screen.findByText('Ați terminat pentru astăzi')).toBeTruthy();
  expect(screen.getByRole('link', { name: /Vezi cele 3 lucrări ale structurii/ })).toBeTruthy();
  closeTab();
  renderApp(api, '/lucrari?coada=structura&text=nimic');
  expect(await screen.findByText('Nicio lucrare cu aceste filtre')).toBeTruthy();
  closeTab();
  api.state.listFails = true;
  renderApp(api, '/lucrari?coada=structura');
  expect(await screen.findByText('Nu s-a putut citi')).toBeTruthy();
});
