import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { IntakePage } from '@opis/contracts';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { aPageMessage } from '../../apps/server/test/a-page-message.ts';
import { aPngBomb as aPicture } from '../../apps/server/test/a-png-bomb.ts';
import { openBrowser } from '../support/browser.ts';
import { openConsole } from '../support/console.ts';
import { handOver } from '../support/mail.ts';
import { findFreePort, type RunningProduct, startProduct } from '../support/server.ts';

const to = 'registratura@lunca-alba.example';
const subject = 'O pagină care ar vrea mai mult';

let product: RunningProduct;
let browser: Browser;
let elsewhere: Server;
let mailPort: number;
const heard: string[] = [];

beforeAll(async () => {
  elsewhere = createServer((request, answer) => {
    heard.push(request.url ?? '');
    answer.setHeader('access-control-allow-origin', '*').end('fetch("/ran"); document.title = "ran";');
  }).listen(0, '127.0.0.1');
  await once(elsewhere, 'listening');
  mailPort = await findFreePort();
  product = await startProduct({ environment: { OPIS_INTAKE_PORT: String(mailPort) } });
  browser = await openBrowser();
});
afterAll(async () => {
  await browser?.close();
  await product?.stop();
  elsewhere?.close();
});

/** Every way to run, to load, to ask or to leave its frame that pages of mail have tried. */
const hostilePage = (far: string) => `<html><head><base target="_top">
<style>@import url(${far}/imported.css); body { background: url(${far}/style.png) }
  * { position: fixed !important; inset: 0; z-index: 2147483647 }</style>
<link rel="stylesheet" href="${far}/linked.css"><link rel="preload" as="image" href="${far}/preloaded.png">
<script>fetch('${far}/script'); try { top.document.title = 'stolen' } catch {}</script>
<script src="${far}/script.js"></script></head>
<body onload="fetch('${far}/onload')" background="${far}/background.png">
<p>Vă rog să vedeți pagina aceasta.</p>
<div style="position:fixed;top:-2000px;left:-2000px;width:9000px;height:9000px;z-index:2147483647;background:url(${far}/styled.png)">acoperă</div>
<p style="position:absolute;transform:translate(-900px,-900px);margin-left:-5000px">scapă</p>
<img src="${far}/image.png" srcset="${far}/srcset.png 2x" onerror="fetch('${far}/onerror')">
<img src="x" onerror="fetch('${far}/onerror')"><svg onload="fetch('${far}/svg')"><image href="${far}/svg.png"/></svg>
<iframe src="${far}/frame.html"></iframe><iframe srcdoc="<script>fetch('${far}/srcdoc')</script>"></iframe>
<object data="${far}/object"></object><embed src="${far}/embed"><video poster="${far}/poster.png" src="${far}/video"></video>
<input type="image" src="${far}/button.png"><input autofocus onfocus="fetch('${far}/focus')">
<table background="${far}/table.png"><tr><td background="${far}/cell.png">tabel</td></tr></table>
<form action="${far}/form"><button>Trimite</button></form>
<a href="${far}/link" target="_top">o legătură</a> <a href="javascript:fetch('${far}/javascript')">alta</a>
<img src="cid:foto" alt="cererea"><img src="cid:sigla" alt="sigla">
</body></html>`;

const placesOf = (page: Page) =>
  page.evaluate(() =>
    ['.intake-items', '.intake-decision', '.intake-acts .button'].map((place) => {
      const { x, y, width, height } = document.querySelector(place)?.getBoundingClientRect() ?? new DOMRect();
      return [place, x, y, width, height];
    }),
  );

test('the page of a message lies open in its frame, with its own pictures; nothing of it runs, loads or leaves the frame', async () => {
  const far = `http://127.0.0.1:${(elsewhere.address() as AddressInfo).port}`;
  const pictures = [
    { id: 'foto', name: 'cererea.png', content: aPicture(1200, 1600) },
    { id: 'sigla', name: 'sigla.png', content: aPicture(80, 40) },
  ];
  const letter = { to, subject, text: 'Numai textul.', page: hostilePage(far), pictures };
  await handOver(mailPort, to, [{ from: 'ana.pop@posta.example', bytes: aPageMessage(letter) }]);
  const officer = await openConsole(browser, product, { username: 'digital', path: '/e-mail' });
  const { page, context } = officer;
  const asked: string[] = [];
  const faults: string[] = [];
  context.on('request', (request) => asked.push(request.url()));
  page.on('pageerror', (error) => faults.push(error.message));
  const { items } = await officer.read<IntakePage>('/mail-intake?limit=200');
  const id = items.find((item) => item.subject === subject)?.id;
  await page.locator(`[data-message="${id}"] .intake-open`).click();
  await page.locator(`[data-shown="${id}"]`).waitFor();

  // The text first; what was pasted as a photograph is there to be seen, the logo is no file.
  await page.getByText('Numai textul.').waitFor();
  await page.getByRole('link', { name: 'cererea.png' }).waitFor();
  expect(await page.getByRole('link', { name: 'sigla.png' }).count()).toBe(0);
  expect(await page.locator('.intake-page').count()).toBe(0);
  const before = await placesOf(page);

  await page.keyboard.press('p');
  const frame = page.frameLocator('.intake-page');
  await frame.getByText('Vă rog să vedeți pagina aceasta.').waitFor();
  const shown = frame.locator('img');
  await expect.poll(() => shown.count()).toBe(2);
  const widths = () => shown.evaluateAll((all) => all.map((one) => (one as HTMLImageElement).naturalWidth));
  await expect.poll(widths).toEqual([1200, 80]);

  await frame.getByText('o legătură').click();
  await page.waitForTimeout(500);
  expect(await frame.locator('script, style, link, iframe, object, embed, form, input, svg').count()).toBe(0);
  const positions = frame
    .locator('body *')
    .evaluateAll((all) => all.map((one) => getComputedStyle(one).position));
  expect(new Set(await positions)).toEqual(new Set(['static']));
  expect(await placesOf(page)).toEqual(before);
  const covered = await page
    .locator('.intake-acts .button')
    .first()
    .evaluate((button) => {
      const { x, y, width, height } = button.getBoundingClientRect();
      return !button.contains(document.elementFromPoint(x + width / 2, y + height / 2));
    });
  expect(covered).toBe(false);
  expect(context.pages().length).toBe(1);
  expect(page.url()).toBe(`${product.address}/e-mail`);
  expect(await page.title()).not.toMatch(/stolen|ran/);
  expect(asked.filter((url) => !url.startsWith(`${product.address}/`) && !url.startsWith('data:'))).toEqual(
    [],
  );
  expect(heard).toEqual([]);
  expect(faults).toEqual([]);

  // The same page, left as it came, does all of it: what was not heard above was truly held back.
  const bare = await context.newPage();
  await bare.setContent(hostilePage(far));
  const ways = [
    '/script',
    '/script.js',
    '/image.png',
    '/linked.css',
    '/imported.css',
    '/frame.html',
    '/svg',
    '/cell.png',
  ];
  await expect.poll(() => ways.filter((way) => !heard.includes(way))).toEqual([]);
  await officer.close();
});
