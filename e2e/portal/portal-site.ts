import type { Browser, Page } from 'playwright-core';
import { demonstrationCrest } from '../../apps/server/src/platform/demonstration-crest.ts';
import { createHttp } from '../../apps/server/src/platform/http/http.ts';
import { loadPortalAssets, portalAssetRoutes } from '../../apps/server/src/platform/http/portal-assets.ts';
import { createLog } from '../../apps/server/src/platform/log.ts';
import { aFrame, examplePages } from '../../packages/portal/test/example-pages.ts';
import { barriersOf } from '../support/barriers.ts';
import { openBrowser } from '../support/browser.ts';

export const assets = loadPortalAssets(demonstrationCrest);
/** Every page of the citizens, drawn with examples, by name. */
export const pages: Readonly<Record<string, string>> = examplePages(aFrame(assets));
export const pageNames: readonly string[] = Object.keys(pages);

/** The pages served as the product serves them, and a browser before them. */
export type PortalSite = {
  address: string;
  browser: Browser;
  close(): Promise<void>;
};

/** The server's own headers: what the content policy refuses in production it refuses here. */
export async function openPortalSite(): Promise<PortalSite> {
  const app = createHttp({ log: createLog('silent'), trustProxy: false });
  portalAssetRoutes(app, assets);
  for (const [name, html] of Object.entries(pages)) {
    app.get(`/${name}`, (_request, reply) => reply.type('text/html; charset=utf-8').send(html));
  }
  const address = await app.listen({ port: 0, host: '127.0.0.1' });
  const browser = await openBrowser();
  return {
    address,
    browser,
    close: async () => {
      await browser.close();
      await app.close();
    },
  };
}

/** A window of its own for `look`, closed after it. */
export async function inWindow<T>(
  { browser }: PortalSite,
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
export async function openWhole({ address }: PortalSite, page: Page, name: string) {
  await page.goto(`${address}/${name}`);
  await page.evaluate(() => document.fonts.ready);
  for (const summary of await page.locator('summary').all()) await summary.click();
}

/** Pixels that stick out at the side of a citizens' page. */
export const sidewaysOf = (page: Page): Promise<number> =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);

/** What keeps somebody out of these pages at this width, or sticks out at their side; by name. */
export function visitPages(site: PortalSite, width: number, names: readonly string[]) {
  return inWindow(site, { width }, async (page) => {
    const found: Record<string, unknown> = {};
    for (const name of names) {
      await openWhole(site, page, name);
      const barriers = await barriersOf(page);
      const overflow = await sidewaysOf(page);
      if (barriers.length > 0 || overflow > 0) found[name] = { barriers, overflow };
    }
    return found;
  });
}
