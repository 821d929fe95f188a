import {
  concatTransformationMatrix,
  degrees,
  type PDFDocument,
  type PDFPage,
  popGraphicsState,
  pushGraphicsState,
} from '@cantoo/pdf-lib';
import type { LaidPage } from '@opis/contracts';

/** Adds pages of another PDF, each as it was laid. */
export async function addPdfPages(
  made: PDFDocument,
  scan: PDFDocument,
  pages: readonly LaidPage[],
): Promise<void> {
  // All at once: what pages share is then taken over once.
  const plain = pages.filter(isPlain);
  const copies = await made.copyPages(
    scan,
    plain.map(({ page }) => page - 1),
  );
  const copyOf = new Map(plain.map((laid, index) => [laid, copies[index]]));
  for (const laid of pages) {
    const copy = copyOf.get(laid);
    if (copy === undefined) await drawPage(made, scan.getPage(laid.page - 1), laid);
    else made.addPage(copy).setRotation(degrees((copy.getRotation().angle + laid.turn) % 360));
  }
}

const isPlain = ({ straighten, crop }: LaidPage) => straighten === 0 && crop === null;

type Matrix = readonly [a: number, b: number, c: number, d: number, e: number, f: number];

// The paper is cut first, then turned about its middle; a page may itself be marked as shown turned.
async function drawPage(made: PDFDocument, from: PDFPage, { turn, straighten, crop }: LaidPage) {
  const { x: left, y: bottom, width: across, height: up } = from.getMediaBox();
  const shown = (((from.getRotation().angle % 360) + 360) % 360) as 0 | 90 | 180 | 270;
  const lies = shown === 90 || shown === 270;
  const [width, height] = lies ? [up, across] : [across, up];
  const box = crop ?? { x: 0, y: 0, width: 1, height: 1 };
  const [cutWidth, cutHeight] = [box.width * width, box.height * height];
  const middle = { x: box.x * width + cutWidth / 2, y: height - box.y * height - cutHeight / 2 };
  const drawn = await made.embedPage(from, { left, bottom, right: left + across, top: bottom + up });
  const page = made.addPage([cutWidth, cutHeight]);
  const radians = (-straighten * Math.PI) / 180;
  const [sine, cosine] = [Math.sin(radians), Math.cos(radians)];
  page.pushOperators(
    pushGraphicsState(),
    concatTransformationMatrix(1, 0, 0, 1, cutWidth / 2, cutHeight / 2),
    concatTransformationMatrix(cosine, sine, -sine, cosine, 0, 0),
    concatTransformationMatrix(1, 0, 0, 1, -middle.x, -middle.y),
    concatTransformationMatrix(...asShown(shown, across, up)),
  );
  page.drawPage(drawn, { x: 0, y: 0 });
  page.pushOperators(popGraphicsState());
  page.setRotation(degrees(turn));
}

const asShown = (shown: 0 | 90 | 180 | 270, across: number, up: number): Matrix =>
  ({
    0: [1, 0, 0, 1, 0, 0],
    90: [0, -1, 1, 0, 0, across],
    180: [-1, 0, 0, -1, across, up],
    270: [0, 1, -1, 0, up, 0],
  })[shown] as unknown as Matrix;
