import { existsSync } from 'node:fs';
import { type Browser, chromium } from 'playwright-core';

/** Where Debian and its like put a Chromium; `npm test` installs one when none is there and it may. */
export const chromiumPaths = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

/** Opens a headless Chromium that talks to nobody but the pages it is sent to. */
export async function openBrowser(): Promise<Browser> {
  const executablePath = chromiumPaths.find((path) => existsSync(path));
  if (executablePath === undefined) throw new Error(`no Chromium at ${chromiumPaths.join(', ')}`);
  return await chromium.launch({
    executablePath,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
}
