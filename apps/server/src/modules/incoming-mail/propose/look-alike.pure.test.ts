import fc from 'fast-check';
import { expect, test } from 'vitest';
import { findLookAlike, findShownAddress, toKnownDomains } from './look-alike.ts';

const names = ['lunca-alba.example', 'tribunalul-lunca.example', 'anaf.test', 'scoala-9.example'];
const known = toKnownDomains(names);

test.each([
  ['lunca-a1ba.example', 'lunca-alba.example', 'a figure for a letter'],
  ['lunca-alba.test', 'lunca-alba.example', 'another ending'],
  ['luncaalba.example', 'lunca-alba.example', 'a hyphen left out'],
  ['lunca-aiba.example', 'lunca-alba.example', 'i for l'],
  ['xn--lunc-alba-1qi.example', undefined, 'a name that is no name'],
  ['lunca-albа.example', 'lunca-alba.example', 'a Cyrillic а'],
  ['tribunalul-lunca.example.test', undefined, 'a longer name'],
  ['tribunalui-lunca.example', 'tribunalul-lunca.example', 'one letter'],
  ['trlbunalul-luncа.example', 'tribunalul-lunca.example', 'two of them'],
  ['școala-9.example', 'scoala-9.example', 'a diacritic'],
  ['anaf.example', 'anaf.test', 'a short name with another ending'],
  ['anat.test', undefined, 'another short name'],
])('%s is taken for %s: %s', (domain, resembles, _why) => {
  expect(findLookAlike(domain, known)?.resembles).toBe(resembles);
});

test.each([...names, 'posta.lunca-alba.example', 'LUNCA-ALBA.example'])('%s is itself', (domain) => {
  expect(findLookAlike(domain, known)).toBeUndefined();
});

test('whatever the domain, the question has an answer, and what is known never resembles anything', () => {
  const anyDomain = fc.string({ unit: 'binary', maxLength: 40 }).map((text) => `${text}.example`);
  fc.assert(
    fc.property(anyDomain, (domain) => {
      findLookAlike(domain, known);
      expect(findLookAlike(domain, toKnownDomains([domain, ...names]))).toBeUndefined();
    }),
    { numRuns: 200 },
  );
});

test.each([
  ['Primăria <primarie@lunca-alba.example>', 'x@rau.test', 'primarie@lunca-alba.example'],
  ['primarie@lunca-alba.example', 'Primarie@lunca-alba.example', undefined],
  ['Ana Pop', 'ana@posta.example', undefined],
])('in the name „%s” from %s the address %s is shown', (name, address, shown) => {
  expect(findShownAddress(name, address)).toBe(shown);
});
