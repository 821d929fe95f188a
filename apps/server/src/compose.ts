import { createPublicKey, type KeyObject } from 'node:crypto';
import type { PortalFrame } from '@opis/portal';
import type { Command } from 'commander';
import { longWorkKinds } from './long-work-kinds.ts';
import {
  accountRoutes,
  administrationRoutes,
  type CarryOutDeps,
  carryOutHandovers,
} from './modules/administration/index.ts';
import {
  type Absences,
  availabilityRoutes,
  caseFileParticipant,
  caseFileRoutes,
  caseFileSubscriber,
  caseFilesInSight,
  complaintRoutes,
  countOpenByUnit,
  describeReturn,
  giveBackUnitFiles,
  handOverUnitFiles,
  mayReadCaseFile,
  nameCaseFile,
  openlyNamedFiles,
  opisRoutes,
  type ProcedureBook,
  paperRoutes,
  petitionerRoutes,
  procedureBook,
  procedureCommands,
  procedureRoutes,
  type TaskSubscriber,
  taskRoutes,
  termFiles,
  verifyCaseFiles,
} from './modules/case-files/index.ts';
import {
  type DeadlineBook,
  deadlineBook,
  deadlineCommands,
  deadlineRoutes,
  moveTerms,
  type TermFiles,
} from './modules/deadlines/index.ts';
import { type DocumentDeps, documentRoutes } from './modules/documents/index.ts';
import { recordEvent } from './modules/events/index.ts';
import {
  createTokenCache,
  findAccountId,
  type IdentityDeps,
  identityCommands,
  identityHook,
  identityRoutes,
  mayBeSignedIn,
  relyingParty,
  secondFactorKeys,
} from './modules/identity/index.ts';
import { informationLetterSubscriber, informationRoutes } from './modules/information-requests/index.ts';
import {
  type LetterSubscriber,
  letterPapers,
  letterRoutes,
  letterTaskSubscriber,
  letterTemplateRoutes,
  verifyLetters,
} from './modules/letters/index.ts';
import { liveRoutes } from './modules/live/index.ts';
import { longWorkRoutes } from './modules/long-works/index.ts';
import { maskingRoutes } from './modules/masking/index.ts';
import { noticeRoutes } from './modules/notices/index.ts';
import {
  type House,
  operationsCommands,
  operationsRoutes,
  systemMetrics,
} from './modules/operations/index.ts';
import {
  citizenPages,
  type Institution,
  type OrganisationDirectory,
  organisationCommands,
  organisationDirectory,
  organisationRoutes,
  type UnitFiles,
} from './modules/organisation/index.ts';
import { type PartyDeps, partyRoutes, suggestParties } from './modules/parties/index.ts';
import { petitionLetterSubscriber, petitionRoutes } from './modules/petitions/index.ts';
import {
  type AmendmentSubscriber,
  type Batchers,
  betweenHeadsChecker,
  bookBatchers,
  closingRoutes,
  emergencyRoutes,
  entriesOfParties,
  entryFileRoutes,
  entryModelRoutes,
  exportRoutes,
  historyRoutes,
  openGeneralRegister,
  printedInstitution,
  printRoutes,
  type RegisterDirectory,
  registerDirectory,
  registerSetupRoutes,
  registryCommands,
  registryPages,
  registryRoutes,
  sealedRegisters,
  type VerifyPart,
  verifyEntry,
} from './modules/registry/index.ts';
import { reportingRoutes } from './modules/reporting/index.ts';
import { searchCommands, searchRoutes, unitList } from './modules/search/index.ts';
import {
  examineUploads,
  type SealLetter,
  type SigningSettings,
  sealLetter,
  signatureCommands,
  signatureRoutes,
} from './modules/signatures/index.ts';
import { listAbsences, substitutionRoutes } from './modules/substitutions/index.ts';
import { tacitApprovalRoutes, tacitLetterSubscriber } from './modules/tacit-approval/index.ts';
import type { RunCommand } from './platform/cli/run-command.ts';
import { type Clock, toLegalTime } from './platform/clock.ts';
import type { FieldKeys } from './platform/crypto/field-crypto.ts';
import type { Db } from './platform/db.ts';
import { demonstrationCrest } from './platform/demonstration-crest.ts';
import type { FileStore } from './platform/files/file-store.ts';
import { consolePages } from './platform/http/console-pages.ts';
import { healthRoutes } from './platform/http/health-routes.ts';
import { createHttp, type Http } from './platform/http/http.ts';
import { describeApi } from './platform/http/openapi.ts';
import { loadPortalAssets, type PortalAssets, portalAssetRoutes } from './platform/http/portal-assets.ts';
import type { PortalFrames } from './platform/http/portal-pages.ts';
import type { Log } from './platform/log.ts';
import { createPdfRenderer } from './platform/pdf/pdf-renderer.ts';
import { createPapers } from './platform/preview/papers.ts';
import { createPreviews } from './platform/preview/previews.ts';
import { migrationsFolder } from './platform/server-folders.ts';

/** What stands outside the program and is opened before it. */
export type Foundation = {
  db: Db;
  clock: Clock;
  log: Log;
  files: FileStore;
  keys: FieldKeys & { readonly sealKey: KeyObject };
  house: House;
  /** How people sign. */
  signing: SigningSettings;
};

/** How the doors are opened; each is a setting of `docs/settings.md`. */
export type DoorSettings = {
  publicUrl: string;
  trustProxy: boolean | string;
  maxUploadBytes: number;
  forbiddenTypes: readonly string[];
};

