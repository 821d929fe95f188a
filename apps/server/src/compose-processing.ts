import type { Product } from './compose.ts';
import { startProcessing } from './modules/file-processing/index.ts';
import { scanChecks } from './modules/scans/index.ts';
import { searchTexts } from './modules/search/index.ts';
import { createPreviews } from './platform/preview/previews.ts';
import { createFileReader } from './platform/processing/file-reader.ts';
import { findTools } from './platform/processing/find-tools.ts';
import type { ProcessingSettings } from './platform/processing/processing-settings.ts';
import { restWhenBusy } from './platform/processing/rest-when-busy.ts';

/** Works through the files that are kept, behind everything else, until `stop`. */
export function startFileWorks(product: Product, settings: ProcessingSettings): { stop(): Promise<void> } {
  const { log } = product;
  const previews = createPreviews(log);
  const works = startProcessing({
    ...product,
    previews,
    reader: createFileReader(log, { engines: settings.engines }),
    tools: findTools(settings.tools),
    scanner: settings.scanner,
    requireClean: settings.holdUntilClean,
    archiveCopies: settings.archiveCopies,
    checkSubscribers: [scanChecks],
    textSubscribers: [searchTexts],
    rest: restWhenBusy(),
  });
  const stop = async () => {
    await works.stop();
    previews.close();
  };
  return { stop };
}
