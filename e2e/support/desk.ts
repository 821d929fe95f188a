import type { Browser } from 'playwright-core';
import { type ConsoleWindow, openConsole } from './console.ts';
import { type Hands, layHands } from './hands.ts';
import type { RunningProduct } from './server.ts';

/** A person at a console of their own, with nothing but a keyboard. */
export type Desk = ConsoleWindow & { hands: Hands };

/** Seats a person at a page; what a pointer does from now on is seen. */
export async function sitDown(
  browser: Browser,
  product: RunningProduct,
  { username, path }: { username: string; path: string },
): Promise<Desk> {
  const window = await openConsole(browser, product, { username, path });
  const hands = await layHands(window.page);
  await window.page.reload();
  await window.page.locator('#main').waitFor();
  return { ...window, hands };
}
