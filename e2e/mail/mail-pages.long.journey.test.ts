import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { barriersOf } from '../support/barriers.ts';
import { openBrowser } from '../support/browser.ts';
import { type ConsoleWindow, openConsole } from '../support/console.ts';
import { listenForFaults, type Scene, visitScene } from '../support/scene.ts';
import { type RunningProduct, startProduct } from '../support/server.ts';
import { intakeScenes, mailboxScenes, outgoingScenes, scanScenes } from './mail-scenes.ts';

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

const lists: readonly (readonly [username: string, scenes: readonly Scene[]])[] = [
  ['digital', intakeScenes],
  ['registrator', [...outgoingScenes, ...scanScenes]],
  ['administrator', mailboxScenes],
];

describe.each(lists)('mail and scans keep nobody out, signed in as %s', (username, scenes) => {
  let desk: ConsoleWindow;
  const faults: string[] = [];
  beforeAll(async () => {
    desk = await openConsole(browser, product, { username, path: '/profil' });
    listenForFaults(desk.page, faults);
  });
  afterAll(() => desk?.close());

  test.each(scenes.map((scene) => [scene.name, scene] as const))('by %s', async (_name, scene) => {
    expect(await visitScene(desk, scene)).toEqual([]);
    // On a phone by every rule: where the page has stopped.
    expect(await barriersOf(desk.page)).toEqual([]);
    expect(faults).toEqual([]);
  });
});
