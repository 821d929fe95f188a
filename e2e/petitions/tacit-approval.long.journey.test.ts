import { rmSync } from 'node:fs';
import { join } from 'node:path';
import type {
  CaseFileDetail,
  CaseTerms,
  LetterDetail,
  PublicAuthorisations,
  TacitStanding,
} from '@opis/contracts';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  type FalseClock,
  faketimeRemedy,
  findFaketime,
  openFalseClock,
} from '../drill/faults/false-clock.ts';
import { barriersOf, overflowOf } from '../support/barriers.ts';
import { openBrowser } from '../support/browser.ts';
import { type ConsoleWindow, openConsole } from '../support/console.ts';
import { makeDataFolder } from '../support/demonstration.ts';
import { sitDown } from '../support/desk.ts';
import { assignTo, leaveByPost, registerPaper } from '../support/papers.ts';
import { type RunningProduct, startProduct } from '../support/server.ts';

const dayMs = 86_400_000;
/** The watch looks every ten minutes, on a tick of a minute that no false clock moves. */
const watchMs = 150_000;

// The database's own user reads the clock too.
const clockFolder = makeDataFolder();
let clock: FalseClock;
let product: RunningProduct;
let browser: Browser;

beforeAll(async () => {
  const library = findFaketime();
  if (library === undefined) throw new Error(faketimeRemedy);
  clock = openFalseClock(library, join(clockFolder, 'clock'));
  product = await startProduct({ environment: clock.environment });
  browser = await openBrowser();
});
afterAll(async () => {
  await browser?.close();
  await product?.stop();
  rmSync(clockFolder, { recursive: true, force: true });
});

const written = (day: string) => day.split('-').reverse().join('.');
const standingOf = ({ read }: ConsoleWindow, id: string) =>
  read<TacitStanding>(`/case-files/${id}/tacit-approval`);

/** A month later nobody's session stands: who works signs in anew. */
async function as<Result>(username: string, path: string, work: (window: ConsoleWindow) => Promise<Result>) {
  const window = await openConsole(browser, product, { username, path });
  try {
    return await work(window);
  } finally {
    await window.close();
  }
}

