import { expect, test } from 'vitest';
import { awkwardMail } from '../../../../test/awkward-mail/awkward-mail.ts';
import { findActive } from '../../../../test/awkward-mail/find-active.ts';
import { findConfused, findRunning, readAll } from '../../../../test/awkward-mail/hold-against-each-other.ts';
import { pageOf } from '../../../../test/awkward-mail/message.ts';

// The large ones are read in the longer run.
const small = awkwardMail.filter(({ raw }) => raw.length < 50_000);
const parsed = await readAll(small);

test('what is told of an awkward message is true of it and of no other', async () => {
  expect(small.length).toBeGreaterThanOrEqual(150);
  expect(await findConfused(small, parsed)).toEqual([]);
});

test('nothing in the page of any of them runs, fetches or asks as it is shown', () => {
  expect(findRunning(parsed)).toEqual([]);
});

test('and as it was sent most of them would', () => {
  const pages = [...parsed.values()].map(pageOf).filter((page) => page !== '');
  expect(pages.length).toBeGreaterThanOrEqual(18);
  expect(pages.filter((page) => findActive(page).length > 0).length).toBeGreaterThanOrEqual(14);
});
