import { expect, test } from 'vitest';
import { checkAbsence, readLastDay, toDraft } from './absence-form.ts';

const today = '2026-06-29';

test('the last day is counted from the first, but today is today', () => {
  const firstDay = '2026-07-06';
  const read = (text: string) => readLastDay(text, { firstDay, today });
  expect(read('+4')).toBe('2026-07-10');
  expect(read('10')).toBe('2026-07-10');
  expect(read('10.07')).toBe('2026-07-10');
  expect(read('azi')).toBe(today);
  expect(read('mâine')).toBe('2026-06-30');
  expect(read('oricând')).toBeUndefined();
});

test('what is missing is said at its field; what is whole can be sent', () => {
  const empty = toDraft(today, 'eu');
  const checked = checkAbsence(empty, today);
  expect('wrong' in checked && checked.wrong.map(({ target }) => target)).toEqual([
    'act-lastDay',
    'act-substituteId',
  ]);
  expect(checkAbsence({ ...empty, lastDay: '+1', substituteId: 'ea' }, today)).toEqual({
    ready: { absentId: 'eu', substituteId: 'ea', firstDay: today, lastDay: '2026-06-30' },
  });
});
