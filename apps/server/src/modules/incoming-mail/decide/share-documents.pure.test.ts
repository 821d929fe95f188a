import type { PartKind } from '@opis/contracts';
import { expect, test } from 'vitest';
import { isAnnex, shareDocuments } from './share-documents.ts';

const aPart = (ordinal: number, kind: PartKind, name: string | null = 'a.pdf') => ({
  ...{ ordinal, kind, name, mediaType: 'application/pdf' },
});

test('texts come first, then what was attached, in its order; logos are no documents', () => {
  const parts = [
    aPart(1, 'attachment'),
    aPart(2, 'inline'),
    aPart(3, 'html', null),
    aPart(4, 'message'),
    aPart(5, 'text', null),
    aPart(6, 'attachment'),
  ];
  const { taken, left } = shareDocuments(parts);
  expect(taken.map(({ ordinal }) => ordinal)).toEqual([5, 3, 1, 4, 6]);
  expect(left).toEqual([]);
});

test('of sixty files forty-nine have room beside the message as received, and every other one is named as left', () => {
  const parts = Array.from({ length: 60 }, (_, at) => aPart(at + 1, 'attachment'));
  const { taken, left } = shareDocuments(parts);
  expect(taken.length).toBe(49);
  expect([...taken, ...left]).toEqual(parts);
});

test.each([
  ['a file', 'attachment', 'cerere.pdf', 'application/pdf', true],
  ['a message', 'message', 'mesaj.eml', 'message/rfc822', true],
  ['a text', 'text', null, 'text/plain', false],
  ['a page', 'html', null, 'text/html', false],
  ['a logo', 'inline', 'sigla.png', 'image/png', false],
  ['a signature by its type', 'attachment', 'fisier', 'application/pkcs7-signature', false],
  ['a signature by its name', 'attachment', 'smime.P7S', 'application/octet-stream', false],
  ['a signature of another kind', 'attachment', 'signature.asc', 'text/plain', false],
  ['a file that is only named like one', 'attachment', 'p7s.pdf', 'application/pdf', true],
] as const)('%s is counted in column 5 as a clerk would', (_what, kind, name, mediaType, counted) => {
  expect(isAnnex({ ordinal: 1, kind, name, mediaType })).toBe(counted);
});
