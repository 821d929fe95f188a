import type { SignatureReport, SigningAuthorisation, SigningCredential } from '@opis/contracts';
import type { Tx } from '../../platform/db.ts';
import type { SignatureField } from '../../platform/signing/sign/prepare-pdf.ts';
import type { Actor } from '../identity/index.ts';

/** A document to sign: `load` is asked when its turn comes. `subjectId` is the letter's. */
export type PaperToSeal = {
  readonly subjectId: string;
  load(): Promise<Uint8Array>;
  /** Where and as what it is seen (a one-page PDF, as typst sets it); absent: in the file and not on the page. */
  readonly visible?: SignatureField['visible'];
};

/** A signed document that our own verification found intact; earlier signatures in it are untouched. */
export type SealedPaper = {
  readonly subjectId: string;
  readonly pdf: Uint8Array;
  readonly report: SignatureReport;
};

/** What a person signs with one authorisation. */
export type SealCommand = {
  readonly requestId: string;
  readonly credentialId: string;
  readonly authorisation: SigningAuthorisation;
  readonly papers: readonly PaperToSeal[];
  /**
   * Keeps one signed document, in the transaction that counts it as signed: what it throws makes that document failed
   * and the batch goes on.
   */
  keep(tx: Tx, sealed: SealedPaper): Promise<void>;
};

/**
 * How letters are signed; made by `sealLetter` and handed over in `compose.ts`. The batch runs on after the answer:
 * `GET /api/v1/signing-batches/:id` tells how far it is. What the person typed is never kept: a batch whose process
 * ends leaves its other documents as `signature.interrupted`, and they are signed anew.
 */
export type SealLetter = {
  /** Certificates of the actor, their own only: nobody signs with another's, standing in or not. */
  credentialsOf(actor: Actor): Promise<SigningCredential[]>;
  /**
   * Begins; the same `requestId` again gives the same batch. Errors: `signature.no-credential`,
   * `signature.not-configured`, `signature.wrong-pin`, `signature.certificate-expired`, `signature.provider-*`.
   */
  seal(actor: Actor, command: SealCommand): Promise<{ batchId: string }>;
};
