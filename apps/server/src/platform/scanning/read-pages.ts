import { parseLabelCode, separatorCode } from '@opis/contracts';
import sharp from 'sharp';
import type { ScanSource, SeenPage } from '../preview/scan-job.ts';
import type { DrawnPage } from './drawn-page.ts';
import { findCodes, type TurnedCode } from './find-codes.ts';
import { lookAtPage } from './look-at-page.ts';
import { openScan } from './scan-pages.ts';

const thumbnailSide = 320;

/** Reads some pages of a scan. */
export async function readPages(
  source: ScanSource,
  { from, to }: { from: number; to: number },
): Promise<SeenPage[]> {
  const scan = await openScan(source);
  try {
    const seen: SeenPage[] = [];
    for (let page = from; page <= Math.min(to, scan.count); page += 1)
      seen.push(await readPage(await scan.draw(page), page));
    return seen;
  } finally {
    scan.close();
  }
}

async function readPage(drawn: DrawnPage, page: number): Promise<SeenPage> {
  const found = await findCodes(drawn);
  const { blank, skew } = lookAtPage(drawn);
  return {
    page,
    blank: blank && found.length === 0,
    skew,
    turned: turnedBy(found),
    codes: found.map(({ orientation: _orientation, ...code }) => code),
    thumbnail: await drawThumbnail(drawn),
  };
}

// A receipt lies any way among its papers; a label is stuck as the page is read.
function turnedBy(found: readonly TurnedCode[]): SeenPage['turned'] {
  const labels = found.filter(
    ({ format, text }) => format === 'Code128' && (text === separatorCode || parseLabelCode(text)),
  );
  const [label] = labels;
  if (label === undefined || labels.length > 1) return 0;
  return quarters[(Math.round(label.orientation / 90) + 4) % 4] ?? 0;
}

const quarters = [0, 90, 180, 270] as const;

function drawThumbnail({ grey, width, height }: DrawnPage): Promise<Uint8Array> {
  return sharp(grey, { raw: { width, height, channels: 1 } })
    .resize({ width: thumbnailSide, height: thumbnailSide, fit: 'inside' })
    .webp({ quality: 60 })
    .toBuffer();
}