/** The product without any door: what the seeder, the commands, the upkeep and the routes share. */
export type Product = Foundation & {
  identity: IdentityDeps;
  organisation: OrganisationDirectory;
  /** What lies open in units, so that none closes over it. */
  unitFiles: UnitFiles;
  /** Rules of terms and the calendar they are counted in. */
  deadlines: DeadlineBook;
  /** In which ways files go. */
  procedures: ProcedureBook;
  termFiles: TermFiles;
  registers: RegisterDirectory;
  batchers: Batchers;
  /** Modules above the registry that follow what is amended in it. */
  subscribers: readonly AmendmentSubscriber[];
  /** Modules above the case files that go on when what they asked is settled. */
  taskSubscribers: readonly TaskSubscriber[];
  /** Modules above the letters that go on when these leave or come back. */
  letterSubscribers: readonly LetterSubscriber[];
  /** How letters are signed. */
  sealLetter: SealLetter;
  /** What they verify beside it. */
  verifyParts: readonly VerifyPart[];
  /** True only for the seeder: hours are its own, not the database's. */
  trustHour: boolean;
};

/**
 * Builds every object, by hand, once. `trustHour` lets the seeder alone write the past of an empty demonstration;
 * `committed` is told after each batch of registrations.
 */
export function compose(
  foundation: Foundation,
  options: { trustHour?: boolean; committed?: () => void } = {},
): Product {
  const { db, clock, keys } = foundation;
  const { trustHour = false, committed } = options;
  const taskSubscribers: readonly TaskSubscriber[] = [letterTaskSubscriber({ clock })];
  const organisation = organisationDirectory(db, { clock });
  const deadlines = deadlineBook({ db });
  const procedures = procedureBook({ db });
  const placing = {
    db,
    clock,
    keys,
    organisation,
    deadlines,
    procedures,
    sealedRegisters: sealedRegisters({ db }),
  };
  return {
    ...foundation,
    identity: {
      db,
      clock,
      recordEvent,
      tokenCache: createTokenCache(),
      secondFactorKeys: secondFactorKeys(keys),
    },
    organisation,
    unitFiles: {
      countOpen: countOpenByUnit,
      daysChanged: (tx, by, { days, at }) =>
        moveTerms(tx, { clock, deadlines, termFiles }, { actor: by, at, touched: { days } }),
    },
    deadlines,
    procedures,
    termFiles,
    registers: registerDirectory({ db, clock }),
    batchers: bookBatchers({
      db,
      clock,
      fieldKeys: keys,
      participants: [caseFileParticipant(placing)],
      trustHour,
      committed,
    }),
    taskSubscribers,
    subscribers: [caseFileSubscriber({ clock, trustHour, taskSubscribers, deadlines, termFiles })],
    letterSubscribers: [
      tacitLetterSubscriber({ clock, deadlines, termFiles }),
      informationLetterSubscriber({ clock, deadlines, termFiles }),
      petitionLetterSubscriber({ clock, taskSubscribers, deadlines, termFiles, trustHour }),
    ],
    sealLetter: sealLetter(foundation),
    verifyParts: [verifyCaseFiles, verifyLetters],
    trustHour,
  };
}

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

/** What carrying out the hand-over of closed units needs, for the doors, the jobs and the command line. */
export function handoverDeps(product: Product): CarryOutDeps {
  const { db, clock, identity, organisation } = product;
  return {
    ...{ db, clock, identity },
    unitFiles: {
      ...product.unitFiles,
      handOver: (handover) => handOverUnitFiles(product, handover),
      giveBack: (handover) => giveBackUnitFiles(product, handover),
      describeReturn: (handoverIds) => describeReturn(db, handoverIds),
    },
    forget() {
      product.deadlines.forget();
      organisation.forget();
      identity.tokenCache.forget();
    },
  };
}

async function registryDoors(app: Http, product: Product, settings: DoorSettings): Promise<() => void> {
  const pdf = createPdfRenderer();
  const previews = createPreviews(product.log);
  const uploadLimits = { maxBytes: settings.maxUploadBytes, forbiddenTypes: settings.forbiddenTypes };
  const papers = createPapers(product.log);
  const documents: DocumentDeps = {
    ...product,
    previews,
    uploadLimits,
    uploadSubscribers: [examineUploads],
  };
  registryRoutes(app, product);
  caseFileRoutes(app, {
    ...product,
    sealedRegisters: sealedRegisters(product),
    absences: absences(product),
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
    papers: letterPapers(),
  });
  letterTemplateRoutes(app, product);
  petitionRoutes(app, { ...product, sealedRegisters: sealedRegisters(product) });
  tacitApprovalRoutes(app, { ...product, sealedRegisters: sealedRegisters(product) });
  informationRoutes(app, { ...product, sealedRegisters: sealedRegisters(product) });
  entryModelRoutes(app, product);
  entryFileRoutes(app, { ...documents, registers: product.registers });
  signatureRoutes(app, product);
  maskingRoutes(app, { ...product, papers });
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

/** The command line of every module. */
export function productCommands(program: Command, run: RunCommand<Product>) {
  operationsCommands(program, run);
  organisationCommands(program, (work) =>
    run(async (product) => {
      const findPerson = (username: string) => findAccountId(product.db, username);
      const carryOut = () => carryOutHandovers(handoverDeps(product));
      await work({ ...product, findAccountId: findPerson, carryOut });
    }),
  );
  identityCommands(program, (work) => run(({ identity }) => work(identity)), { openGeneralRegister });
  registryCommands(program, run);
  procedureCommands(program, run);
  searchCommands(program, run);
  signatureCommands(program, run);
  deadlineCommands(program, run);
}
