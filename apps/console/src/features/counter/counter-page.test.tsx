import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { aParty, type FakeApi, openFakeApi } from '../../../test/fake-api.ts';
import { closeTab, field, focusOn, press, renderApp, type } from '../../../test/render-app.tsx';
import { changePreferences } from '../../parts/preferences.ts';

let api: FakeApi;
beforeEach(() => {
  api = openFakeApi();
  api.state.parties = [aParty()];
  changePreferences({ printing: false });
});
afterEach(closeTab);

const number = () => screen.findByText('Numărul 12345 din 29.06.2026, ora 09:41');

/** A paper of a known sender, typed and not yet registered. */
async function typePaper(subject = 'Reluarea plății') {
  type(await field('Expeditor'), 'vad');
  await screen.findByRole('option', { name: /Vădineanu/ });
  press('Enter');
  await focusOn('subject');
  type(await field('Conținut pe scurt'), subject);
}

describe('the counter', () => {
  it('begins at the sender and shows no number before the server has given one', async () => {
    renderApp(api);
    await focusOn('sender');
    await typePaper();
    expect(screen.queryByText(/^Numărul/)).toBeNull();
    press('F9');
    await number();
    expect(api.registrations()[0]).toMatchObject({
      subject: 'Reluarea plății',
      sender: { partyId: aParty().id, kind: 'natural' },
      sheets: 1,
      annexes: 0,
    });
  });

  it('is empty and focused again as soon as the number is there', async () => {
    renderApp(api);
    await typePaper();
    press('Enter', { ctrlKey: true });
    await number();
    await focusOn('sender');
    expect(await field('Expeditor')).toHaveProperty('value', '');
    expect(await field('Conținut pe scurt')).toHaveProperty('value', '');
  });

  it('goes from field to field with Enter and registers from the last', async () => {
    renderApp(api);
    await typePaper();
    for (const id of ['category', 'unit', 'issuer-number', 'issuer-date', 'sheets', 'annexes']) {
      press('Enter');
      await focusOn(id);
    }
    expect(api.registrations()).toHaveLength(0);
    press('Enter');
    await number();
  });

  it('keeps Shift+Enter for a new line', async () => {
    renderApp(api);
    await typePaper();
    press('Enter', { shiftKey: true });
    expect(document.activeElement?.id).toBe('subject');
  });

  it('lets the category propose unit, sub-register and file', async () => {
    renderApp(api);
    await typePaper();
    type(await field('Categorie'), 'pet');
    press('Enter');
    await waitFor(async () =>
      expect(await field('Compartiment')).toHaveProperty('value', 'Serviciul Juridic'),
    );
    press('F9');
    await number();
    expect(api.registrations()[0]).toMatchObject({
      category: 'petitie',
      unit: 'juridic',
      subRegister: 'petitii',
      nomenclatureCode: 'I-14',
    });
  });

  it('takes the first match also when the hands were faster than the list', async () => {
    const slow = Promise.withResolvers<void>();
    api.state.answerParties = slow.promise;
    renderApp(api);
    type(await field('Expeditor'), 'vad');
    press('Enter');
    await focusOn('subject');
    type(await field('Conținut pe scurt'), 'Reluarea plății');
    press('F9');
    slow.resolve();
    await number();
    expect(api.registrations()[0]?.sender).toMatchObject({ partyId: aParty().id });
  });

  it('adds a person whom nobody knows, with the kind told by the name', async () => {
    api.state.parties = [];
    renderApp(api);
    type(await field('Expeditor'), 'Vadim Construct S.R.L.');
    await screen.findByRole('option', { name: /Adaugă persoană nouă/ });
    press('Enter');
    type(await field('Conținut pe scurt'), 'Ofertă');
    type(await field(/^CUI/), '1234567');
    press('F9');
    await number();
    expect(api.registrations()[0]?.sender).toEqual({
      kind: 'legal',
      name: 'Vadim Construct S.R.L.',
      cui: '1234567',
    });
  });

  it('takes the previous sender with the arrow up, and as the paper before with F4', async () => {
    renderApp(api);
    await typePaper();
    press('F9');
    await number();
    await focusOn('sender');
    press('ArrowUp');
    await waitFor(async () => expect(await field('Expeditor')).toHaveProperty('value', aParty().name));
    press('F4');
    fireEvent.click(await screen.findByRole('button', { name: /Ca precedentul/ }));
    await waitFor(async () =>
      expect(await field('Conținut pe scurt')).toHaveProperty('value', 'Reluarea plății'),
    );
  });

  it('completes a short date when the field is left, and sends it whole', async () => {
    renderApp(api);
    await typePaper();
    const date = await field(/Data emitentului/);
    type(date, '21.3');
    fireEvent.blur(date);
    await waitFor(() => expect(date).toHaveProperty('value', '21.03.2026'));
    press('F9');
    await number();
    expect(api.registrations()[0]?.issuerDate).toBe('2026-03-21');
  });

  it('does not act on letters, which are text here', async () => {
    renderApp(api);
    await focusOn('sender');
    press('?');
    expect(screen.queryByRole('dialog')).toBeNull();
  });
});

