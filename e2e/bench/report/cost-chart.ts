/** How long one kind of question takes as the set grows: milliseconds at each size. */
export type CostLine = { name: string; points: readonly { entries: number; ms: number }[] };

const [width, height] = [760, 380];
const place = { left: 64, right: 190, top: 56, bottom: 48 };
const colours = ['#1d4f91', '#6488ba', '#855600', '#1e6b3a', '#a3231f', '#5b3a8c'];

/** The lines on two logarithmic scales, so that „ten times as many” and „twice as long” are lengths that the eye compares. */
export function renderCostChart(title: string, lines: readonly CostLine[]): string {
  const all = lines.flatMap(({ points }) => points);
  const sizes = [...new Set(all.map(({ entries }) => entries))].sort((one, other) => one - other);
  const x = scale(sizes, place.left, width - place.right);
  const ticks = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000].filter(
    (ms) =>
      ms >= Math.min(...all.map((point) => point.ms)) / 2.5 &&
      ms <= Math.max(...all.map((point) => point.ms)) * 2.5,
  );
  const y = scale([ticks[0] ?? 1, ticks.at(-1) ?? 1000], height - place.bottom, place.top);
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" role="img" aria-label="${escapeXml(title)}" font-family="Source Sans 3, Segoe UI, sans-serif" font-size="13">
<rect width="${width}" height="${height}" fill="#ffffff"/>
<text x="${place.left}" y="26" font-family="Source Serif 4, Georgia, serif" font-size="17" fill="#17212b">${escapeXml(title)}</text>
${ticks.map((ms) => `<line x1="${place.left}" x2="${width - place.right}" y1="${y(ms)}" y2="${y(ms)}" stroke="#e9e6de"/><text x="${place.left - 8}" y="${y(ms) + 4}" text-anchor="end" fill="#4a5866">${ms} ms</text>`).join('\n')}
${sizes.map((entries) => `<text x="${x(entries)}" y="${height - place.bottom + 22}" text-anchor="middle" fill="#4a5866">${entries.toLocaleString('en')}</text>`).join('\n')}
${lines.map((line, at) => drawLine(line, { colour: colours[at % colours.length] ?? '#17212b', x, y, labelAt: labelHeight(lines, at, y) })).join('\n')}
</svg>
`;
}

type Scales = { x: (value: number) => number; y: (value: number) => number };

function drawLine(
  { name, points }: CostLine,
  { colour, x, y, labelAt }: Scales & { colour: string; labelAt: number },
): string {
  const last = points.at(-1);
  if (last === undefined) return '';
  const path = points.map(({ entries, ms }) => `${x(entries).toFixed(1)},${y(ms).toFixed(1)}`).join(' ');
  const dots = points
    .map(
      ({ entries, ms }) =>
        `<circle cx="${x(entries).toFixed(1)}" cy="${y(ms).toFixed(1)}" r="3.5" fill="${colour}"/>`,
    )
    .join('');
  return `<polyline points="${path}" fill="none" stroke="${colour}" stroke-width="2"/>${dots}<text x="${x(last.entries) + 12}" y="${labelAt + 4}" fill="${colour}">${escapeXml(name)}, ${last.ms.toFixed(1)} ms</text>`;
}

// Names beside the last points, in their order, each at least a line below the one before.
function labelHeight(lines: readonly CostLine[], at: number, y: (ms: number) => number): number {
  const heights = lines
    .map(({ points }, index) => ({ index, height: y(points.at(-1)?.ms ?? 1) }))
    .sort((one, other) => one.height - other.height);
  let before = Number.NEGATIVE_INFINITY;
  for (const label of heights) {
    label.height = Math.max(label.height, before + 17);
    before = label.height;
  }
  return heights.find(({ index }) => index === at)?.height ?? 0;
}

function scale(values: readonly number[], from: number, to: number): (value: number) => number {
  const [low, high] = [Math.log(Math.min(...values)), Math.log(Math.max(...values))];
  return (value) =>
    high === low ? (from + to) / 2 : from + ((Math.log(value) - low) / (high - low)) * (to - from);
}

const escapeXml = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
