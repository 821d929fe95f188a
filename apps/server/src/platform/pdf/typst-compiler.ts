import { join } from 'node:path';
import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler';
import { PdfError, type PdfJob } from './pdf-job.ts';
import { readPrintFonts } from './print-fonts.ts';
import { toPrintable } from './printable-text.ts';

/** Tagged, with every letter extractable and everything embedded (ISO 19005-2, level A); typst refuses what is not. */
const pdfStandard = 'a-2a';

/** Results that were not used in so many documents leave the compiler's memory. */
const cacheAge = 10;

/** A folder that is not there: a template that asks for a file finds none. */
const workspace = '/nonexistent/opis-print';

/**
 * Opens a compiler without a project folder: templates are given in memory, and no template can read a file of the
 * machine. Data comes in as JSON (`sys.inputs.data`) and is never part of a source.
 */
export function openTypst(): (job: PdfJob) => Buffer {
  const { faces, coverage } = readPrintFonts();
  const compiler = NodeCompiler.create({ workspace, fontArgs: [{ fontBlobs: faces }] });
  return ({ main, sources, data }) => {
    compiler.resetShadow();
    for (const [name, source] of Object.entries(sources)) compiler.addSource(join(workspace, name), source);
    const inputs = { data: JSON.stringify(toPrintable(data, coverage)) };
    try {
      return compile(compiler, join(workspace, main), inputs);
    } finally {
      compiler.evictCache(cacheAge);
    }
  };
}

function compile(compiler: NodeCompiler, mainFilePath: string, inputs: Record<string, string>): Buffer {
  const compiled = compiler.compile({ mainFilePath, inputs });
  const diagnostics = compiled.takeError();
  if (!compiled.result || diagnostics)
    throw new PdfError(withoutQuotes(JSON.stringify(diagnostics?.shortDiagnostics)));
  if (!compiled.result.title) throw new PdfError('the document has no title');
  try {
    return compiler.pdf(compiled.result, { pdfStandard });
  } catch (error) {
    // The export's own errors carry their text in `code` only.
    const { code } = error as { code?: string };
    throw new PdfError(withoutQuotes(code ?? String(error)));
  }
}

/** Diagnostics quote the text that failed: it may be a name, and this goes to the log. */
function withoutQuotes(text: string): string {
  return text.replace(/`[^`]*`/g, '`…`');
}
