import type { Page } from 'playwright-core';
import { barriersOf, overflowOf } from './barriers.ts';
import type { ConsoleWindow } from './console.ts';

/** A page or a state of one: where it is, what says that it is there, and the hands that bring it about. */
export type Scene = {
  name: string;
  /** An address, or how it is found. */
  path: string | ((window: ConsoleWindow) => Promise<string>);
  ready: string;
  act?: (page: Page) => Promise<unknown>;
};

/** What is wrong there, a line each: in the light, in the dark, with its text doubled, on a phone. */
export async function visitScene(window: ConsoleWindow, scene: Scene): Promise<string[]> {
  const { page } = window;
  await page.unrouteAll();
  await page.setViewportSize({ width: 1440, height: 900 });
  await page.evaluate(() => sessionStorage.clear());
  await page.goto(typeof scene.path === 'string' ? scene.path : await scene.path(window));
  await page.locator(scene.ready).first().waitFor();
  await scene.act?.(page);
  const light = await barriersOf(page);
  const wide = await sticksOut(page, 'wide');

  await page.evaluate(() => Object.assign(document.documentElement.dataset, { theme: 'dark' }));
  const dark = await barriersOf(page, (axe) => axe.withRules(['color-contrast']));

  await page.evaluate(() => document.documentElement.style.setProperty('font-size', '200%'));
  const doubled = await sticksOut(page, 'with its text doubled');

  await page.evaluate(() => document.documentElement.style.removeProperty('font-size'));
  await page.setViewportSize({ width: 390, height: 844 });
  const narrow = await sticksOut(page, 'on a phone');
  const thumbs = await barriersOf(page, (axe) =>
    axe.withRules(['target-size', 'scrollable-region-focusable']),
  );
  return [...light, ...wide, ...dark, ...doubled, ...narrow, ...thumbs];
}

/** Fills `faults` with what the page itself, or its content policy, complains of. */
export function listenForFaults(page: Page, faults: string[]) {
  page.on('pageerror', (error) => faults.push(error.message));
  page.on(
    'console',
    (message) => /Content Security Policy/.test(message.text()) && faults.push(message.text()),
  );
}

/** Looks at a page that finds its place after a change of size. */
const looks = 20;

async function sticksOut(page: Page, how: string): Promise<string[]> {
  for (let look = 0; look < looks; look += 1) {
    if ((await overflowOf(page)) === 0) return [];
    await page.waitForTimeout(100);
  }
  return [`${await overflowOf(page)} pixels stick out ${how}`];
}
