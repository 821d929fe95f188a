import { chmod, mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createClosing } from '../../apps/server/src/platform/closing.ts';
import { barriersOf } from '../support/barriers.ts';
import { openBrowser } from '../support/browser.ts';
import { openConsole, password } from '../support/console.ts';
import { runOpis } from '../support/opis.ts';
import { type RunningProduct, startProduct } from '../support/server.ts';

const closing = createClosing();
afterAll(closing.closeAll);

let product: RunningProduct;
let browser: Browser;
let archive: string;

beforeAll(async () => {
  const folder = await mkdtemp(join(tmpdir(), 'opis-system-'));
  closing.add(() => rm(folder, { recursive: true, force: true }));
  await chmod(folder, 0o711);
  const dataDir = join(folder, 'data');
  archive = join(folder, 'arhiva');
  await mkdir(archive);
  const environment = { OPIS_DEMO: '0', OPIS_ARCHIVE_DIR: archive };
  product = await startProduct({ dataDir, environment });
  closing.add(product.stop);
  const institution = ['--name', 'Primăria Comunei Valea Mică', '--short-name', 'Primăria'];
  const person = ['--username', 'administrator', '--given-name', 'Anghelina', '--family-name', 'Turturică'];
  const init = ['init', ...institution, ...person];
  const { code } = await runOpis(init, { dataDir, environment, input: `${password}\n` });
  expect(code).toBe(0);
  browser = await openBrowser();
  closing.add(() => browser.close());
});

test.each([
  { width: 1440, height: 900 },
  { width: 1440, height: 900, dark: true },
])('the administrator sees how the machine stands, without barriers: %j', async (size) => {
  const { page, close } = await openConsole(browser, product, {
    username: 'administrator',
    path: '/sistem',
    ...size,
  });
  await page.getByRole('heading', { name: 'Sistem' }).waitFor();
  await page.getByRole('row', { name: /Baza de date răspunde/ }).waitFor();
  expect(await barriersOf(page)).toEqual([]);
  await close();
});

test('a disk of the archive that is away is red, with the cause and the command, and asked again by a key', async () => {
  const { page, close } = await openConsole(browser, product, { username: 'administrator', path: '/sistem' });
  // How full the machine's own disk is has nothing to do with it.
  await page
    .getByRole('row', { name: /Discul arhivei/ })
    .filter({ hasNotText: 'lipsește' })
    .waitFor();
  await rm(archive, { recursive: true });
  await page.getByRole('button', { name: 'Verifică acum' }).focus();
  await page.keyboard.press('Enter');
  const line = page.getByRole('listitem').filter({ hasText: 'Discul arhivei' });
  await line.getByText('Folderul arhivei lipsește').waitFor();
  await line.getByText('df -h').waitFor();
  expect(await barriersOf(page)).toEqual([]);
  await close();
});
