import { fireEvent, screen, waitFor } from '@testing-library/react';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { problem } from '../../../test/fake-api.ts';
import { aCaseFile, aConflict, anAssignee, type FakeWorks, openFakeWorks } from '../../../test/fake-works.ts';
import { closeTab, press, renderApp } from '../../../test/render-app.tsx';

let api: FakeWorks;
beforeEach(() => {
  api = openFakeWorks();
  api.state.files = [aCaseFile({ number: 11 }), aCaseFile({ number: 12 }), aCaseFile({ number: 13 })];
});
afterEach(closeTab);

const open = async () => {
  renderApp(api, '/');
  await screen.findByRole('radio', { name: /Andrei/ });
  await focusOnWork(11);
};
const focusOnWork = (number: number) =>
  waitFor(() => expect(document.activeElement?.textContent).toContain(`${number}/`));
const targets = () =>
  api.sent().map(({ path, body }) => [path.split('/')[2]?.slice(-2), (body.to as { person: string }).person]);

it('is where a head of unit begins; R and a letter hand a work on and the next lies there', async () => {
  await open();
  press('r');
  press('b');
  expect(await screen.findByText('11 este la Lavinia Boțoghină')).toBeTruthy();
  await focusOnWork(12);
});

it('loses no key of hands that are faster than the server, and gives each work to the one it was meant for', async () => {
  await open();
  for (const letter of ['a', 'b', 'a']) {
    press('r');
    press(letter);
  }
  await waitFor(() => expect(api.sent()).toHaveLength(3));
  expect(targets()).toEqual([
    ['11', 'person Andrei Stănciulescu'],
    ['12', 'person Lavinia Boțoghină'],
    ['13', 'person Andrei Stănciulescu'],
  ]);
  expect(await screen.findByText('Totul este repartizat')).toBeTruthy();
});

it('keeps who is barred in their place, with the reason, and their letter gives it to nobody', async () => {
  api.state.people = [
    anAssignee('Viorica Mărgineanu', {
      barred: { code: 'x', detail: 'Petiția privește activitatea ei (art. 11 din O.G. nr. 27/2002)' },
    }),
    anAssignee('Andrei Stănciulescu'),
  ];
  await open();
  expect(screen.getByText(/^Petiția privește activitatea ei/)).toBeTruthy();
  expect((screen.getByRole('radio', { name: /Viorica/ }) as HTMLInputElement).disabled).toBe(true);
  press('r');
  press('a');
  press('r');
  press('b');
  await waitFor(() => expect(targets()).toEqual([['11', 'person Andrei Stănciulescu']]));
});

it('proposes whoever works for the same person already; R twice takes the proposal', async () => {
  api.state.people = [
    anAssignee('Andrei Stănciulescu'),
    anAssignee('Lavinia Boțoghină', { samePetitioner: { id: 'x', registrationNumber: '10/01.06.2026' } }),
  ];
  await open();
  expect(screen.getByText(/lucrează 10\/01\.06\.2026, același petent/)).toBeTruthy();
  press('r');
  press('r');
  await waitFor(() => expect(targets()).toEqual([['11', 'person Lavinia Boțoghină']]));
});

it('shows of each person what is past its term and what is near, and of each work its term', async () => {
  api.state.people = [
    anAssignee('Andrei Stănciulescu', { openFiles: 40, overdueFiles: 2, nearFiles: 3 }),
    anAssignee('Lavinia Boțoghină', { openFiles: 22 }),
  ];
  const due = {
    termId: 'x',
    on: '2026-07-02',
    at: null,
    rule: 'PET-06',
    role: 'answer',
    since: null,
  } as const;
  api.state.files = [
    aCaseFile({ number: 11, due: { ...due, state: 'near', days: 3 } }),
    aCaseFile({ number: 12 }),
  ];
  await open();
  const person = screen.getByRole('radio', { name: /Andrei/ }).closest('label');
  expect(person?.textContent).toContain('40');
  expect(person?.textContent).toContain('2 dep.');
  expect(person?.textContent).toContain('3 termene în 5 zile');
  expect(person?.querySelector('.bar-under')).toBeTruthy();
  expect(
    screen
      .getByRole('radio', { name: /Lavinia/ })
      .closest('label')
      ?.querySelector('.bar-under'),
  ).toBeNull();
  expect(screen.getByText('Hașurat: lucrări cu termenul depășit.')).toBeTruthy();
  const rows = screen.getByRole('list', { name: 'Lucrări care așteaptă' });
  expect(rows.querySelector('[data-work$="11"] .term-badge')?.textContent).toContain('mai sunt 3 zile');
  expect(rows.querySelector('[data-work$="12"] .term-badge')).toBeNull();
});

