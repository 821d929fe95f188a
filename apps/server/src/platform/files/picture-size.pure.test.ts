import { expect, test } from 'vitest';
import { readPictureSize } from './picture-size.ts';

const bytes = (...pieces: (string | number[])[]) =>
  Buffer.concat([
    ...pieces.map((piece) => (typeof piece === 'string' ? Buffer.from(piece, 'latin1') : Buffer.from(piece))),
    Buffer.alloc(30),
  ]);

const jfif = [0xff, 0xe0, 0, 16, ...Array<number>(14).fill(0)];
const huffman = [0xff, 0xc4, 0, 4, 1, 1];

test.each([
  ['a PNG', bytes('\x89PNG\r\n\x1a\n', [0, 0, 0, 13], 'IHDR', [0, 0, 4, 0, 0, 0, 3, 0]), 1024, 768],
  ['a GIF', bytes('GIF89a', [1, 0, 2, 0]), 1, 2],
  [
    'a JPEG, behind what else stands before its frame',
    bytes([0xff, 0xd8, ...jfif, ...huffman, 0xff, 0xc2, 0, 17, 8, 3, 0, 4, 0]),
    1024,
    768,
  ],
  ['a WebP with loss', bytes('RIFF\0\0\0\0WEBPVP8 \0\0\0\0...\x9d\x01*', [0, 4, 0, 3]), 1024, 768],
  ['a WebP without loss', bytes('RIFF\0\0\0\0WEBPVP8L\0\0\0\0/', [0xff, 0xc3, 0xbf, 0]), 1024, 768],
  [
    'a WebP of several layers',
    bytes('RIFF\0\0\0\0WEBPVP8X\0\0\0\0\0\0\0\0', [0xff, 3, 0, 0xff, 2, 0]),
    1024,
    768,
  ],
])('the size of %s is read from its head', (_what, head, width, height) => {
  expect(readPictureSize(head)).toEqual({ width, height });
});

test.each([
  ['nothing', Buffer.alloc(0)],
  ['a text', bytes('Bună ziua, vă rog să îmi comunicați stadiul cererii.')],
  ['a JPEG that ends before its frame', bytes([0xff, 0xd8, ...jfif])],
  ['a JPEG whose segment goes beyond the head', bytes([0xff, 0xd8, 0xff, 0xe1, 0xff, 0xff])],
  ['a JPEG whose segment has no length', bytes([0xff, 0xd8, 0xff, 0xe1, 0, 0])],
  ['a WebP of no known kind', bytes('RIFF\0\0\0\0WEBPVP9 ')],
])('%s says no size', (_what, head) => {
  expect(readPictureSize(head)).toBeUndefined();
});
