// Cuts the two typefaces to what a page for citizens needs and writes them to assets/fonts. Run by hand after a font
// package changes: `node packages/portal/scripts/cut-fonts.mjs`. A page may weigh 60 KB in all, fonts among it.
import { readFile, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import subsetFont from 'subset-font';

const { resolve } = createRequire(import.meta.url);
const target = new URL('../assets/fonts/', import.meta.url);

const ascii = Array.from({ length: 95 }, (_, index) => String.fromCharCode(0x20 + index)).join('');
// Both commas and cedillas: a name is shown as its bearer writes it.
const romanian = 'ĂăÂâÎîȘșȚțŞşŢţ„”«»’–—…·•№°×−\u2011\u00a0';
// Names and places of the neighbours and minorities; whatever else comes up, the machine's own face draws.
const neighbours = 'ÁáÉéÍíÓóÖöŐőÚúÜüŰűÄäßÇçÈèÀàÔôÊêËëÏïÑñØøÅå§²½';
const keepFeatures = ['kern', 'mark', 'mkmk', 'lnum', 'tnum', 'locl', 'ccmp'];

const cuts = [
  {
    name: 'opis-sans.woff2',
    source: 'source-sans/VF/SourceSans3VF-Upright.ttf',
    letters: ascii + romanian + neighbours,
    variationAxes: { wght: { min: 400, max: 700 } },
  },
  {
    // Serif at one weight and one optical size: headings only.
    name: 'opis-serif.woff2',
    source: 'source-serif/VAR/SourceSerif4Variable-Roman.ttf',
    letters: ascii + romanian,
    variationAxes: { wght: 600, opsz: 28 },
  },
];

for (const { name, source, letters, variationAxes } of cuts) {
  const whole = await readFile(resolve(source));
  const options = { targetFormat: 'woff2', noHinting: true, keepFeatures, variationAxes };
  const cut = await subsetFont(whole, letters, options);
  await writeFile(new URL(name, target), cut);
  console.log(`${name}: ${whole.length} -> ${cut.length} bytes`);
}