it('keeps the words of each work while the hands go on, and a phrase for the next one', async () => {
  api.state.models = [
    { id: 'm', name: 'Răspundeți', text: 'Vă rog răspundeți.', unit: null, removable: true },
  ];
  await open();
  const words = () => screen.getByLabelText(/^Rezoluție/) as HTMLTextAreaElement;
  fireEvent.change(words(), { target: { value: 'numai pentru 11' } });
  press('j');
  await focusOnWork(12);
  expect(words().value).toBe('');
  fireEvent.click(await screen.findByRole('button', { name: 'Răspundeți' }));
  press('k');
  await focusOnWork(11);
  expect(words().value).toBe('numai pentru 11');
  press('r');
  press('a');
  await waitFor(() => expect(api.sent()[0]?.body.resolution).toBe('numai pentru 11'));
  await focusOnWork(12);
  press('r');
  press('a');
  await waitFor(() => expect(api.sent()[1]?.body.resolution).toBe('Vă rog răspundeți.'));
  await waitFor(() => expect(words().value).toBe('Vă rog răspundeți.'));
});

it('hands on many at once', async () => {
  await open();
  press('x');
  press('ArrowDown', { shiftKey: true });
  expect(await screen.findByRole('button', { name: /Repartizează 2 lucrări către Andrei/ })).toBeTruthy();
  press('r');
  press('a');
  await waitFor(() => expect(api.sent()[0]).toMatchObject({ path: '/case-files/assign' }));
  expect(await screen.findByText('2 lucrări sunt la Andrei Stănciulescu')).toBeTruthy();
  await focusOnWork(13);
});

it('shows what somebody else did meanwhile; letters for the next files wait until that is settled', async () => {
  api.state.refusals = [aConflict('Radu Șerbănoiu')];
  await open();
  press('r');
  press('a');
  press('r');
  press('b');
  expect(await screen.findByText(/^Radu Șerbănoiu a lucrat la aceeași lucrare acum 2 minute/)).toBeTruthy();
  expect(targets()).toEqual([['11', 'person Andrei Stănciulescu']]);
  fireEvent.click(screen.getByRole('button', { name: 'Păstrează cum este' }));
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
  await waitFor(() => expect(targets().at(-1)).toEqual(['12', 'person Lavinia Boțoghină']));
  await focusOnWork(13);
});

it('does what was meant on top of what others did, when told so', async () => {
  api.state.refusals = [aConflict('Radu Șerbănoiu')];
  await open();
  fireEvent.change(screen.getByLabelText(/^Rezoluție/), { target: { value: 'până vineri' } });
  press('r');
  press('a');
  fireEvent.click(await screen.findByRole('button', { name: 'Fă totuși: la Andrei Stănciulescu' }));
  await waitFor(() => expect(api.sent()[1]?.body).toMatchObject({ version: 7, resolution: 'până vineri' }));
  await focusOnWork(12);
});

it('after a cut line says so, keeps the file, and sends no letter that waited', async () => {
  api.state.refusals = [problem({ status: 500, code: 'platform.unexpected' })];
  await open();
  for (const key of ['r', 'a', 'r', 'b']) press(key);
  expect(await screen.findByText('Refuzat: platform.unexpected.')).toBeTruthy();
  await focusOnWork(11);
  press('r');
  press('b');
  await waitFor(() => expect(targets().at(-1)).toEqual(['11', 'person Lavinia Boțoghină']));
  expect(api.sent()).toHaveLength(2);
});

it('takes G after R for a person, not for the way to another screen', async () => {
  api.state.people = Array.from({ length: 8 }, (_, place) => anAssignee(`Persoana ${place}`));
  renderApp(api, '/');
  await screen.findByRole('radio', { name: /Persoana 0/ });
  await focusOnWork(11);
  for (const key of ['r', 'g', 'r', 'a']) press(key);
  await waitFor(() =>
    expect(targets()).toEqual([
      ['11', 'person Persoana 6'],
      ['12', 'person Persoana 0'],
    ]),
  );
  expect(screen.getByRole('heading', { level: 1, name: 'De repartizat' })).toBeTruthy();
  press('g');
  press('l');
  expect(await screen.findByRole('heading', { level: 1, name: 'Lucrările mele' })).toBeTruthy();
});
