import type { SearchResponse } from '@opis/contracts';
import { screen, waitFor } from '@testing-library/react';
import { afterEach, describe, expect, test } from 'vitest';
import { aParty, nothingFound, openFakeApi } from '../../../test/fake-api.ts';
import { closeTab, field, press, renderApp, type } from '../../../test/render-app.tsx';

afterEach(closeTab);

const found: SearchResponse = {
  ...nothingFound,
  entries: {
    items: [
      {
        register: 'general',
        registerName: 'Registrul general',
        year: 2026,
        number: 12031,
        registrationNumber: '12031/24.06.2026',
        registeredOn: '2026-06-24',
        status: 'registered',
        direction: 'in',
        channel: 'counter',
        issuer: 'Vădineanu-Constantinescu Elena',
        subject: 'Reluarea plății indemnizației',
        unit: null,
        caseFile: null,
        why: [{ field: 'issuer', text: 'Vădineanu-Constantinescu Elena', marks: [[0, 9]] }],
      },
    ],
    count: 1,
    inDocuments: 0,
    capped: false,
    next: null,
  },
  parties: [aParty()],
};

async function openPalette() {
  await field('Expeditor');
  press('k', { ctrlKey: true });
  return screen.findByRole('combobox', { name: 'Caută sau comandă' });
}

const options = () => [...document.querySelectorAll('.palette-row')].map((option) => option.textContent);

describe('the palette', () => {
  test('shows what was found, what marks it, and which spellings it covers', async () => {
    const api = openFakeApi();
    api.state.found = found;
    renderApp(api);
    type(await openPalette(), 'vadineanu');
    await screen.findByText('12031/24.06.2026');
    expect(document.querySelector('mark.found')?.textContent).toBe('Vădineanu');
    expect(screen.getByText('și „Vădineanu”')).toBeTruthy();
  });

  test('finds acts by name without diacritics, and only those that this person may do', async () => {
    const api = openFakeApi();
    renderApp(api);
    const box = await openPalette();
    type(box, 'inregistreaza');
    await waitFor(() => expect(options()[0]).toContain('Înregistrează un document'));
    type(box, 'iesi din');
    await waitFor(() => expect(options()[0]).toContain('Ieși din cont'));
    type(box, 'arhiva');
    await waitFor(() => expect(options()).toEqual([expect.stringContaining('în toate registrele')]));
  });

  test('Enter before the answer opens what the answer brings first', async () => {
    const api = openFakeApi();
    api.state.found = found;
    renderApp(api);
    const box = await openPalette();
    type(box, '12031');
    press('Enter');
    await waitFor(() => expect(screen.queryByRole('combobox', { name: 'Caută sau comandă' })).toBeNull());
    await waitFor(() =>
      expect(api.requests().map(({ path }) => path)).toContain('/registers/general/entries/2026/12031'),
    );
  });

  test('keeps what was opened by its number alone, and only until the account is left', async () => {
    const api = openFakeApi();
    api.state.found = found;
    renderApp(api);
    type(await openPalette(), 'vadineanu');
    await screen.findByText('12031/24.06.2026');
    press('Enter');
    await waitFor(() => expect(JSON.stringify({ ...sessionStorage })).toContain('12031/24.06.2026'));
    expect(JSON.stringify({ ...sessionStorage })).not.toContain('dineanu');
  });
});

test('a whole CNP goes in the body and never in the address', async () => {
  const api = openFakeApi();
  api.state.found = found;
  renderApp(api);
  type(await openPalette(), '1960229129672');
  await screen.findByText(/în toate registrele/);
  press('ArrowUp');
  press('Enter');
  const box = await screen.findByRole('searchbox', { name: 'Ce căutați' });
  expect((box as HTMLInputElement).value).toBe('1960229129672');
  await waitFor(() => expect(screen.getAllByText('12031/24.06.2026').length).toBeGreaterThan(0));
  expect(api.requests().filter(({ path }) => path.includes('1960229129672'))).toEqual([]);
});
