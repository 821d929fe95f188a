import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { FileFlag } from '@opis/contracts';
import { runTool } from './run-tool.ts';
import type { Shrinking } from './shrink-pictures.ts';

type Work = { readonly folder: string; readonly path: string };
type Outcome = { readonly bytes: Uint8Array } | { readonly flag: FileFlag };

const limits = { timeoutMs: 300_000, maxMemory: 1024 * 1024 * 1024 };
// No file besides those that are named, no program, no question.
const always = ['-q', '-dSAFER', '-dBATCH', '-dNOPAUSE', '-dNOPROMPT', '-sDEVICE=pdfwrite'];

/** A smaller PDF: text stays text, pictures are as fine as the side of a page says. */
export async function shrinkWithGhostscript(program: string, work: Work & Shrinking): Promise<Outcome> {
  const dpi = Math.round(work.side / 11.7);
  const pictures = ['Color', 'Gray'].flatMap((kind) => [
    `-dDownsample${kind}Images=true`,
    `-d${kind}ImageResolution=${dpi}`,
    `-d${kind}ImageDownsampleType=/Bicubic`,
  ]);
  return await write(program, work, [...pictures, '-dCompatibilityLevel=1.7', '-dPreserveAnnots=true']);
}

async function write(program: string, { folder, path }: Work, words: readonly string[]): Promise<Outcome> {
  const output = join(folder, 'made.pdf');
  const { code } = await runTool({
    program,
    words: [...always, ...words, `--permit-file-read=${path}`, `-sOutputFile=${output}`, path],
    folder,
    ...limits,
  });
  const bytes = await readFile(output).catch(() => undefined);
  return code === 0 && bytes && bytes.length > 0 ? { bytes } : { flag: 'damaged' };
}
