import type { CaseFileDetail, PageWords } from '@opis/contracts';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { aRichPdf } from '../../apps/server/test/a-rich-pdf.ts';
import { readPdfText } from '../../apps/server/test/read-pdf.ts';
import { barriersOf, overflowOf } from '../support/barriers.ts';
import { openBrowser } from '../support/browser.ts';
import { type ConsoleWindow, openConsole } from '../support/console.ts';
import { type Desk, sitDown } from '../support/desk.ts';
import { assignTo, registerPaper } from '../support/papers.ts';
import { type RunningProduct, startProduct } from '../support/server.ts';

/** Shown on the page and kept in every corner of the file. */
const secret = 'Cucuruzeanu';

let product: RunningProduct;
let browser: Browser;

beforeAll(async () => {
  product = await startProduct();
  browser = await openBrowser();
});
afterAll(async () => {
  await browser?.close();
  await product?.stop();
});

const opisOf = async ({ read }: ConsoleWindow, id: string) =>
  (await read<CaseFileDetail>(`/case-files/${id}`)).items;
const bytesOf = async ({ context }: ConsoleWindow, url: string) =>
  (await context.request.get(`/api/v1${url.replace(/^\/api\/v1/, '')}/content`)).body();

/** A request with a paper that names somebody, on the inspector's table. */
async function aRequest(): Promise<string> {
  const counter = await openConsole(browser, product);
  const head = await openConsole(browser, product, { username: 'sef', path: '/profil' });
  const inspector = await openConsole(browser, product, { username: 'inspector', path: '/profil' });
  const upload = await counter.context.request.post('/api/v1/uploads?name=contract.pdf', {
    headers: { origin: product.address, 'content-type': 'application/octet-stream' },
    data: Buffer.from(await aRichPdf(secret, ['Contract de prestări servicii', 'Prestator'])),
  });
  const { id: uploadId } = (await upload.json()) as { id: string };
  const { id } = await registerPaper(counter, {
    subject: 'Contractul de consultanță din 2025',
    sender: { kind: 'natural', name: 'Lăcrămioara Pârâianu-Țifrea' },
    ...{ unit: 'persoane-adulte', procedure: 'foi-request', uploads: [uploadId] },
  });
  await assignTo(head, inspector, id);
  for (const window of [counter, head, inspector]) await window.close();
  return id;
}

test('a name is covered by keys alone on a copy; it is gone from the bytes of the copy, and the original stays', async () => {
  const id = await aRequest();
  const desk = await sitDown(browser, product, { username: 'inspector', path: `/lucrari/${id}?fila=opis` });
  const { page, hands } = desk;
  const [original] = await opisOf(desk, id);
  const before = await bytesOf(desk, original?.file?.url ?? '');
  expect((await readPdfText(before)).join(' ')).toContain(secret);

  await page
    .getByRole('link', { name: /copie mascată/i })
    .first()
    .focus();
  await hands.press('Enter');
  await page.getByRole('application', { name: 'Pagina de acoperit' }).focus();
  await page.getByText('Săgețile trec prin cuvinte').waitFor();
  expect(await barriersOf(page)).toEqual([]);
  const covered = await coverEvery(desk, { id, documentId: original?.file?.documentId ?? '' });
  expect(covered).toBeGreaterThan(0);
  await page.setViewportSize({ width: 390, height: 844 });
  expect(await overflowOf(page)).toBe(0);
  expect(await barriersOf(page)).toEqual([]);
  await page.setViewportSize({ width: 1440, height: 900 });
  await hands.press('Control+Enter');
  await page.getByText('Copia mascată este la sfârșitul opisului').waitFor();
  expect(await hands.pointerEvents()).toEqual([]);

  const items = await opisOf(desk, id);
  expect(items).toHaveLength(2);
  expect(items.at(-1)?.title).toContain('copie mascată');
  const copy = await bytesOf(desk, items.at(-1)?.file?.url ?? '');
  expect(copy.subarray(0, 5).toString()).toBe('%PDF-');
  expect((await readPdfText(copy)).join(' ')).not.toContain(secret);
  expect(copy.toString('latin1')).not.toContain(secret);
  expect(copy.toString('latin1')).not.toContain(Buffer.from(secret, 'utf16le').toString('latin1'));
  expect((await bytesOf(desk, items[0]?.file?.url ?? '')).equals(before)).toBe(true);
  await desk.close();
});

/** Space on each word of the page that holds the secret; how many there were. */
async function coverEvery({ page, hands, read }: Desk, key: { id: string; documentId: string }) {
  const { words } = await read<PageWords>(`/case-files/${key.id}/documents/${key.documentId}/pages/1/words`);
  // The rich file holds words beneath its page too: nobody sees them, and no copy has them.
  const seen = words.filter(({ y, height }) => y < 1 && y + height > 0);
  const places = seen.flatMap(({ text }, at) => (text.includes(secret) ? [at] : []));
  await hands.press('Home');
  for (let at = 0; at < seen.length; at += 1) {
    if (places.includes(at)) {
      await hands.press('Space');
      await page.getByText(`„${seen[at]?.text}”, pagina 1`).first().waitFor();
    }
    if (at < seen.length - 1) await hands.press('ArrowRight');
  }
  return places.length;
}
