import type { CopyTariff, SetCopyTariffRequest } from '@opis/contracts';
import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { json, openFakeApi, problem } from '../../../test/fake-api.ts';
import { closeTab, field, renderApp, type } from '../../../test/render-app.tsx';

const a4: CopyTariff = {
  ...{ code: 'a4', name: 'Copie A4', amount: '0.35', act: 'HCL nr. 12/2024' },
  ...{ validFrom: '2024-01-01', validTo: null },
};
let tariffs: CopyTariff[];
let sent: SetCopyTariffRequest[];
let answer: () => Response;
let permissions: string[];
beforeEach(() => {
  tariffs = [a4];
  sent = [];
  answer = () => json({ items: tariffs });
  permissions = ['organisation.manage'];
});
afterEach(closeTab);

function open() {
  const base = openFakeApi();
  const fetch = async (input: string | URL | Request, init: RequestInit = {}): Promise<Response> => {
    const path = String(input).replace('/api/v1', '');
    if (path === '/session') return json({ ...(await (await base.fetch(input)).json()), permissions });
    if (path !== '/copy-tariffs') return base.fetch(input, init);
    if (init.method !== 'POST') return json({ items: tariffs });
    sent.push(JSON.parse(String(init.body)) as SetCopyTariffRequest);
    return answer();
  };
  renderApp({ fetch }, '/administrare/tarife');
}
const press = async (name: string) => fireEvent.click(await screen.findByRole('button', { name }));
const fill = async (name: string, amount: string) => {
  type(await field('Ce se copiază'), name);
  type(await field('Prețul unei bucăți, în lei'), amount);
  type(await field('Actul care l-a aprobat'), 'HCL nr. 3/2026');
  await press('Salvează');
};

it('says what is missing where there is no tariff, and takes the first one as it is typed', async () => {
  tariffs = [];
  open();
  expect(await screen.findByText('Niciun tarif')).toBeTruthy();
  await press('Adaugă un tarif');
  answer = () => json({ items: [{ ...a4, name: 'Copie A3', amount: '0.50' }] });
  await fill('Copie A3', '0,5');
  expect(await screen.findByRole('cell', { name: '0,50 lei' })).toBeTruthy();
  expect(sent).toMatchObject([{ code: 'copie-a3', name: 'Copie A3', amount: '0.50', act: 'HCL nr. 3/2026' }]);
});

it('gives a tariff a new price under its own code; what ended has no button', async () => {
  tariffs = [a4, { ...a4, amount: '0.20', validFrom: '2020-01-01', validTo: '2024-01-01' }];
  open();
  expect(await screen.findAllByRole('button', { name: /^Preț nou/ })).toHaveLength(1);
  expect(screen.getByText('încheiat')).toBeTruthy();
  await press('Preț nou: Copie A4');
  await fill('Copie A4', '0,40');
  await waitFor(() => expect(sent).toMatchObject([{ code: 'a4', amount: '0.40' }]));
});

it('keeps what was typed when the server refuses, and says why at the field', async () => {
  open();
  await press('Preț nou: Copie A4');
  const fields = [{ path: 'validFrom', code: 'x', detail: 'Prețul nou începe după ziua celui de acum.' }];
  answer = () => problem({ status: 422, code: 'information-request.tariff-day-not-after', fields });
  await fill('Copie A4', '0,40');
  const dialog = within(await screen.findByRole('dialog'));
  const said = await dialog.findByRole('link', { name: /Prețul nou începe/ });
  expect(said.getAttribute('href')).toBe('#info-validFrom');
  expect(((await field('Prețul unei bucăți, în lei')) as HTMLInputElement).value).toBe('0,40');
});

it('is not there for who may not set the house up', async () => {
  permissions = ['entry.register'];
  open();
  expect(await screen.findByText('Nu am găsit această pagină')).toBeTruthy();
  expect(sent).toEqual([]);
});
