import { createPublicKey } from 'node:crypto';
import type { PortalFrame } from '@opis/portal';
import { handoverDeps, type Product } from './compose.ts';
import { longWorkKinds } from './long-work-kinds.ts';
import { accountRoutes, administrationRoutes } from './modules/administration/index.ts';
import {
  type Absences,
  availabilityRoutes,
  caseFileRoutes,
  caseFilesInSight,
  complaintRoutes,
  mayReadCaseFile,
  nameCaseFile,
  openlyNamedFiles,
  opisRoutes,
  paperRoutes,
  petitionerRoutes,
  procedureRoutes,
  readableDocuments,
  taskRoutes,
} from './modules/case-files/index.ts';
import { deadlineRoutes } from './modules/deadlines/index.ts';
import { type DocumentDeps, documentRoutes, listDocumentFiles } from './modules/documents/index.ts';
import { fileWorkRoutes, processUploads } from './modules/file-processing/index.ts';
import {
  type Actor,
  identityHook,
  identityRoutes,
  mayBeSignedIn,
  relyingParty,
} from './modules/identity/index.ts';
import { intakeRoutes, mailboxRoutes, messagePartRoutes } from './modules/incoming-mail/index.ts';
import { informationRoutes } from './modules/information-requests/index.ts';
import { letterPapers, letterRoutes, lettersOfFile, letterTemplateRoutes } from './modules/letters/index.ts';
import { liveRoutes } from './modules/live/index.ts';
import { longWorkRoutes } from './modules/long-works/index.ts';
import { maskingRoutes } from './modules/masking/index.ts';
import { noticeRoutes } from './modules/notices/index.ts';
import { operationsRoutes, systemMetrics } from './modules/operations/index.ts';
import { citizenPages, type Institution, organisationRoutes } from './modules/organisation/index.ts';
import { outgoingMailRoutes } from './modules/outgoing-mail/index.ts';
import { type PartyDeps, partyRoutes, suggestParties } from './modules/parties/index.ts';
import { petitionRoutes } from './modules/petitions/index.ts';
import {
  betweenHeadsChecker,
  closingRoutes,
  emergencyRoutes,
  entriesOfParties,
  entryFileRoutes,
  entryModelRoutes,
  exportRoutes,
  historyRoutes,
  nameByNumber,
  printedInstitution,
  printRoutes,
  registerSetupRoutes,
  registryPages,
  registryRoutes,
  sealedRegisters,
  verifyEntry,
} from './modules/registry/index.ts';
import { reportingRoutes } from './modules/reporting/index.ts';
import { scanRoutes } from './modules/scans/index.ts';
import { documentMarksRoutes, messageSearchRoutes, searchRoutes, unitList } from './modules/search/index.ts';
import { examineUploads, signatureRoutes } from './modules/signatures/index.ts';
import { listAbsences, substitutionRoutes } from './modules/substitutions/index.ts';
import { tacitApprovalRoutes } from './modules/tacit-approval/index.ts';
import { outgoingActs } from './outgoing-acts.ts';
import { toLegalTime } from './platform/clock.ts';
import { demonstrationCrest } from './platform/demonstration-crest.ts';
import { consolePages } from './platform/http/console-pages.ts';
import { healthRoutes } from './platform/http/health-routes.ts';
import { createHttp, type Http } from './platform/http/http.ts';
import { describeApi } from './platform/http/openapi.ts';
import { loadPortalAssets, type PortalAssets, portalAssetRoutes } from './platform/http/portal-assets.ts';
import type { PortalFrames } from './platform/http/portal-pages.ts';
import type { MailSettings } from './platform/mail/mailer.ts';
import { createMailReader } from './platform/mail/parse/mail-reader.ts';
import { createPdfRenderer } from './platform/pdf/pdf-renderer.ts';
import { createPapers } from './platform/preview/papers.ts';
import { createPreviews } from './platform/preview/previews.ts';
import { createScanReader } from './platform/scanning/scan-reader.ts';
import { migrationsFolder } from './platform/server-folders.ts';