describe('three authorisations: one forgotten, one with irregularities, one refused in time', () => {
  let forgotten: string;
  let irregular: string;
  let refused: string;
  let window: { until: string; answerBy: string };

  beforeAll(async () => {
    const counter = await openConsole(browser, product);
    const head = await openConsole(browser, product, { username: 'sef', path: '/profil' });
    const inspector = await openConsole(browser, product, { username: 'inspector', path: '/profil' });
    const aRequest = async (subject: string) => {
      const { id } = await registerPaper(counter, {
        subject,
        sender: { kind: 'natural', name: 'Nectarie Baltag', address: 'Str. Teilor nr. 8, Lunca Albă' },
        unit: 'persoane-adulte',
        procedure: 'authorisation',
      });
      await assignTo(head, inspector, id);
      return id;
    };
    forgotten = await aRequest('Autorizație pentru o copertină');
    irregular = await aRequest('Autorizație pentru un gard de piatră');
    refused = await aRequest('Autorizație pentru un panou de cinci metri');
    const { irregularity, answerBy } = await standingOf(inspector, forgotten);
    window = { until: irregularity?.until ?? '', answerBy: answerBy ?? '' };
    for (const one of [counter, head, inspector]) await one.close();
  });

  test('inside its window the notice of irregularities is begun from the file by keys alone; when it leaves, the term is longer', async () => {
    const counter = await openConsole(browser, product);
    const desk = await sitDown(browser, product, { username: 'inspector', path: `/lucrari/${irregular}` });
    const { page, hands, read } = desk;
    await page.getByText(`Neregularitățile se comunică până la ${written(window.until)}`).waitFor();
    expect(await barriersOf(page)).toEqual([]);
    await page.getByRole('button', { name: 'Comunică neregularitățile' }).focus();
    await hands.press('Enter');
    await page.getByText('trebuie să plece până la').waitFor();
    await page
      .getByRole('link', { name: /neregularit/i })
      .first()
      .focus();
    await hands.press('Enter');
    await page.getByRole('textbox', { name: 'Textul adresei' }).waitFor();
    expect(await barriersOf(page)).toEqual([]);
    expect(await hands.pointerEvents()).toEqual([]);

    const before = await dueOf(desk, irregular);
    const { irregularity } = await standingOf(desk, irregular);
    await leaveByPost({ author: desk, counter }, irregularity?.letterId ?? '');
    const after = await dueOf(desk, irregular);
    expect(after > before).toBe(true);
    await page.goto(`/lucrari/${irregular}`);
    await page.getByText('termenul este mai lung cu 10 zile').waitFor();
    expect((await read<LetterDetail>(`/letters/${irregularity?.letterId}`)).status).toBe('left');
    await desk.close();
    await counter.close();
  });

  test('a refusal is written, leaves and closes its file inside the term', async () => {
    const counter = await openConsole(browser, product);
    const { page, hands, close, ...desk } = await sitDown(browser, product, {
      username: 'inspector',
      path: `/lucrari/${refused}`,
    });
    await page.getByRole('button', { name: 'Redactează' }).press('Enter');
    await page.getByRole('button', { name: /^Respingerea cererii de autorizare/ }).press('Enter');
    await page.getByRole('textbox', { name: 'Textul adresei' }).waitFor();
    await page.getByLabel('Temei legal').focus();
    await hands.type('art. 7 din Legea nr. 50/1991');
    await page.getByText('Nu lipsește nimic.').waitFor();
    expect(await hands.pointerEvents()).toEqual([]);
    const letterId = new URL(page.url()).pathname.split('/').at(-1) ?? '';
    const jurist = await openConsole(browser, product, { username: 'jurist', path: '/de-avizat' });
    await leaveByPost({ author: { page, close, ...desk }, counter, jurist }, letterId);
    await jurist.close();
    expect(await desk.read<CaseFileDetail>(`/case-files/${refused}`)).toMatchObject({ status: 'closed' });
    const { items } = await desk.read<CaseTerms>(`/case-files/${refused}/terms`);
    expect(items.find(({ role }) => role === 'answer')?.status).toBe('met');
    await close();
    await counter.close();
  });

  test('after the window the file says why it is too late, and offers no button', async () => {
    clock.set(new Date(Date.parse(`${window.until}T09:00:00Z`) + dayMs));
    await as('inspector', `/lucrari/${forgotten}`, async (desk) => {
      const { page, context } = desk;
      await page
        .getByText(
          `Ziua până la care se puteau comunica neregularitățile a trecut la ${written(window.until)}`,
        )
        .waitFor();
      expect(await page.getByRole('button', { name: 'Comunică neregularitățile' }).count()).toBe(0);
      expect(await barriersOf(page)).toEqual([]);
      // Who asks all the same is told the same.
      const answer = await context.request.post(
        `/api/v1/case-files/${forgotten}/tacit-approval/irregularity`,
        {
          headers: { origin: product.address },
          data: { requestId: crypto.randomUUID() },
        },
      );
      expect(answer.status()).toBe(409);
      expect(await answer.json()).toMatchObject({ code: 'tacit.too-late' });
    });
  });

  test('past its day the forgotten one alone says „posibilă aprobare tacită”, and the head is told', async () => {
    clock.set(new Date(Date.parse(`${window.answerBy}T09:00:00Z`) + dayMs));
    await as('sef', '/lucrari', async (head) => {
      const { page } = head;
      await expect
        .poll(async () => (await standingOf(head, forgotten)).found, { timeout: watchMs, interval: 1_000 })
        .toMatchObject({ effect: null, passedOn: window.answerBy });
      for (const id of [irregular, refused]) expect((await standingOf(head, id)).found).toBeNull();
      await page.reload();
      await page.getByRole('button', { name: /^Înștiințări/ }).press('Enter');
      await page
        .getByRole('dialog')
        .getByText(/aprobare tacită/)
        .first()
        .waitFor();
      expect(await barriersOf(page)).toEqual([]);
    });
  });

  test('the head records the effect with its basis by keys alone, and the notice about the official is drafted (M11)', async () => {
    const desk = await sitDown(browser, product, { username: 'sef', path: `/lucrari/${forgotten}` });
    const { page, hands } = desk;
    await page
      .getByText(`Termen împlinit la ${written(window.answerBy)}: posibilă aprobare tacită, de verificat.`)
      .waitFor();
    expect(await barriersOf(page)).toEqual([]);
    await page.getByRole('button', { name: 'Consemnează efectul' }).focus();
    await hands.press('Enter');
    const dialog = page.getByRole('dialog');
    await dialog.waitFor();
    expect(await barriersOf(page)).toEqual([]);
    await dialog.getByLabel('Temeiul').focus();
    await hands.type('art. 6 alin. (1) din O.U.G. nr. 27/2003; documentația era completă la depunere.');
    await dialog.getByLabel('Pregătește sesizarea privind depășirea termenului').focus();
    await hands.press('Space');
    await dialog.getByRole('button', { name: 'Consemnează', exact: true }).focus();
    await hands.press('Enter');
    await page.getByText('s-a consemnat că autorizația se consideră acordată').waitFor();
    expect(await barriersOf(page)).toEqual([]);
    expect(await hands.pointerEvents()).toEqual([]);

    const { found } = await standingOf(desk, forgotten);
    expect(found).toMatchObject({ effect: 'approved', signalLetterId: expect.any(String) });
    await page.goto(`/adrese/${found?.signalLetterId}`);
    await page.getByRole('textbox', { name: 'Textul adresei' }).waitFor();
    expect(await barriersOf(page)).toEqual([]);
    await page.setViewportSize({ width: 390, height: 844 });
    await page.goto(`/lucrari/${forgotten}`);
    await page.getByText('s-a consemnat').first().waitFor();
    expect(await overflowOf(page)).toBe(0);
    await desk.close();
  });

  test('the list of authorisations under tacit approval is read without an account (TAC-04)', async () => {
    const answer = await fetch(`${product.address}/api/v1/public/authorisations`);
    expect(answer.status).toBe(200);
    const { items } = (await answer.json()) as PublicAuthorisations;
    expect(items).toContainEqual(expect.objectContaining({ code: 'authorisation', days: 30 }));
  });
});

async function dueOf({ read }: ConsoleWindow, id: string): Promise<string> {
  const { items } = await read<CaseTerms>(`/case-files/${id}/terms`);
  return items.find(({ role }) => role === 'answer')?.due ?? '';
}
