// The process that sets documents (pdf-renderer.ts starts it): one job in, one answer out, until the parent is gone.
import { type PdfAnswer, PdfError, type PdfJob } from './pdf-job.ts';
import { openTypst } from './typst-compiler.ts';

const setDocument = openTypst();

process.on('message', (job: PdfJob) => process.send?.(answer(job)));
process.on('disconnect', () => process.exit(0));
// Ctrl-C reaches the whole group: the parent finishes what it began, then lets go of this process.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => {});

function answer(job: PdfJob): PdfAnswer {
  try {
    return { pdf: setDocument(job) };
  } catch (error) {
    return { diagnostics: error instanceof PdfError ? error.message : String(error) };
  }
}
