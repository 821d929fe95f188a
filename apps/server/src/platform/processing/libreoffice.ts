import { copyFile, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { FlaggedFileError } from './file-job.ts';
import { runTool } from './run-tool.ts';

const limits = { timeoutMs: 180_000, maxMemory: 1536 * 1024 * 1024 };

/**
 * A PDF of an office document, by LibreOffice with a profile of its own that goes with the folder: no macro runs (the
 * default for what comes from outside), no link is followed.
 */
export async function convertToPdf(
  program: string,
  { folder, path }: { folder: string; path: string },
): Promise<Uint8Array> {
  // It goes by the content; a name without meaning tells it nothing false.
  const source = join(folder, 'document');
  await copyFile(path, source);
  const profile = pathToFileURL(join(folder, 'profile')).href;
  const words = [
    `-env:UserInstallation=${profile}`,
    ...['--headless', '--norestore', '--nolockcheck', '--nodefault', '--nologo'],
    ...['--convert-to', 'pdf', '--outdir', folder, source],
  ];
  await runTool({ program, words, folder, ...limits });
  const bytes = await readFile(join(folder, 'document.pdf')).catch(() => undefined);
  if (!bytes || bytes.length === 0) throw new FlaggedFileError('damaged', 'no PDF was made');
  return bytes;
}
