import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { anEntry } from '../../../test/an-entry.ts';
import { type FakeApi, openFakeApi } from '../../../test/fake-api.ts';
import { closeTab, renderApp } from '../../../test/render-app.tsx';
import { isFiltered, readBookSearch, toListQuery } from './book-search.ts';

let api: FakeApi;
beforeEach(() => {
  api = openFakeApi();
});
afterEach(closeTab);

describe('the book', () => {
  it('has the thirteen columns of the law over their numbers', async () => {
    renderApp(api, '/registre/general');
    const table = await screen.findByRole('table', { name: 'Registrul general, 2026' });
    const names = within(table)
      .getAllByRole('columnheader')
      .map((cell) => cell.textContent);
    expect(names.slice(-13)).toEqual([
      'Nr.',
      'Data',
      'Nr. și data emitentului',
      'File',
      'Anexe',
      'Emitent',
      'Conținutul pe scurt',
      'Compartimentul',
      'Data expedierii',
      'Modul rezolvării',
      'Destinatar',
      'Nr. conex',
      'Indicativ dosar',
    ]);
    const row = await within(table).findByRole('row', { name: /^12345/ });
    expect(
      within(row)
        .getAllByRole('cell')
        .map((cell) => cell.textContent),
    ).toEqual([
      '12345',
      '29.06',
      '1187/26.06',
      '2',
      '3',
      'Judecătoria Lunca Albă',
      'Citație, termen 09.09.2026',
      'Juridic',
      '',
      '',
      '',
      '',
      'I-07',
    ]);
  });

  it('keeps an annulled row readable, with who, when and why in it', async () => {
    const annulment = {
      reason: 'înregistrat de două ori',
      by: 'Ioana Dragomirescu',
      at: '2026-06-29T07:18:00.000Z',
    };
    api.state.entries = [anEntry({ status: 'annulled', annulment })];
    renderApp(api, '/registre/general');
    const row = await screen.findByRole('row', { name: /^12345/ });
    expect(row.textContent).toContain('Judecătoria Lunca Albă');
    expect(row.textContent).toContain('anulat 10:18, Ioana Dragomirescu: înregistrat de două ori');
  });

  it('moves with J, K and the arrows while the list has the focus, and only then', async () => {
    api.state.entries = [anEntry(), anEntry({ number: 12344 }), anEntry({ number: 12343 })];
    renderApp(api, '/registre/general');
    await waitFor(() => expect(document.activeElement?.textContent).toBe('12345'));
    const key = (name: string) => fireEvent.keyDown(document.activeElement ?? document.body, { key: name });
    key('j');
    key('ArrowDown');
    expect(document.activeElement?.textContent).toBe('12343');
    key('k');
    expect(document.activeElement?.textContent).toBe('12344');
    key('End');
    expect(document.activeElement?.textContent).toBe('12343');
    key('Home');
    expect(document.activeElement?.textContent).toBe('12345');
    const day = screen.getByLabelText('De la');
    day.focus();
    key('j');
    expect(document.activeElement).toBe(day);
  });

  it('opens a row beside it and keeps the filters in the address', async () => {
    renderApp(api, '/registre/general?canal=counter');
    const link = await screen.findByRole('link', { name: '12345' });
    expect(link.getAttribute('href')).toBe('/registre/general/2026/12345?canal=counter');
    fireEvent.click(link);
    await screen.findByRole('article', { name: 'Înregistrarea 12345/2026' });
    expect(screen.getByRole('table', { name: 'Registrul general, 2026' })).toBeTruthy();
    fireEvent.keyDown(window, { key: 'Escape' });
    await waitFor(() => expect(screen.queryByRole('article')).toBeNull());
    expect(screen.getByRole('combobox', { name: 'Canal' })).toHaveProperty('value', 'counter');
  });

  it('that is empty says so and where the first number comes from; filtered to nothing it says that', async () => {
    api.state.entries = [];
    const { unmount } = renderApp(api, '/registre/general');
    await screen.findByRole('heading', { name: 'Registrul din 2026 este gol' });
    screen.getByRole('link', { name: /Înregistrează un document/ });
    unmount();
    renderApp(api, '/registre/general?stare=annulled');
    await screen.findByRole('heading', { name: 'Nicio înregistrare cu aceste filtre' });
    fireEvent.keyDown(window, { key: 'Escape' });
    await screen.findByRole('heading', { name: 'Registrul din 2026 este gol' });
  });

  it('that is not for this person is not found', async () => {
    renderApp(api, '/registre/avertizari');
    await screen.findByRole('heading', { name: 'Nu am găsit această pagină' });
  });
});

describe('filters in the address', () => {
  it('are read as they are written', () => {
    const search = readBookSearch({
      an: 2025,
      de: '2025-01-31',
      canal: 'post',
      nerezolvate: true,
      compartiment: 'juridic',
    });
    expect(toListQuery(search, 2025)).toMatchObject({
      year: 2025,
      from: '2025-01-31',
      channel: 'post',
      unsolved: true,
      unit: 'juridic',
    });
    expect(isFiltered(search)).toBe(true);
  });

  it('leave out what no filter can be', () => {
    const search = readBookSearch({
      an: 'x',
      de: '31.01.2025',
      canal: 'porumbel',
      stare: 1,
      compartiment: "'; --",
      nerezolvate: 'da',
    });
    expect(search).toEqual({});
    expect(isFiltered({ an: 2020 })).toBe(false);
  });
});
