import type { Product } from './compose.ts';
import { exportInformation } from './modules/information-requests/index.ts';
import { type BoundLongWork, bindLongWork } from './modules/long-works/index.ts';
import { sendLetters } from './modules/outgoing-mail/index.ts';
import { exportPetitionReport } from './modules/petitions/index.ts';
import { exportBook } from './modules/registry/index.ts';
import { exportWorksReport } from './modules/reporting/index.ts';
import { type MailingSettings, outgoingActs } from './outgoing-acts.ts';
import type { PdfRenderer } from './platform/pdf/pdf-renderer.ts';

/** Every kind of long work with what it needs: the worker runs them, the doors ask who may have their files. */
export function longWorkKinds(
  product: Product,
  { pdf, publicUrl, ...mailing }: { pdf: PdfRenderer; publicUrl: string } & MailingSettings,
): readonly BoundLongWork[] {
  return [
    bindLongWork(exportBook, { ...product, pdf, publicUrl }),
    bindLongWork(exportInformation, { ...product, pdf, publicUrl }),
    bindLongWork(exportPetitionReport, { ...product, pdf, publicUrl }),
    bindLongWork(sendLetters, { ...product, ...outgoingActs(product, mailing) }),
    bindLongWork(exportWorksReport, { ...product, pdf, publicUrl }),
  ];
}
