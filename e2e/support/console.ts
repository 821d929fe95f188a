import type { Browser, BrowserContext, Page } from 'playwright-core';
import type { RunningProduct } from './server.ts';

/** Of every account of the demonstration; shown on its sign-in page. */
const demonstrationPassword = 'Lunca-Alba-2026';

/** A signed-in window of the console, and what it may ask the product's API in the same session. */
export type ConsoleWindow = {
  context: BrowserContext;
  page: Page;
  /** The answer of `GET /api/v1…`, or of a POST with this body, as the signed-in person gets it. */
  read<Answer>(path: string, body?: object): Promise<Answer>;
  close(): Promise<void>;
};

export type WindowOptions = {
  username?: string;
  width?: number;
  height?: number;
  dark?: boolean;
  /** Where the window opens once somebody is signed in. */
  path?: string;
};

/** Signs in through the API, as the form does, and opens the console at an address. */
export async function openConsole(
  browser: Browser,
  product: RunningProduct,
  {
    username = 'registrator',
    width = 1440,
    height = 900,
    dark = false,
    path = '/ghiseu',
  }: WindowOptions = {},
): Promise<ConsoleWindow> {
  const context = await browser.newContext({
    viewport: { width, height },
    colorScheme: dark ? 'dark' : 'light',
    locale: 'ro-RO',
    timezoneId: 'Europe/Bucharest',
    baseURL: product.address,
  });
  // A limit for what never comes; a busy machine is slow, not wrong.
  context.setDefaultTimeout(60_000);
  const page = await context.newPage();
  const entered = await context.request.post('/api/v1/session', {
    data: { username, password: demonstrationPassword },
  });
  if (!entered.ok()) throw new Error(`${username} was not let in: ${await entered.text()}`);
  await page.goto(path);
  await page.locator('#main').waitFor();
  return {
    context,
    page,
    read: async (address, body) => {
      const url = `/api/v1${address}`;
      // A browser says where an act comes from; the request of a program must say it too.
      const headers = { origin: product.address };
      const answer = await (body
        ? context.request.post(url, { data: body, headers })
        : context.request.get(url));
      if (!answer.ok()) throw new Error(`${address}: ${answer.status()}`);
      return answer.json();
    },
    close: () => context.close(),
  };
}

/** The password of the demonstration, for journeys that sign in by hand. */
export const password: string = demonstrationPassword;
