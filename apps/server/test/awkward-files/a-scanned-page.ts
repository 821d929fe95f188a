import { join } from 'node:path';
import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler';
import sharp, { type Sharp } from 'sharp';

import { readPrintFonts } from '../../src/platform/pdf/print-fonts.ts';

/** A page of invented text, and the faults that paper, scanner and camera add to it. */
export type ScannedPage = {
  readonly text: string;
  /** A family that typst brings itself, or of our print. */
  readonly font:
    | 'Libertinus Serif'
    | 'New Computer Modern'
    | 'DejaVu Sans Mono'
    | 'Source Sans 3'
    | 'Source Serif 4';
  readonly size?: number;
  /** Degrees, clockwise. */
  readonly turned?: number;
  /** Spread of the grain, in steps of grey. */
  readonly grain?: number;
  /** Radius of the blur. */
  readonly blur?: number;
  /** Lit from one side and pale, as a photograph made at the counter. */
  readonly photographed?: boolean;
  readonly dpi?: number;
};

const workspace = '/nonexistent/awkward-files';
let compiler: NodeCompiler | undefined;

/** The page as a JPEG, as a scanner or telephone would hand it in. */
export async function aScannedPage(page: ScannedPage): Promise<Buffer> {
  const { turned = 0, grain = 0, blur = 0, photographed = false, dpi = 300 } = page;
  const svg = Buffer.from(setPage(page));
  let picture = sharp(svg, { density: dpi, limitInputPixels: false }).flatten({ background: '#ffffff' });
  if (photographed) picture = await lightFromTheSide(picture);
  picture = picture.rotate(turned, { background: photographed ? '#8a8378' : '#ffffff' });
  if (blur > 0) picture = picture.blur(blur);
  if (grain > 0) picture = await addGrain(picture, grain);
  return await picture.jpeg({ quality: photographed ? 70 : 80 }).toBuffer();
}

function setPage({ text, font, size = 11 }: ScannedPage): string {
  compiler ??= NodeCompiler.create({ workspace, fontArgs: [{ fontBlobs: readPrintFonts().faces }] });
  const source = `#set page(paper: "a4", margin: 2.2cm)\n#set text(font: "${font}", size: ${size}pt, lang: "ro", hyphenate: false)\n#set par(justify: true)\n${text}`;
  const main = join(workspace, 'page.typ');
  compiler.addSource(main, source);
  const compiled = compiler.compile({ mainFilePath: main });
  if (!compiled.result) throw new Error(JSON.stringify(compiled.takeError()?.shortDiagnostics));
  return compiler.svg(compiled.result);
}

async function lightFromTheSide(picture: Sharp): Promise<Sharp> {
  const { data, info } = await picture.png().toBuffer({ resolveWithObject: true });
  const { width, height } = info;
  const shade = Buffer.from(
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}"><defs><linearGradient id="a" x1="0" y1="0" x2="1" y2="1"><stop offset="0" stop-color="#fffdf4"/><stop offset="1" stop-color="#a39c8e"/></linearGradient></defs><rect width="100%" height="100%" fill="url(#a)"/></svg>`,
  );
  const lit = await sharp(data)
    .composite([{ input: shade, blend: 'multiply' }])
    .png()
    .toBuffer();
  return sharp(lit).linear(0.75, 40);
}

/** Paper and letters alike get grain, from greys that are the same in every run. */
async function addGrain(picture: Sharp, sigma: number): Promise<Sharp> {
  const { data, info } = await picture
    .greyscale()
    .linear(0.9, 10)
    .raw()
    .toBuffer({ resolveWithObject: true });
  let state = 2026;
  const drawEven = () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
  for (let at = 0; at < data.length; at += 1) {
    // Even draws added up make a bell of spread one.
    let bell = -6;
    for (let draw = 0; draw < 12; draw += 1) bell += drawEven();
    data[at] = Math.max(0, Math.min(255, Math.round((data[at] ?? 0) + bell * sigma)));
  }
  return sharp(data, { raw: info });
}
