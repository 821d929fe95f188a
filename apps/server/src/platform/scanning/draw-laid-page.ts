import type { CropBox, LaidPage } from '@opis/contracts';
import sharp, { type Sharp } from 'sharp';
import type { ScanSource } from '../preview/scan-job.ts';
import { openScan } from './scan-pages.ts';

const longSide = 1754;

/** A page as it will lie: cut, then straightened, then turned. PNG, at most an A4 page at 150 dpi. */
export async function drawLaidPage(source: ScanSource, laid: LaidPage): Promise<Uint8Array> {
  const scan = await openScan(source);
  try {
    if (laid.page > scan.count) throw new Error('no such page');
    const { grey, width, height } = await scan.draw(laid.page);
    const drawn = sharp(grey, { raw: { width, height, channels: 1 } });
    const lying = await layPage(drawn, laid, { width, height });
    return await lying
      .resize({ width: longSide, height: longSide, fit: 'inside', withoutEnlargement: true })
      .png({ compressionLevel: 6 })
      .toBuffer();
  } finally {
    scan.close();
  }
}

/** Cuts, straightens and turns a picture of this size; its paper stays as large as it was cut. */
export async function layPage(
  picture: Sharp,
  { crop, straighten, turn }: LaidPage,
  size: { width: number; height: number },
): Promise<Sharp> {
  const area = toPixels(crop ?? whole, size);
  const cut = crop ? await fresh(picture.extract(area)) : picture;
  return straighten === 0 ? cut.rotate(turn) : sharp(await straightened(cut, straighten, area)).rotate(turn);
}

const whole: CropBox = { x: 0, y: 0, width: 1, height: 1 };

function toPixels(box: CropBox, { width, height }: { width: number; height: number }) {
  const left = Math.min(width - 1, Math.round(box.x * width));
  const top = Math.min(height - 1, Math.round(box.y * height));
  return {
    left,
    top,
    width: Math.max(1, Math.min(width - left, Math.round(box.width * width))),
    height: Math.max(1, Math.min(height - top, Math.round(box.height * height))),
  };
}

// Steps of one pipeline run in an order of the library's own: each that depends on the one before begins anew.
const fresh = async (picture: Sharp) => sharp(await picture.png({ compressionLevel: 1 }).toBuffer());

async function straightened(
  picture: Sharp,
  angle: number,
  { width, height }: { width: number; height: number },
) {
  const turned = await fresh(picture.rotate(angle, { background: '#ffffff' }));
  const grown = await turned.metadata();
  const left = Math.max(0, Math.round((grown.width - width) / 2));
  const top = Math.max(0, Math.round((grown.height - height) / 2));
  const kept = { left, top, width: Math.min(width, grown.width), height: Math.min(height, grown.height) };
  return turned.extract(kept).png({ compressionLevel: 1 }).toBuffer();
}
