import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { anEntry } from '../../../test/an-entry.ts';
import { type FakeApi, openFakeApi, problem } from '../../../test/fake-api.ts';
import { closeTab, field, press, renderApp, type } from '../../../test/render-app.tsx';

let api: FakeApi;
beforeEach(() => {
  api = openFakeApi();
});
afterEach(closeTab);

const address = '/registre/general/2026/12345';
const panel = () => screen.findByRole('article', { name: 'Înregistrarea 12345/2026' });
const act = async (name: string) =>
  fireEvent.click(await within(await panel()).findByRole('button', { name }));

describe('an entry', () => {
  it('offers exactly what the server allows', async () => {
    api.state.entries = [anEntry({ actions: ['route', 'print'] })];
    renderApp(api, address);
    const group = await screen.findByRole('group', { name: 'Ce se poate face' });
    const offered = within(group)
      .getAllByRole('button')
      .map((button) => button.textContent);
    expect(offered).toEqual(['Eticheta', 'Bonul', 'Repartizează']);
  });

  it('opens no dialog that the address asks for and the server does not allow', async () => {
    api.state.entries = [anEntry({ actions: [] })];
    renderApp(api, `${address}?act=annul`);
    await panel();
    await screen.findByRole('heading', { name: 'Citație, termen 09.09.2026' });
    expect(screen.queryByRole('dialog')).toBeNull();
  });

  it('shows the pages of what may be opened, and of an infected document a sentence in their place', async () => {
    const document = (id: string, name: string) => ({
      ...{ id, name, size: 2048, mediaType: 'application/pdf', sha256: '0'.repeat(64), pages: 2 },
    });
    const [clean, infected] = [
      document('01a1ff7a-0000-7000-8000-0000000000d1', 'cerere.pdf'),
      document('01a1ff7a-0000-7000-8000-0000000000d2', 'anexa.pdf'),
    ];
    api.state.entries = [anEntry({ documents: [clean, infected], documentCount: 2 })];
    const text = 'Conține un virus (Eicar-Test). Se păstrează, dar nu se deschide și nu se descarcă.';
    const line = { kind: 'antivirus', tone: 'stop', text, done: null, total: null, copy: null } as const;
    api.state.notes = [{ documentId: infected.id, lines: [line], openable: false }];
    renderApp(api, address);
    await screen.findByText(text);
    const pictures = screen.getAllByRole('img').map((picture) => picture.getAttribute('alt'));
    expect(pictures).toEqual(['cerere.pdf, pagina 1', 'cerere.pdf, pagina 2']);
    const links = screen.getAllByRole('link', { name: /^Descarcă/ });
    expect(links.map((link) => link.getAttribute('download'))).toEqual(['cerere.pdf']);
  });

  it('that nobody has, or that is not for this person, is not found in the same words', async () => {
    api.state.entries = [];
    renderApp(api, address);
    await screen.findByText('Nu am găsit această înregistrare');
  });

  it('is annulled with a reason, and never without one', async () => {
    api.state.acts = [
      anEntry({
        status: 'annulled',
        annulment: { reason: 'de două ori', by: 'Ioana', at: '2026-06-29T07:00:00.000Z' },
      }),
    ];
    renderApp(api, address);
    await act('Anulează numărul');
    const dialog = await screen.findByRole('dialog', { name: 'Anulați 12345/29.06.2026?' });
    const submit = within(dialog).getByRole('button', { name: 'Anulează numărul' });
    fireEvent.click(submit);
    expect(await screen.findAllByText('Scrieți motivul, în cel puțin trei litere')).toHaveLength(2);
    expect(api.acts()).toEqual([]);
    type(await field('Motivul anulării'), 'de două ori');
    fireEvent.click(submit);
    await screen.findByText('12345/29.06.2026 este anulat');
    expect(api.acts()).toEqual([{ requestId: expect.any(String), version: 1, reason: 'de două ori' }]);
    expect(within(await panel()).getByText('de două ori')).toBeTruthy();
  });

  it('is corrected by what changed alone, beside the value that stands in the register', async () => {
    renderApp(api, address);
    await act('Corectează');
    type(await field('Conținut'), 'Citație, termen 10.09.2026');
    await screen.findByText('în registru: Citație, termen 09.09.2026');
    type(await field('Motivul corecturii'), 'dată greșită');
    press('Enter');
    await waitFor(() => expect(api.acts()).toHaveLength(1));
    expect(api.acts()[0]).toEqual({
      requestId: expect.any(String),
      version: 1,
      reason: 'dată greșită',
      subject: 'Citație, termen 10.09.2026',
    });
  });

  it('changed by somebody else meanwhile shows both values, and writes over theirs only when told', async () => {
    const theirs = anEntry({
      version: 2,
      unit: { code: 'fiscal', name: 'Direcția Fiscală', shortName: 'Fiscal' },
      history: [
        {
          kind: 'routed',
          at: '2026-06-29T07:12:00.000Z',
          by: 'Carmen Țuțuianu',
          onBehalfOf: null,
          hash: 'bb',
          reason: null,
          changes: [],
        },
      ],
    });
    api.state.acts = [problem({ status: 409, code: 'registry.changed-meanwhile' })];
    renderApp(api, address);
    await act('Repartizează');
    const dialog = await screen.findByRole('dialog');
    api.state.entries = [theirs];
    fireEvent.click(within(dialog).getByRole('button', { name: 'Repartizează' }));
    await within(dialog).findByText('Carmen Țuțuianu a schimbat înregistrarea 29.06.2026, ora 10:12');
    expect(within(dialog).getByText('Compartiment: Direcția Fiscală')).toBeTruthy();
    expect(within(dialog).getByText('Compartiment: Serviciul Juridic')).toBeTruthy();
    fireEvent.click(within(dialog).getByRole('button', { name: 'Salvează ce am scris eu' }));
    await waitFor(() => expect(api.acts()).toHaveLength(2));
    const [first, second] = api.acts() as { requestId: string; version: number; unit: string }[];
    expect(second).toMatchObject({ version: 2, unit: 'juridic' });
    expect(second?.requestId).not.toBe(first?.requestId);
  });

  it('acted upon without an answer is acted upon again under the same id', async () => {
    api.state.acts = [problem({ status: 503, code: 'internal.unavailable' }), anEntry()];
    renderApp(api, address);
    await act('Trece ieșirea');
    type(await field('Modul rezolvării'), 'la ghișeu');
    press('Enter');
    press('Enter');
    await screen.findByText('Refuzat: internal.unavailable.');
    fireEvent.click(within(await screen.findByRole('dialog')).getByRole('button', { name: 'Trece ieșirea' }));
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    const [first, second] = api.acts();
    expect(second).toEqual(first);
  });

  it('changed after a lost answer says that the first act had arrived, and does not act a second time by itself', async () => {
    api.state.acts = [
      problem({ status: 503, code: 'internal.unavailable' }),
      problem({ status: 409, code: 'request.id-reused' }),
    ];
    renderApp(api, address);
    await act('Trece ieșirea');
    type(await field('Modul rezolvării'), 'la ghișeu');
    const submit = within(await screen.findByRole('dialog')).getByRole('button', { name: 'Trece ieșirea' });
    fireEvent.click(submit);
    await screen.findByText('Refuzat: internal.unavailable.');
    type(await field('Modul rezolvării'), 'prin poștă');
    fireEvent.click(submit);
    await screen.findByText(/Cererea de dinainte ajunsese la server/);
    expect(api.acts()).toHaveLength(2);
  });
});