/** How the doors are opened; each is a setting of `docs/settings.md`. */
export type DoorSettings = {
  publicUrl: string;
  trustProxy: boolean | string;
  maxUploadBytes: number;
  forbiddenTypes: readonly string[];
  /** Where scans are dropped; undefined: only browsers bring them. */
  scanDir?: string | undefined;
  mail?: MailSettings | undefined;
  dnsServers?: readonly string[];
};

/** The doors of all modules on one server that does not listen yet; `close` also ends the helpers it started. */
export async function composeHttp(
  product: Product,
  settings: DoorSettings,
): Promise<{ app: Http; close(): Promise<void> }> {
  const { db, clock, log, keys } = product;
  const app = createHttp({ log, trustProxy: settings.trustProxy });
  await describeApi(app);
  await identityHook(app, { ...product.identity, log });
  systemMetrics(healthRoutes(app, { db, migrationsFolder }), product);
  operationsRoutes(app, product);
  identityRoutes(app, {
    ...product.identity,
    relyingParty: relyingParty(
      settings.publicUrl,
      async () => (await product.organisation.institution()).name,
    ),
  });
  organisationRoutes(app, { db, clock });
  substitutionRoutes(app, { db, clock, forgetCallers: product.identity.tokenCache.forget });
  administrationDoors(app, product, settings);
  const parties: PartyDeps = {
    db,
    clock,
    keys,
    sealedRegisters: sealedRegisters({ db }),
    entries: entriesOfParties(product),
  };
  partyRoutes(app, parties);
  reportingRoutes(app, product);
  searchRoutes(app, {
    ...product,
    units: unitList({ db, clock }),
    suggestParties: (actor, text) => suggestParties(parties, actor, text),
  });
  await liveRoutes(app, {
    db,
    clock,
    log,
    registers: product.registers,
    mayWatch: (actor, id) => mayReadCaseFile(product, actor, id),
  });
  noticeRoutes(app, { db, clock, filesInSight: (actor, ids) => caseFilesInSight(product, actor, ids) });
  const closeRegistry = await registryDoors(app, product, settings);
  const assets = loadPortalAssets(demonstrationCrest);
  const frames = async () => toPortalFrame(await product.organisation.institution(), assets);
  petitionerRoutes(app, { ...product, sealedRegisters: sealedRegisters(product), frames });
  await publicDoors(app, product, { assets, frames });
  await consolePages(app, citizenPages({ db, clock, frames }, mayBeSignedIn));
  await app.ready();
  const close = async () => {
    await app.close();
    closeRegistry();
  };
  return { app, close };
}

function administrationDoors(app: Http, product: Product, { publicUrl }: DoorSettings) {
  const { db, clock, registers } = product;
  const administration = { ...handoverDeps(product), registers, publicUrl };
  administrationRoutes(app, administration);
  accountRoutes(app, administration);
  registerSetupRoutes(app, { db, clock, registers });
}

