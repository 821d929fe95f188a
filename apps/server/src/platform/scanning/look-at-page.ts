import type { DrawnPage } from './drawn-page.ts';

/** How dark a point is that counts as written, against the paper of its page. */
const contrast = 55;
// Shadows of the scanner's edge and holes of a binder lie there.
const margin = 0.04;
/** A line of small print already fills more of the page. */
const blankShare = 0.0006;
/** Fewer marks say nothing of how a page lies. */
const fewestMarks = 400;

/** Points of the page that are written on, as places; at most some tens of thousands of them. */
function listMarks({ grey, width, height }: DrawnPage): {
  share: number;
  places: readonly [number, number][];
} {
  const paper = paperOf(grey);
  const step = Math.max(1, Math.floor(width / 800));
  const [left, top] = [Math.ceil(width * margin), Math.ceil(height * margin)];
  const places: [number, number][] = [];
  let seen = 0;
  for (let y = top; y < height - top; y += step) {
    for (let x = left; x < width - left; x += step) {
      seen += 1;
      if ((grey[y * width + x] ?? 255) < paper - contrast) places.push([x / step, y / step]);
    }
  }
  return { share: seen === 0 ? 0 : places.length / seen, places };
}

// The grey that most points have: white paper, yellowed paper, a photograph in the shade.
function paperOf(grey: Buffer): number {
  const counts = new Uint32Array(256);
  for (let index = 0; index < grey.length; index += 37) {
    const value = grey[index] ?? 255;
    counts[value] = (counts[value] ?? 0) + 1;
  }
  return counts.indexOf(Math.max(...counts));
}

/** Whether there is anything on the page, and how many degrees clockwise its lines are off the level. */
export function lookAtPage(drawn: DrawnPage): { blank: boolean; skew: number } {
  const { share, places } = listMarks(drawn);
  if (share < blankShare) return { blank: true, skew: 0 };
  return { blank: false, skew: places.length < fewestMarks ? 0 : measureSkew(thin(places)) };
}

const mostMarks = 12_000;
const thin = (places: readonly [number, number][]) => {
  const every = Math.ceil(places.length / mostMarks);
  return every === 1 ? places : places.filter((_, index) => index % every === 0);
};

// Where lines are level, the marks of each fall together: the angle at which the rows differ most is the page's own.
function measureSkew(places: readonly [number, number][]): number {
  const coarse = bestOf(places, { from: -8, to: 8, by: 0.5 });
  const fine = bestOf(places, { from: coarse - 0.5, to: coarse + 0.5, by: 0.1 });
  return Math.round(fine * 10) / 10;
}

function bestOf(
  places: readonly [number, number][],
  { from, to, by }: { from: number; to: number; by: number },
) {
  let best = { angle: 0, score: scoreOf(places, 0) * 1.02 };
  for (let angle = from; angle <= to + 1e-9; angle += by) {
    const score = scoreOf(places, angle);
    if (score > best.score) best = { angle, score };
  }
  return best.angle;
}

function scoreOf(places: readonly [number, number][], angle: number): number {
  const [sine, cosine] = [Math.sin((angle * Math.PI) / 180), Math.cos((angle * Math.PI) / 180)];
  const rows = new Map<number, number>();
  for (const [x, y] of places) {
    const row = Math.round(y * cosine - x * sine);
    rows.set(row, (rows.get(row) ?? 0) + 1);
  }
  let score = 0;
  for (const count of rows.values()) score += count * count;
  return score;
}
