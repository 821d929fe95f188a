import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openBrowser } from '../support/browser.ts';
import { type ConsoleWindow, openConsole } from '../support/console.ts';
import { type RunningProduct, startProduct } from '../support/server.ts';
import { scenes, visit } from './case-file-scenes.ts';

let product: RunningProduct;
let browser: Browser;
let head: ConsoleWindow;

beforeAll(async () => {
  product = await startProduct();
  browser = await openBrowser();
  head = await openConsole(browser, product, { username: 'sef', path: '/' });
});
afterAll(async () => {
  await browser?.close();
  await product?.stop();
});

/** One of each kind; the rest is visited by `npm run test:all`. */
const sample = [
  'what waits to be assigned',
  'works chosen, filters open',
  'a file, its chronology',
  'the dialog to assign',
  'what is to be endorsed',
  'papers from hand to hand',
];
const visited = scenes.filter(({ name }) => sample.includes(name));

test('the sample is there', () => {
  expect(visited).toHaveLength(sample.length);
});

test.each(visited.map((scene) => [scene.name, scene] as const))(
  'nobody is kept out by %s',
  async (_name, scene) => {
    expect(await visit(head, scene)).toEqual([]);
  },
);
