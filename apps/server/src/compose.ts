import type { KeyObject } from 'node:crypto';
import type { Command } from 'commander';
import { type CarryOutDeps, carryOutHandovers } from './modules/administration/index.ts';
import {
  caseFileParticipant,
  caseFileSubscriber,
  countOpenByUnit,
  describeReturn,
  giveBackUnitFiles,
  handOverUnitFiles,
  type ProcedureBook,
  procedureBook,
  procedureCommands,
  type TaskSubscriber,
  type TemplateCodes,
  termFiles,
  verifyCaseFiles,
} from './modules/case-files/index.ts';
import {
  type DeadlineBook,
  deadlineBook,
  deadlineCommands,
  lawCommands,
  moveTerms,
  type TermFiles,
} from './modules/deadlines/index.ts';
import type { FileGuard } from './modules/documents/index.ts';
import { recordEvent } from './modules/events/index.ts';
import { fileGuard } from './modules/file-processing/index.ts';
import {
  createTokenCache,
  findAccountId,
  type IdentityDeps,
  identityCommands,
  secondFactorKeys,
} from './modules/identity/index.ts';
import { mailParticipant } from './modules/incoming-mail/index.ts';
import { informationLetterSubscriber, reportLayoutCommands } from './modules/information-requests/index.ts';
import {
  type LetterSubscriber,
  letterTaskSubscriber,
  letterTemplateCodes,
  verifyLetters,
} from './modules/letters/index.ts';
import { type House, operationsCommands } from './modules/operations/index.ts';
import {
  type OrganisationDirectory,
  organisationCommands,
  organisationDirectory,
  type UnitFiles,
} from './modules/organisation/index.ts';
import { outgoingLetterSubscriber } from './modules/outgoing-mail/index.ts';
import { petitionLetterSubscriber } from './modules/petitions/index.ts';
import {
  type AmendmentSubscriber,
  type Batchers,
  bookBatchers,
  openGeneralRegister,
  type RegisterDirectory,
  registerDirectory,
  registryCommands,
  sealedRegisters,
  type VerifyPart,
} from './modules/registry/index.ts';
import { searchCommands } from './modules/search/index.ts';
import {
  type SealLetter,
  type SigningSettings,
  sealLetter,
  signatureCommands,
} from './modules/signatures/index.ts';
import { tacitLetterSubscriber } from './modules/tacit-approval/index.ts';
import type { RunCommand } from './platform/cli/run-command.ts';
import type { Clock } from './platform/clock.ts';
import type { FieldKeys } from './platform/crypto/field-crypto.ts';
import type { Db } from './platform/db.ts';
import type { FileStore } from './platform/files/file-store.ts';
import type { Log } from './platform/log.ts';

/** What stands outside the program and is opened before it. */
export type Foundation = {
  db: Db;
  /** Connections that only give numbers: they keep the statement prepared, and no burst of reading stands before it. */
  bookDb: Db;
  clock: Clock;
  log: Log;
  files: FileStore;
  keys: FieldKeys & { readonly sealKey: KeyObject };
  house: House;
  /** How people sign. */
  signing: SigningSettings;
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
  /** What templates of letters a procedure may name. */
  letterTemplates: TemplateCodes;
  termFiles: TermFiles;
  registers: RegisterDirectory;
  /** Which files may be opened. */
  fileGuard: FileGuard;
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
 * `committed` is told after each batch of registrations; with `holdUntilClean` no file is opened before the antivirus.
 */
export function compose(
  foundation: Foundation,
  options: { trustHour?: boolean; committed?: () => void; holdUntilClean?: boolean } = {},
): Product {
  const { db, clock, keys } = foundation;
  const { trustHour = false, committed, holdUntilClean = false } = options;
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
    letterTemplates: letterTemplateCodes({ db }),
    termFiles,
    registers: registerDirectory({ db }),
    fileGuard: fileGuard({ db }, { holdUntilClean }),
    batchers: bookBatchers({
      db: foundation.bookDb,
      clock,
      fieldKeys: keys,
      participants: [caseFileParticipant(placing), mailParticipant()],
      trustHour,
      committed,
    }),
    taskSubscribers,
    subscribers: [caseFileSubscriber({ clock, trustHour, taskSubscribers, deadlines, termFiles })],
    letterSubscribers: [
      tacitLetterSubscriber({ clock, deadlines, termFiles }),
      informationLetterSubscriber({ clock, deadlines, termFiles }),
      petitionLetterSubscriber({ clock, taskSubscribers, deadlines, termFiles, trustHour }),
      outgoingLetterSubscriber,
    ],
    sealLetter: sealLetter(foundation),
    verifyParts: [verifyCaseFiles, verifyLetters],
    trustHour,
  };
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
  lawCommands(program, run);
  reportLayoutCommands(program, run);
}
