import type { Direction, RegisterDocumentResponse } from '@opis/contracts';
import type { Acting, Actor } from '../../identity/index.ts';
import type { ValidSender } from '../../parties/index.ts';
import type { CaseFileWishes, FollowedEntry, RegistrationOrigin } from '../registration-participant.ts';

/** A registration that was validated and resolved, and waits for its number. */
export type PreparedEntry = {
  /** Who registers, and in whose name when the right is another's. */
  actor: Actor & Acting;
  requestId: string;
  /** SHA-256 of what was asked, hex: the same id with another body is a conflict. */
  bodyHash: string;
  direction: Direction;
  channel: string;
  subject: string;
  issuer: string;
  sender: ValidSender | undefined;
  /** Of a confidential register: nobody reads its file but who is named on the register. */
  sealed: boolean;
  sheets: number;
  annexes: number;
  issuerNumber: string | null;
  issuerDate: string | null;
  unitId: string | null;
  categoryCode: string | null;
  subRegister: string | null;
  nomenclatureCode: string | null;
  /** The entry that it answers or completes. */
  follows: FollowedEntry | undefined;
  /** What was first written on a sheet of an emergency book: its number there, and the hour on the sheet (ISO, UTC). */
  emergency: { number: string; receivedAt: string } | undefined;
  /** Codes of the register and of its sub-registers. */
  register: string;
  subRegisters: readonly string[];
  caseFile: CaseFileWishes;
  origin: RegistrationOrigin | undefined;
  uploads: readonly string[];
  confirmGap: boolean;
};

/** What a registration answers; kept as the command's result. */
export type Registered = RegisterDocumentResponse;
