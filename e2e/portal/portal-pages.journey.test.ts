import { AxeBuilder } from '@axe-core/playwright';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  assets,
  inWindow,
  openPortalSite,
  openWhole,
  type PortalSite,
  pageNames,
  pages,
  sidewaysOf,
  visitPages,
} from './portal-site.ts';

let site: PortalSite;
beforeAll(async () => {
  site = await openPortalSite();
});
afterAll(() => site?.close());

// Each page at one of the widths; all of them at both in every-portal-page.long.journey.test.ts.
test.each([320, 1280])(
  'no page keeps anybody out (axe) at %i px, and none needs sideways scrolling',
  async (width) => {
    const half = pageNames.filter((_, at) => at % 2 === (width === 320 ? 0 : 1));
    expect(await visitPages(site, width, half)).toEqual({});
  },
);

test('axe does find a barrier that is put there', async () => {
  const { violations } = await inWindow(site, {}, async (page) => {
    await page.goto(`${site.address}/form`);
    await page.evaluate(() => document.querySelector('label')?.remove());
    return new AxeBuilder({ page }).analyze();
  });
  expect(violations.map(({ id }) => id)).toContain('label');
});

test('at 390 px, a common phone, no page needs sideways scrolling', async () => {
  const wide = await inWindow(site, { width: 390 }, async (page) => {
    const found: string[] = [];
    for (const name of pageNames) {
      await openWhole(site, page, name);
      if ((await sidewaysOf(page)) > 0) found.push(name);
    }
    return found;
  });
  expect(wide).toEqual([]);
});

test.each(pageNames)('the page „%s” weighs under 60 KB in all, uncompressed', (name) => {
  const files = [...assets.files.values()].reduce((sum, { body }) => sum + body.length, 0);
  expect(Buffer.byteLength(pages[name] ?? '') + files).toBeLessThan(60_000);
});

test('a page loads its style sheet, two fonts and the crest, nothing else, and the content policy agrees', async () => {
  await inWindow(site, {}, async (page) => {
    const [asked, complaints]: string[][] = [[], []];
    page.on('console', (message) => complaints?.push(message.text()));
    page.on('request', (request) => asked?.push(new URL(request.url()).pathname));
    await page.goto(`${site.address}/changed`);
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
    const asked = await inWindow(site, { javaScriptEnabled: false }, async (page) => {
      await page.goto(`${site.address}/form`);
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
    await inWindow(site, { javaScriptEnabled: false }, async (page) => {
      await page.goto(`${site.address}/authentic`);
      await page.locator('summary').click();
      await page.locator('.hash').first().waitFor({ state: 'visible' });
    });
  });
});

test('after an error the summary has the focus, and its line leads to the field', async () => {
  await inWindow(site, {}, async (page) => {
    await page.goto(`${site.address}/form-errors`);
    expect(await page.title()).toMatch(/^Eroare: /);
    expect(await page.locator(':focus').getAttribute('class')).toBe('error-summary');
    await page.locator('.error-summary a').first().click();
    expect(new URL(page.url()).hash).toBe('#numar');
  });
});
