// Cuts the two typefaces to what a staff page needs and writes them to src/styles/fonts. Run by hand after a font package
// changes: `node packages/ui/scripts/cut-fonts.mjs`. The packaged files weigh 182 KB, over half of the first load.
import { readFile, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import subsetFont from 'subset-font';

const { resolve } = createRequire(import.meta.url);
const target = new URL('../src/styles/fonts/', import.meta.url);

const latin = [...codePoints(0x20, 0x7e), ...codePoints(0xa0, 0xff)].map((point) =>
  String.fromCodePoint(point),
);
// Both commas and cedillas: a name is shown as its bearer writes it. Ő and ű for the largest minority.
const romanian = 'ĂăȘșȚțŞşŢţŐőŰű„”‘’“–—…•×−≤≥→←↑↓€№\u2011';
const letters = latin.join('') + romanian;
const keepFeatures = ['kern', 'mark', 'mkmk', 'lnum', 'tnum', 'locl', 'ccmp'];

const cuts = [
  {
    name: 'opis-sans.woff2',
    source: 'source-sans/VF/SourceSans3VF-Upright.ttf',
    axes: { wght: { min: 400, max: 700 } },
  },
  // Serif at one weight and one optical size: what is written, in headings only.
  {
    name: 'opis-serif.woff2',
    source: 'source-serif/VAR/SourceSerif4Variable-Roman.ttf',
    axes: { wght: 620, opsz: 28 },
  },
];

for (const { name, source, axes } of cuts) {
  const whole = await readFile(resolve(source));
  const options = { targetFormat: 'woff2', noHinting: true, keepFeatures, variationAxes: axes };
  const cut = await subsetFont(whole, letters, options);
  await writeFile(new URL(name, target), cut);
  console.log(`${name}: ${whole.length} -> ${cut.length} bytes`);
}

function* codePoints(first, last) {
  for (let point = first; point <= last; point++) yield point;
}