describe('what is wrong', () => {
  it('stands beside the field and in the summary, which has the focus; nothing is sent', async () => {
    renderApp(api);
    await focusOn('sender');
    press('F9');
    const summary = await screen.findByRole('alert');
    await waitFor(() => expect(document.activeElement).toBe(summary));
    expect(summary.textContent).toContain('Nu s-a înregistrat: 2 câmpuri de completat');
    expect(screen.getAllByText('Scrieți conținutul pe scurt')).toHaveLength(2);
    fireEvent.click(within(summary).getByText('Scrieți conținutul pe scurt'));
    await focusOn('subject');
    expect(api.registrations()).toHaveLength(0);
  });

  it('told by the server stands at the field that it names, and the text stays', async () => {
    api.state.refusals = [
      {
        status: 422,
        code: 'request.invalid',
        fields: [{ path: 'issuerNumber', code: 'field.too-long', detail: 'Textul este prea lung.' }],
      },
    ];
    renderApp(api);
    await typePaper();
    press('F9');
    expect(await screen.findAllByText('Textul este prea lung.')).toHaveLength(2);
    expect((await field('Nr. emitent opțional')).getAttribute('aria-invalid')).toBe('true');
    expect(await field('Conținut pe scurt')).toHaveProperty('value', 'Reluarea plății');
  });

  it('over seven days since the last record is confirmed by a person before there is a number', async () => {
    api.state.refusals = [{ status: 409, code: 'registry.confirm-gap' }];
    renderApp(api);
    await typePaper();
    press('F9');
    const dialog = await screen.findByRole('dialog', { name: 'Au trecut peste șapte zile' });
    expect(dialog.textContent).toContain('luni, 29.06.2026');
    expect(api.numbers()).toEqual([]);
    fireEvent.click(within(dialog).getByRole('button', { name: 'Data este corectă, înregistrează' }));
    await number();
    expect(api.registrations().at(-1)?.confirmGap).toBe(true);
  });

  it('a paper that stands in the register already is shown before, and registered at the second press', async () => {
    api.state.similar = [
      {
        register: 'general',
        year: 2026,
        number: 12001,
        registrationNumber: '12001/29.06.2026',
        registeredTime: '09:12',
        subject: 'x',
        why: 'same-paper',
      },
    ];
    renderApp(api);
    await typePaper();
    press('F9');
    await screen.findByText(/12001\/29\.06\.2026, ora 09:12/);
    await screen.findByText('Dacă este alt document, apăsați din nou F9.');
    expect(api.registrations()).toHaveLength(0);
    press('F9');
    await number();
  });
});

