import { handoverDeps, type Product } from './compose.ts';
import { type MailInSettings, startMailIn } from './compose-mail.ts';
import { startFileWorks } from './compose-processing.ts';
import { longWorkKinds } from './long-work-kinds.ts';
import { handoverSchedules, handoversJob } from './modules/administration/index.ts';
import { openlyNamedFiles } from './modules/case-files/index.ts';
import { deadlineSchedules, mailDigestsJob, watchTermsJob } from './modules/deadlines/index.ts';
import { runLongWork, tidyLongWorks, tidyLongWorksSchedule } from './modules/long-works/index.ts';
import { drillRestoreJob, makeCopiesJob, operationsSchedules } from './modules/operations/index.ts';
import {
  lookAfterMessages,
  outgoingMailSchedules,
  printedReceipts,
  sendMessage,
} from './modules/outgoing-mail/index.ts';
import { sealedRegisters } from './modules/registry/index.ts';
import {
  makeDueReports,
  makeUnfinishedListsJob,
  reportingSchedules,
  unfinishedListsSchedule,
} from './modules/reporting/index.ts';
import { readScan, scanSchedules, settleTaken, startFolderWatch } from './modules/scans/index.ts';
import { examineFile, examineMissing, signatureSchedules } from './modules/signatures/index.ts';
import { findPassedTermsJob, tacitApprovalSchedules } from './modules/tacit-approval/index.ts';
import { bindJob, type RunnableJob } from './platform/jobs/define-job.ts';
import type { Schedule } from './platform/jobs/schedules.ts';
import { startWorker } from './platform/jobs/worker.ts';
import { createMailer, type MailSettings } from './platform/mail/mailer.ts';
import { createPdfRenderer } from './platform/pdf/pdf-renderer.ts';
import { createPapers } from './platform/preview/papers.ts';
import type { ProcessingSettings } from './platform/processing/processing-settings.ts';
import { createScanReader } from './platform/scanning/scan-reader.ts';

// A volume of a book takes two seconds; on a machine with other things to do, many times that.
const volumeTimeMs = 5 * 60_000;

/** What of the settings the jobs need. */
export type JobSettings = {
  publicUrl: string;
  mail?: MailSettings | undefined;
  dnsServers?: readonly string[];
};

/** Every job with what it needs, and what comes by itself; `close` ends the helpers that were started for them. */
export function composeJobs(
  product: Product,
  settings: JobSettings,
): { jobs: readonly RunnableJob[]; schedules: readonly Schedule[]; close(): Promise<void> } {
  const pdf = createPdfRenderer({ timeLimitMs: volumeTimeMs });
  const mailer = createMailer(settings.mail);
  const papers = createPapers(product.log);
  const scanReader = createScanReader(product.log);
  const kinds = longWorkKinds(product, { ...settings, pdf });
  return {
    jobs: [
      bindJob(runLongWork, { ...product, kinds }),
      bindJob(tidyLongWorks, product),
      bindJob(makeCopiesJob, product),
      bindJob(makeDueReports, product),
      bindJob(makeUnfinishedListsJob, { ...product, pdf, mailer, publicUrl: settings.publicUrl }),
      bindJob(findPassedTermsJob, product),
      bindJob(drillRestoreJob, product),
      bindJob(handoversJob, handoverDeps(product)),
      bindJob(watchTermsJob, product),
      bindJob(lookAfterMessages, { ...product, sealedRegisters: sealedRegisters(product) }),
      bindJob(sendMessage, {
        ...product,
        sealedRegisters: sealedRegisters(product),
        mail: settings.mail,
        printReceipt: printedReceipts({ ...product, pdf, publicUrl: settings.publicUrl }),
      }),
      bindJob(readScan, { ...product, scanReader, publicUrl: settings.publicUrl }),
      bindJob(settleTaken, product),
      bindJob(examineFile, { ...product, papers }),
      bindJob(examineMissing, { ...product, papers }),
      bindJob(mailDigestsJob, {
        ...product,
        ...{ mailer, publicUrl: settings.publicUrl },
        openlyNamed: (ids) => openlyNamedFiles(product.db, ids),
      }),
    ],
    schedules: [
      tidyLongWorksSchedule,
      ...operationsSchedules,
      ...reportingSchedules,
      unfinishedListsSchedule,
      ...tacitApprovalSchedules,
      ...handoverSchedules,
      ...deadlineSchedules,
      ...signatureSchedules,
      ...outgoingMailSchedules,
      ...scanSchedules,
    ],
    close: async () => {
      pdf.close();
      mailer?.close();
      papers.close();
      scanReader.close();
    },
  };
}

/** What of the settings the watch over folders needs: it stands beside the jobs. */
type WatchSettings = { scanDir?: string | undefined; maxUploadBytes?: number };

/** Runs the product's jobs in this process until `stop`, and takes in what scanners drop and what comes by e-mail. */
export async function startProductWorker(
  product: Product,
  settings: JobSettings &
    WatchSettings &
    MailInSettings & {
      queueUrl: string;
      workerJobs: number;
      /** Absent: the works on files are left to another process. */
      processing?: ProcessingSettings;
    },
): Promise<{ stop(): Promise<void> }> {
  const { clock, log } = product;
  const { jobs, schedules, close } = composeJobs(product, settings);
  const plan = { jobs, schedules, concurrency: settings.workerJobs };
  const worker = await startWorker({ queueUrl: settings.queueUrl, clock, log }, plan);
  const { scanDir, maxUploadBytes: maxBytes } = settings;
  const watch = scanDir && maxBytes ? startFolderWatch({ ...product, scanDir, maxBytes }) : undefined;
  const mail = await startMailIn(product, settings);
  const works = settings.processing ? startFileWorks(product, settings.processing) : undefined;
  const stop = async () => {
    await works?.stop();
    await mail.stop();
    await watch?.stop();
    await worker.stop();
    await close();
  };
  return { stop };
}
