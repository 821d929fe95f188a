// Cuts the two typefaces to what a Romanian page needs and writes them to src/styles/fonts. Run by hand after a font
// package changes: `node packages/ui/scripts/cut-fonts.mjs`. The whole files weigh 182 KB, over the first load's budget.
import { readFile, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import subsetFont from 'subset-font';

const require = createRequire(import.meta.url);
const target = new URL('../src/styles/fonts/', import.meta.url);

const latin = [...codePoints(0x20, 0x7e), ...codePoints(0xa0, 0xff)].map((point) =>
  String.fromCodePoint(point),
);
// Both commas and cedillas: a name is shown as its bearer signs it.
const romanian = 'ĂăȘșȚțŞşŢţ„”‘’“–—…•·×−≤≥→←↑↓€№™';
const letters = latin.join('') + romanian;

const sans = '@fontsource-variable/source-sans-3/files/source-sans-3';
const serif = '@fontsource-variable/source-serif-4/files/source-serif-4';
const textWeights = { wght: { min: 400, max: 700 } };
const displayCut = { wght: 620, opsz: 32 };

const cuts = [
  { source: `${sans}-latin-wght-normal.woff2`, name: 'source-sans-latin.woff2', variationAxes: textWeights },
  {
    source: `${sans}-latin-ext-wght-normal.woff2`,
    name: 'source-sans-romanian.woff2',
    variationAxes: textWeights,
  },
  { source: `${serif}-latin-opsz-normal.woff2`, name: 'source-serif-latin.woff2', variationAxes: displayCut },
  {
    source: `${serif}-latin-ext-opsz-normal.woff2`,
    name: 'source-serif-romanian.woff2',
    variationAxes: displayCut,
  },
];

for (const { source, name, variationAxes } of cuts) {
  const whole = await readFile(require.resolve(source));
  const cut = await subsetFont(whole, letters, { targetFormat: 'woff2', variationAxes });
  await writeFile(new URL(name, target), cut);
  console.log(`${name}: ${whole.length} -> ${cut.length} bytes`);
}

function* codePoints(first, last) {
  for (let point = first; point <= last; point++) yield point;
}
