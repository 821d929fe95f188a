import { expect, test } from 'vitest';
import { meantKey, moveKey, ownKeyOf } from './own-keys.ts';

const used = ['j', 'k', 'r', 'F9'];

test('a key that was moved acts at its new place and no longer at the old', () => {
  const own = moveKey({}, { key: 'r', to: 'p', used });
  expect(own).toEqual({ r: 'p' });
  expect(meantKey('p', { r: 'p' })).toBe('r');
  expect(meantKey('r', { r: 'p' })).toBe('');
  expect(meantKey('j', { r: 'p' })).toBe('j');
  expect(ownKeyOf('r', { r: 'p' })).toBe('p');
});

test('two may change places, one after the other', () => {
  expect(moveKey({}, { key: 'j', to: 'k', used })).toBe('taken');
  const away = moveKey({}, { key: 'k', to: 'q', used });
  expect(away).toEqual({ k: 'q' });
  const own = moveKey({ k: 'q' }, { key: 'j', to: 'k', used });
  expect(own).toEqual({ k: 'q', j: 'k' });
  expect(meantKey('k', { k: 'q', j: 'k' })).toBe('j');
});

test('a key goes back to its own place', () => {
  expect(moveKey({ r: 'p', j: 'l' }, { key: 'r', to: 'r', used })).toEqual({ j: 'l' });
});

test('keys of the browser, of every program and of a Romanian layout’s letters cannot be chosen', () => {
  for (const to of ['F5', 'F11', 'Enter', 'Escape', 'Tab', 'Ctrl+w', 'ș', 'î', ' ', '?', 'Shift'])
    expect(moveKey({}, { key: 'r', to, used })).toBe('reserved');
});
