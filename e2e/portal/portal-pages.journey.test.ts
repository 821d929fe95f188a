import { AxeBuilder } from '@axe-core/playwright';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { demonstrationCrest } from '../../apps/server/src/platform/demonstration-crest.ts';
import { createHttp } from '../../apps/server/src/platform/http/http.ts';
import { loadPortalAssets, portalAssetRoutes } from '../../apps/server/src/platform/http/portal-assets.ts';
import { createLog } from '../../apps/server/src/platform/log.ts';
import { aFrame, examplePages } from '../../packages/portal/test/example-pages.ts';
import { openBrowser } from '../support/browser.ts';

const assets = loadPortalAssets(demonstrationCrest);
const pages = examplePages(aFrame(assets));
const names = Object.keys(pages);

// The server's own headers: what the content policy refuses in production it refuses here.
const app = createHttp({ log: createLog('silent'), trustProxy: false });
portalAssetRoutes(app, assets);
for (const [name, html] of Object.entries(pages)) {
  app.get(`/${name}`, (_request, reply) => reply.type('text/html; charset=utf-8').send(html));
}

let address: string;
let browser: Browser;

beforeAll(async () => {
  address = await app.listen({ port: 0, host: '127.0.0.1' });
  browser = await openBrowser();
}, 60_000);

afterAll(async () => {
  await browser?.close();
  await app.close();
});

/** A window of its own for `look`, closed after it. */
async function inWindow<T>(
  options: { width?: number; javaScriptEnabled?: boolean },
  look: (page: Page) => Promise<T>,
): Promise<T> {
  const { width = 1280, javaScriptEnabled = true } = options;
  const context = await browser.newContext({ viewport: { width, height: 800 }, javaScriptEnabled });
  try {
    return await look(await context.newPage());
  } finally {
    await context.close();
  }
}

/** The page, with all that is one tap below opened. */
async function openWhole(page: Page, name: string) {
  await page.goto(`${address}/${name}`);
  await page.evaluate(() => document.fonts.ready);
  for (const summary of await page.locator('summary').all()) await summary.click();
}

const overflowOf = (page: Page) =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);

describe.each([320, 1280])('at %i px', (width) => {
  test('no page keeps anybody out (axe), and none needs sideways scrolling', async () => {
    const found = await inWindow({ width }, async (page) => {
      const barriers: Record<string, unknown> = {};
      for (const name of names) {
        await openWhole(page, name);
        // The pages hold no frame: axe need not open a second window for them.
        const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
        const { violations, passes } = await new AxeBuilder({ page })
          .setLegacyMode()
          .withTags(tags)
          .analyze();
        const overflow = await overflowOf(page);
        if (violations.length > 0 || overflow > 0 || passes.length < 15) {
          const broken = violations.map(({ id, nodes }) => ({ id, nodes: nodes.map((node) => node.html) }));
          barriers[name] = { broken, overflow, rulesPassed: passes.length };
        }
      }
      return barriers;
    });
    expect(found).toEqual({});
  });
});

test('axe does find a barrier that is put there', async () => {
  const { violations } = await inWindow({}, async (page) => {
    await page.goto(`${address}/form`);
    await page.evaluate(() => document.querySelector('label')?.remove());
    return new AxeBuilder({ page }).analyze();
  });
  expect(violations.map(({ id }) => id)).toContain('label');
});

test('at 390 px, a common phone, no page needs sideways scrolling', async () => {
  const wide = await inWindow({ width: 390 }, async (page) => {
    const found: string[] = [];
    for (const name of names) {
      await openWhole(page, name);
      if ((await overflowOf(page)) > 0) found.push(name);
    }
    return found;
  });
  expect(wide).toEqual([]);
});

test.each(names)('the page „%s” weighs under 60 KB in all, uncompressed', (name) => {
  const files = [...assets.files.values()].reduce((sum, { body }) => sum + body.length, 0);
  expect(Buffer.byteLength(pages[name] ?? '') + files).toBeLessThan(60_000);
});

test('a page loads its style sheet, two fonts and the crest, nothing else, and the content policy agrees', async () => {
  await inWindow({}, async (page) => {
    const [asked, complaints]: string[][] = [[], []];
    page.on('console', (message) => complaints?.push(message.text()));
    page.on('request', (request) => asked?.push(new URL(request.url()).pathname));
    await page.goto(`${address}/changed`);
    await page.evaluate(() => document.fonts.ready);
    const files = [...assets.files.keys()].map((name) => `/portal/${name}`);
    expect(asked?.filter((path) => path !== '/favicon.ico').toSorted()).toEqual(
      ['/changed', ...files].toSorted(),
    );
    expect(complaints?.filter((text) => !text.includes('404'))).toEqual([]);
  });
});

describe('without JavaScript', () => {
  test('the form is filled in with keys alone and asks for the answer by its address', async () => {
    const asked = await inWindow({ javaScriptEnabled: false }, async (page) => {
      await page.goto(`${address}/form`);
      await page.keyboard.press('Tab');
      expect(await page.locator(':focus').textContent()).toBe('Sari la conținut');
      await page.locator('#numar').focus();
      await page.keyboard.type('61482/24.11.2026');
      await page.keyboard.press('Tab');
      await page.keyboard.press('Tab');
      await page.keyboard.type('7qkd-4m2p');
      const [request] = await Promise.all([page.waitForRequest(/\/v\?/), page.keyboard.press('Enter')]);
      return new URL(request.url());
    });
    expect(asked.pathname).toBe('/v');
    expect(Object.fromEntries(asked.searchParams)).toEqual({
      numar: '61482/24.11.2026',
      ora: '',
      cod: '7qkd-4m2p',
    });
  });

  test('what is one tap below opens', async () => {
    await inWindow({ javaScriptEnabled: false }, async (page) => {
      await page.goto(`${address}/authentic`);
      await page.locator('summary').click();
      await page.locator('.hash').first().waitFor({ state: 'visible' });
    });
  });
});

test('after an error the summary has the focus, and its line leads to the field', async () => {
  await inWindow({}, async (page) => {
    await page.goto(`${address}/form-errors`);
    expect(await page.title()).toMatch(/^Eroare: /);
    expect(await page.locator(':focus').getAttribute('class')).toBe('error-summary');
    await page.locator('.error-summary a').first().click();
    expect(new URL(page.url()).hash).toBe('#numar');
  });
});
