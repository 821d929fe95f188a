import { expect, test } from 'vitest';
import { concerns } from './apply-news.ts';

const list = (queue: string) => ['case-files', 'list', { queue }];

test('a file that changed: every list and count, its own page, nobody else’s', () => {
  const notice = { topic: 'case-files', id: 'a' } as const;
  expect(concerns(notice, list('mine'))).toBe(true);
  expect(concerns(notice, ['case-files', 'counts', {}])).toBe(true);
  expect(concerns(notice, ['case-files', 'detail', 'a'])).toBe(true);
  expect(concerns(notice, ['case-files', 'chronology', 'a'])).toBe(true);
  expect(concerns(notice, ['case-files', 'detail', 'b'])).toBe(false);
  expect(concerns(notice, ['entry', 'general', 2026, 1])).toBe(false);
});

test('files in general: lists alone, because reading a page leaves an access record', () => {
  const notice = { topic: 'case-files', id: null } as const;
  expect(concerns(notice, list('unit'))).toBe(true);
  expect(concerns(notice, ['case-files', 'detail', 'a'])).toBe(false);
});

test('a book: its rows and sums, and the queues of what has no unit yet', () => {
  const notice = { topic: 'entries', register: 'general' } as const;
  expect(concerns(notice, ['entries', 'general', 'book', {}])).toBe(true);
  expect(concerns(notice, ['summary', 'general', {}])).toBe(true);
  expect(concerns(notice, ['entries', 'altul', 'book', {}])).toBe(false);
  expect(concerns(notice, list('unassigned'))).toBe(true);
  expect(concerns(notice, list('mine'))).toBe(false);
  expect(concerns(notice, ['entry', 'general', 2026, 1])).toBe(false);
});

test('rights that changed: the session, and whatever they open', () => {
  const notice = { topic: 'rights' } as const;
  expect(concerns(notice, ['session'])).toBe(true);
  expect(concerns(notice, ['registers'])).toBe(true);
  expect(concerns(notice, ['institution'])).toBe(false);
  expect(concerns({ topic: 'substitutions' }, ['substitutions', 'mine'])).toBe(true);
  expect(concerns({ topic: 'substitutions' }, ['case-files', 'assignees', 'a'])).toBe(true);
});