describe('a lost line', () => {
  it('says that there is no number, keeps the text, and finds the number with the same id', async () => {
    api.state.lines = ['lost-after'];
    renderApp(api);
    await typePaper();
    press('F9');
    await screen.findByText('Documentul NU a primit număr.');
    expect(screen.queryByText(/^Numărul/)).toBeNull();
    expect(await field('Conținut pe scurt')).toHaveProperty('value', 'Reluarea plății');
    press('F9');
    await number();
    expect(api.numbers()).toEqual([12345]);
    const [first, second] = api.registrations();
    expect(second).toEqual(first);
  });

  it('survives a reload: the text, the id and the doubt', async () => {
    api.state.lines = ['lost-after'];
    const tab = renderApp(api);
    await typePaper();
    press('F9');
    await screen.findByText('Documentul NU a primit număr.');
    tab.unmount();
    renderApp(api);
    await screen.findByText('Documentul NU a primit număr.');
    press('F9');
    await number();
    expect(api.numbers()).toEqual([12345]);
  });

  it('with the form changed meanwhile shows both versions and gives no second number by itself', async () => {
    api.state.lines = ['lost-after'];
    renderApp(api);
    await typePaper();
    press('F9');
    await screen.findByText('Documentul NU a primit număr.');
    type(await field('Conținut pe scurt'), 'Altceva');
    press('F9');
    const dialog = await screen.findByRole('dialog', {
      name: 'Documentul primise deja numărul 12345/29.06.2026',
    });
    expect(dialog.textContent).toContain('Reluarea plății');
    expect(dialog.textContent).toContain('Altceva');
    expect(api.numbers()).toEqual([12345]);
    fireEvent.click(
      within(dialog).getByRole('button', { name: 'Păstrează 12345/29.06.2026 și golește formularul' }),
    );
    await number();
    await focusOn('sender');
    expect(await field('Conținut pe scurt')).toHaveProperty('value', '');
    expect(api.numbers()).toEqual([12345]);
  });

  it('asks again after a reload which of the two it is, before anything can get a second number', async () => {
    api.state.lines = ['lost-after'];
    const tab = renderApp(api);
    await typePaper();
    press('F9');
    await screen.findByText('Documentul NU a primit număr.');
    type(await field('Conținut pe scurt'), 'Altceva');
    press('F9');
    await screen.findByRole('dialog');
    tab.unmount();
    renderApp(api);
    await screen.findByRole('dialog', { name: 'Documentul primise deja numărul 12345/29.06.2026' });
    press('F9');
    expect(api.numbers()).toEqual([12345]);
  });

  it('gives the changed form a number of its own only to who says that it is another paper', async () => {
    api.state.lines = ['lost-after'];
    renderApp(api);
    await typePaper();
    press('F9');
    await screen.findByText('Documentul NU a primit număr.');
    type(await field('Conținut pe scurt'), 'Alt document');
    press('F9');
    const dialog = await screen.findByRole('dialog');
    fireEvent.click(within(dialog).getByRole('button', { name: 'Este alt document: îi dau număr separat' }));
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    expect(await field('Conținut pe scurt')).toHaveProperty('value', 'Alt document');
    press('F9');
    await screen.findByText(/^Numărul 12346/);
    expect(api.numbers()).toEqual([12345, 12346]);
  });

  it('keeps the form until it is known what became of it', async () => {
    api.state.lines = ['lost-after'];
    renderApp(api);
    await typePaper();
    press('F9');
    await screen.findByText('Documentul NU a primit număr.');
    fireEvent.click(screen.getByRole('button', { name: 'Golește' }));
    expect(await field('Conținut pe scurt')).toHaveProperty('value', 'Reluarea plății');
    expect(screen.getByRole('combobox', { name: 'Registrul' })).toHaveProperty('disabled', true);
  });
});

describe('the end of the session', () => {
  it('asks to sign in over the page, keeps the work and sends it on by itself', async () => {
    renderApp(api);
    await typePaper();
    api.state.signedIn = false;
    press('F9');
    const dialog = await screen.findByRole('dialog', { name: 'Intrați din nou' });
    expect(api.numbers()).toEqual([]);
    type(within(dialog).getByLabelText('Parolă'), 'parola');
    fireEvent.click(within(dialog).getByRole('button', { name: 'Intră' }));
    await number();
    expect(api.numbers()).toEqual([12345]);
  });

  it('leaves nothing of the draft in the browser after signing out', async () => {
    renderApp(api);
    await typePaper();
    expect(sessionStorage.length).toBeGreaterThan(0);
    fireEvent.click(screen.getAllByRole('link', { name: /Profil/ })[0] as HTMLElement);
    fireEvent.click(await screen.findByRole('button', { name: 'Ieși din cont' }));
    await screen.findByRole('button', { name: 'Intră' });
    expect(sessionStorage.length).toBe(0);
  });
});
