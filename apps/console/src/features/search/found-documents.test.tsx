import type { FoundEntry, SearchResponse } from '@opis/contracts';
import { fireEvent, screen, waitFor } from '@testing-library/react';
import { afterEach, expect, test } from 'vitest';
import { nothingFound, openFakeApi } from '../../../test/fake-api.ts';
import { closeTab, renderApp } from '../../../test/render-app.tsx';

afterEach(closeTab);

const document = {
  id: '01a1ff7a-0000-7000-8000-0000000000d1',
  name: 'contract.pdf',
  page: 3,
  pages: 7,
  url: '/api/v1/case-files/01a1ff7a-0000-7000-8000-0000000000f1/documents/01a1ff7a-0000-7000-8000-0000000000d1',
};
const entry: FoundEntry = {
  ...{ register: 'general', registerName: 'Registrul general', year: 2026, number: 12031 },
  ...{ registrationNumber: '12031/24.06.2026', registeredOn: '2026-06-24', status: 'registered' },
  ...{ direction: 'in', channel: 'counter', issuer: 'Brutăria Măgura', subject: 'Cerere', unit: null },
  caseFile: '01a1ff7a-0000-7000-8000-0000000000f1',
  why: [{ field: 'document', text: '…chiria se plătește lunar…', marks: [[1, 7]], document }],
};
const found: SearchResponse = {
  ...nothingFound,
  entries: { items: [entry], count: 1, inDocuments: 1, capped: false, next: null },
};

function openSearch(path: string) {
  const api = openFakeApi();
  api.state.found = found;
  api.state.marks = {
    boxes: [{ x: 0.1, y: 0.2, width: 0.3, height: 0.02 }],
    passages: [{ text: 'chiria se plătește lunar', marks: [[0, 6]] }],
    pages: [3, 5],
  };
  renderApp(api, path);
  return api;
}

test('what stands in a document is told with its page, and opens there with the words marked', async () => {
  const api = openSearch('/cautare?q=chiria');
  fireEvent.click(
    await screen.findByRole('link', { name: /contract\.pdf\s*pag\. 3\s*vezi cuvintele marcate pe pagină/ }),
  );
  const dialog = await screen.findByRole('dialog', { name: 'contract.pdf, pagina 3' });
  await waitFor(() => expect(dialog.querySelectorAll('.opened-mark')).toHaveLength(1));
  expect(dialog.querySelector('img')?.getAttribute('src')).toBe(`${document.url}/pages/3.png`);
  expect(screen.getByText('1 loc marcat pe pagină')).toBeTruthy();
  fireEvent.click(screen.getByRole('button', { name: 'Următoarea pagină cu ce căutați' }));
  await screen.findByRole('dialog', { name: 'contract.pdf, pagina 5' });
  const asked = api.requests().filter(({ path }) => path === '/search/document-marks');
  expect(asked.map(({ body }) => body)).toEqual([
    { document: document.id, page: 3, text: 'chiria' },
    { document: document.id, page: 5, text: 'chiria' },
  ]);
});

test('filters of the address stand above what was found, each to be taken off', async () => {
  const api = openSearch('/cautare?q=chiria&documente=true&de=2026-01-05');
  await screen.findByText('de la 05.01.2026');
  fireEvent.click(screen.getByRole('link', { name: 'Fără filtrul „Doar în documente”' }));
  await waitFor(() => expect(api.requests().at(-1)?.body).toMatchObject({ filters: { from: '2026-01-05' } }));
  const filters = api.requests().flatMap(({ path, body }) => (path === '/search' ? [body] : []));
  expect(filters[0]).toMatchObject({ filters: { documents: true, from: '2026-01-05' } });
});
