import { join } from 'node:path';
import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler';
import sharp from 'sharp';
import { countPicturePages, pictureOptions } from './draw-for-reading.ts';
import { FlaggedFileError, type ReadFile } from './file-job.ts';

const workspace = '/nonexistent/opis-archive';
const maxPages = 300;
// An A4 page at 300 dpi; nothing is enlarged.
const side = 3508;
let compiler: NodeCompiler | undefined;

/**
 * A picture as PDF/A-2b (ISO 19005-2), one page for each of its own. Typst writes it and refuses what does not conform;
 * a copy that was not enforced is never called so.
 */
export async function archivePicture(job: ReadFile & { title: string }): Promise<Uint8Array> {
  const count = await countPicturePages(job.path);
  if (count > maxPages) throw new FlaggedFileError('pages-left-out');
  compiler ??= NodeCompiler.create({ workspace, fontArgs: [] });
  compiler.resetShadow();
  const sizes: { width: number; height: number }[] = [];
  for (let page = 1; page <= count; page += 1) {
    const { data, info } = await drawJpeg(job.path, page);
    compiler.mapShadow(join(workspace, `${page}.jpg`), data);
    sizes.push({ width: info.width, height: info.height });
  }
  const main = join(workspace, 'main.typ');
  compiler.addSource(main, template);
  const inputs = { data: JSON.stringify({ title: job.title, sizes }) };
  const compiled = compiler.compile({ mainFilePath: main, inputs });
  if (!compiled.result) throw new FlaggedFileError('does-not-conform', 'not set');
  try {
    return compiler.pdf(compiled.result, { pdfStandard: 'a-2b' });
  } catch (error) {
    throw new FlaggedFileError('does-not-conform', String((error as { code?: string }).code));
  } finally {
    compiler.evictCache(0);
  }
}

const template = `
#let given = json(bytes(sys.inputs.data))
#set document(title: given.title)
#for (index, size) in given.sizes.enumerate() {
  set page(width: size.width * 72pt / 300, height: size.height * 72pt / 300, margin: 0pt)
  image(str(index + 1) + ".jpg", width: 100%, height: 100%)
}
`;

function drawJpeg(path: string, page: number) {
  return sharp(path, { ...pictureOptions, page: page - 1 })
    .autoOrient()
    .flatten({ background: '#ffffff' })
    .toColourspace('srgb')
    .resize({ width: side, height: side, fit: 'inside', withoutEnlargement: true })
    .jpeg({ quality: 88 })
    .toBuffer({ resolveWithObject: true });
}
