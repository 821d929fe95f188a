import sharp from 'sharp';
import { aPngBomb } from '../a-png-bomb.ts';
import { aScannedPage, type ScannedPage } from './a-scanned-page.ts';
import type { AwkwardFile } from './awkward-file.ts';

const line = (text: string, more: Partial<ScannedPage> = {}) =>
  aScannedPage({ text, font: 'Libertinus Serif', size: 14, dpi: 150, ...more });
const blank = () => sharp({ create: { width: 300, height: 200, channels: 3, background: '#ffffff' } });

/** Pictures that are broken, bombs, or kept in a form that few readers take. */
export const awkwardPictures: readonly AwkwardFile[] = [
  {
    name: 'picture of 50000 × 50000',
    bytes: () => aPngBomb(50_000, 50_000),
    ends: 'flagged bomb',
    type: 'image/png',
    daily: true,
  },
  {
    name: 'picture cut short',
    bytes: async () => (await line('jumătate de poză')).subarray(0, 4000),
    ends: 'flagged damaged',
    pages: 1,
    type: 'image/jpeg',
  },
  {
    name: 'picture with nothing on it',
    bytes: async () => await blank().png().toBuffer(),
    ends: 'done',
    reads: /^$/,
    pages: 1,
    type: 'image/png',
  },
  {
    name: 'picture of one pixel',
    bytes: async () =>
      await sharp({ create: { width: 1, height: 1, channels: 3, background: '#000000' } })
        .webp()
        .toBuffer(),
    ends: 'done',
    reads: /^$/,
    pages: 1,
    type: 'image/webp',
  },
  {
    name: 'picture that can be seen through',
    // Letters on no ground at all: whoever lays it on black reads nothing.
    bytes: async () => {
      const page = await sharp(await line('Scris prin sticlă'))
        .greyscale()
        .toBuffer();
      const letters = await sharp(page).negate().toColourspace('b-w').raw().toBuffer();
      const { width, height } = await sharp(page).metadata();
      return await sharp({ create: { width, height, channels: 3, background: '#000000' } })
        .joinChannel(letters, { raw: { width, height, channels: 1 } })
        .png()
        .toBuffer();
    },
    ends: 'done',
    reads: 'Scris prin sticlă',
    pages: 1,
  },
  {
    name: 'photograph that its camera calls turned',
    bytes: async () =>
      await sharp(await line('Fotografie întoarsă de aparat'))
        .rotate(-90)
        .withMetadata({ orientation: 6 })
        .jpeg()
        .toBuffer(),
    ends: 'done',
    reads: 'Fotografie întoarsă de aparat',
  },
  {
    name: 'picture in the colours of a press',
    bytes: async () =>
      await sharp(await line('Culori de tipar'))
        .toColourspace('cmyk')
        .jpeg()
        .toBuffer(),
    ends: 'done',
    reads: 'Culori de tipar',
  },
  {
    name: 'picture of sixteen bits a colour',
    bytes: async () =>
      await sharp(await line('Adânc de culoare'))
        .toColourspace('rgb16')
        .png()
        .toBuffer(),
    ends: 'done',
    reads: 'Adânc de culoare',
  },
  {
    name: 'scan of two pages in one TIFF',
    bytes: async () =>
      await sharp(
        await sharp([await line('Prima filă'), await line('A doua filă')], { join: { animated: true } })
          .tiff({ compression: 'lzw' })
          .toBuffer(),
        { pages: -1 },
      )
        .tiff({ compression: 'lzw' })
        .toBuffer(),
    ends: 'done',
    reads: /Prima filă[\s\S]*A doua filă/,
    pages: 2,
  },
  {
    name: 'drawing with a script',
    bytes: () => Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'),
    ends: 'unread',
    type: 'image/svg+xml',
  },
];