async function registryDoors(app: Http, product: Product, settings: DoorSettings): Promise<() => void> {
  const pdf = createPdfRenderer();
  const previews = createPreviews(product.log);
  const uploadLimits = { maxBytes: settings.maxUploadBytes, forbiddenTypes: settings.forbiddenTypes };
  const papers = createPapers(product.log);
  const scanReader = createScanReader(product.log);
  const reader = createMailReader(product.log);
  const documents: DocumentDeps = {
    ...product,
    previews,
    uploadLimits,
    uploadSubscribers: [processUploads, examineUploads],
  };
  registryRoutes(app, product);
  caseFileRoutes(app, {
    ...product,
    sealedRegisters: sealedRegisters(product),
    absences: absences(product),
    lettersOf: lettersOfFile,
  });
  complaintRoutes(app, product);
  availabilityRoutes(app, { ...product, forgetCallers: product.identity.tokenCache.forget });
  paperRoutes(app, product);
  taskRoutes(app, { ...product, absences: absences(product) });
  procedureRoutes(app, { ...product, sealedRegisters: sealedRegisters(product) });
  opisRoutes(app, {
    ...documents,
    ...product,
    sealedRegisters: sealedRegisters(product),
    pdf,
    publicUrl: settings.publicUrl,
  });
  deadlineRoutes(app, {
    ...product,
    pdf,
    requireFile: (actor, id) => nameCaseFile(product, actor, id),
    openlyNamed: (ids) => openlyNamedFiles(product.db, ids),
    head: () => printedInstitution({ ...product, publicUrl: settings.publicUrl }),
  });
  letterRoutes(app, {
    ...product,
    sealedRegisters: sealedRegisters(product),
    pdf,
    previews,
    publicUrl: settings.publicUrl,
    papers: letterPapers(),
  });
  letterTemplateRoutes(app, product);
  outgoingMailRoutes(app, { ...product, ...outgoingActs(product, settings) });
  intakeRoutes(app, { ...product, sealedRegisters: sealedRegisters(product) });
  messageSearchRoutes(app, { ...product, sealedRegisters: sealedRegisters(product) });
  messagePartRoutes(app, { ...product, previews, reader, sealedRegisters: sealedRegisters(product) });
  mailboxRoutes(app, product);
  petitionRoutes(app, { ...product, sealedRegisters: sealedRegisters(product) });
  tacitApprovalRoutes(app, { ...product, sealedRegisters: sealedRegisters(product) });
  informationRoutes(app, { ...product, sealedRegisters: sealedRegisters(product) });
  entryModelRoutes(app, product);
  entryFileRoutes(app, { ...documents, ...product });
  signatureRoutes(app, product);
  fileWorkRoutes(app, {
    ...product,
    readableFiles: (actor, id) => readableFiles(product, actor, id),
    nameOffered: async (actor, { id, name }) =>
      nameByNumber((await nameCaseFile(product, actor, id)).registrationNumber, name),
  });
  maskingRoutes(app, { ...product, papers });
  documentMarksRoutes(app, { ...product, papers });
  scanRoutes(app, {
    ...product,
    ...{ scanReader, pdf, publicUrl: settings.publicUrl, watching: settings.scanDir !== undefined },
  });
  printRoutes(app, { ...product, pdf, publicUrl: settings.publicUrl });
  emergencyRoutes(app, { ...product, pdf, publicUrl: settings.publicUrl });
  exportRoutes(app, product);
  closingRoutes(app, { ...product, pdf, publicUrl: settings.publicUrl });
  longWorkRoutes(app, { ...product, kinds: longWorkKinds(product, { ...settings, pdf }) });
  await app.register((files, _options, done) => {
    historyRoutes(files as Http, product);
    done();
  });
  await app.register((uploads, _options, done) => {
    documentRoutes(uploads as Http, documents);
    done();
  });
  return () => {
    pdf.close();
    previews.close();
    papers.close();
    scanReader.close();
    reader.close();
  };
}

/** Who is away today, as the page of assigning asks. */
function absences({ db, clock }: Product): Absences {
  return {
    async of(staffIds) {
      const away = await listAbsences(db, { staffIds, today: toLegalTime(clock.now()).date });
      return new Map(
        [...away].map(([id, { until, substitute }]) => [
          id,
          { presence: 'substituted', absence: { until, substitute } },
        ]),
      );
    },
  };
}

/** What lies behind the documents of a file that the actor may read. */
async function readableFiles(product: Product, actor: Actor, caseFileId: string) {
  const readable = await readableDocuments(product, actor, caseFileId);
  const grants = [...new Set(readable.values())];
  const listed = await Promise.all(grants.map((grant) => listDocumentFiles(product.db, grant)));
  return listed.flat().filter(({ id }) => readable.has(id));
}

/** What anybody may open without an account. */
async function publicDoors(
  app: Http,
  { db, keys }: Product,
  { assets, frames }: { assets: PortalAssets; frames: PortalFrames },
) {
  portalAssetRoutes(app, assets);
  const betweenHeads = betweenHeadsChecker(db);
  await registryPages(app, {
    db,
    frames,
    verifyEntry: (claim) => verifyEntry({ db, betweenHeads }, claim),
    sealPublicKey: createPublicKey(keys.sealKey).export({ type: 'spki', format: 'pem' }).toString(),
  });
}

function toPortalFrame(institution: Institution, { styles, crest }: PortalAssets): PortalFrame {
  const { name, phone, address, email, demonstrationPassword } = institution;
  const isDemonstration = demonstrationPassword !== null;
  return {
    institution: { name, phone, address, email },
    assets: { styles, crest: isDemonstration ? crest : null },
  };
}
