import type { ReadFile } from './file-job.ts';
import type { FileOutcome, FileReader } from './file-reader.ts';
import { inOwnFolder } from './own-folder.ts';
import { runTool } from './run-tool.ts';
import { toPageText } from './to-file-text.ts';

const limits = { timeoutMs: 120_000, maxMemory: 1024 * 1024 * 1024 };

/** Recognises one page with the machine's tesseract and its Romanian training; the page is drawn by our own reader. */
export async function recogniseWithTool(
  reader: FileReader,
  program: string,
  { file, page }: { file: ReadFile; page: number },
): Promise<FileOutcome> {
  const drawn = await reader.run({ task: 'draw', page, ...file });
  if (!('png' in drawn)) return drawn;
  return await inOwnFolder(async (folder) => {
    const words = ['stdin', 'stdout', '-l', 'ron', '--oem', '1', '--dpi', '300'];
    const { code, output } = await runTool({ program, words, input: drawn.png, folder, ...limits });
    if (code !== 0) throw new Error(`tesseract ended with ${code}`);
    return { seen: toPageText(output.toString('utf8')) };
  });
}
