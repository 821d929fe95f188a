import type { Clock } from '../../platform/clock.ts';
import type { FieldKeys } from '../../platform/crypto/field-crypto.ts';
import type { Db } from '../../platform/db.ts';
import type { FileStore } from '../../platform/files/file-store.ts';
import type { PdfRenderer } from '../../platform/pdf/pdf-renderer.ts';
import type { Previews } from '../../platform/preview/previews.ts';
import type { ProcedureBook, TaskSubscriber } from '../case-files/index.ts';
import type { DeadlineBook, TermFiles } from '../deadlines/index.ts';
import type { OrganisationDirectory } from '../organisation/index.ts';
import type { SealedRegisters } from '../parties/index.ts';
import type { AmendmentSubscriber, RegisterDirectory } from '../registry/index.ts';
import type { SealLetter } from '../signatures/index.ts';
import type { LetterSubscriber } from './letter-subscriber.ts';

/** What the use-cases of letters stand on. `trustHour` is true only for the seeder. */
export type LetterDeps = {
  db: Db;
  clock: Clock;
  keys: FieldKeys;
  organisation: OrganisationDirectory;
  registers: RegisterDirectory;
  sealedRegisters: SealedRegisters;
  procedures: ProcedureBook;
  deadlines: DeadlineBook;
  termFiles: TermFiles;
  /** Modules above the registry that follow what is amended in it. */
  subscribers: readonly AmendmentSubscriber[];
  /** Modules above that follow tasks; letters themselves are one of them. */
  taskSubscribers: readonly TaskSubscriber[];
  /** Modules above that follow letters. */
  letterSubscribers: readonly LetterSubscriber[];
  trustHour: boolean;
};

/** What signing with certificates needs besides. */
export type LetterSealDeps = LetterPrintDeps & { sealLetter: SealLetter };

/** What setting a letter on paper needs besides. */
export type LetterPrintDeps = LetterDeps & {
  files: FileStore;
  pdf: PdfRenderer;
  previews: Previews;
  /** Where the public pages are: what is printed leads there. */
  publicUrl: string;
};
