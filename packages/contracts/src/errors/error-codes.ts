import type { CaseFileErrorCode } from './case-file-errors.ts';
import { caseFileErrorCodes } from './case-file-errors.ts';
import type { CaseTaskErrorCode } from './case-task-errors.ts';
import { caseTaskErrorCodes } from './case-task-errors.ts';
import type { DeadlineErrorCode } from './deadline-errors.ts';
import { deadlineErrorCodes } from './deadline-errors.ts';
import type { DocumentErrorCode } from './document-errors.ts';
import { documentErrorCodes } from './document-errors.ts';
import type { EmergencyErrorCode } from './emergency-errors.ts';
import { emergencyErrorCodes } from './emergency-errors.ts';
import type { HistoryErrorCode } from './history-errors.ts';
import { historyErrorCodes } from './history-errors.ts';
import type { IdentityErrorCode } from './identity-errors.ts';
import { identityErrorCodes } from './identity-errors.ts';
import type { InformationRequestErrorCode } from './information-request-errors.ts';
import { informationRequestErrorCodes } from './information-request-errors.ts';
import type { LetterErrorCode } from './letter-errors.ts';
import { letterErrorCodes } from './letter-errors.ts';
import type { LiveErrorCode } from './live-errors.ts';
import { liveErrorCodes } from './live-errors.ts';
import type { LongWorkErrorCode } from './long-work-errors.ts';
import { longWorkErrorCodes } from './long-work-errors.ts';
import type { MailIntakeErrorCode } from './mail-intake-errors.ts';
import { mailIntakeErrorCodes } from './mail-intake-errors.ts';
import type { MailboxErrorCode } from './mailbox-errors.ts';
import { mailboxErrorCodes } from './mailbox-errors.ts';
import type { OrganisationErrorCode } from './organisation-errors.ts';
import { organisationErrorCodes } from './organisation-errors.ts';
import type { OutgoingMailErrorCode } from './outgoing-mail-errors.ts';
import { outgoingMailErrorCodes } from './outgoing-mail-errors.ts';
import type { PartyErrorCode } from './party-errors.ts';
import { partyErrorCodes } from './party-errors.ts';
import type { PetitionErrorCode } from './petition-errors.ts';
import { petitionErrorCodes } from './petition-errors.ts';
import type { PlatformErrorCode } from './platform-errors.ts';
import { platformErrorCodes } from './platform-errors.ts';
import type { ProcedureErrorCode } from './procedure-errors.ts';
import { procedureErrorCodes } from './procedure-errors.ts';
import type { RegistryErrorCode } from './registry-errors.ts';
import { registryErrorCodes } from './registry-errors.ts';
import type { ReportErrorCode } from './report-errors.ts';
import { reportErrorCodes } from './report-errors.ts';
import type { ScanErrorCode } from './scan-errors.ts';
import { scanErrorCodes } from './scan-errors.ts';
import type { SearchErrorCode } from './search-errors.ts';
import { searchErrorCodes } from './search-errors.ts';
import type { SignatureErrorCode } from './signature-errors.ts';
import { signatureErrorCodes } from './signature-errors.ts';
import type { SubstitutionErrorCode } from './substitution-errors.ts';
import { substitutionErrorCodes } from './substitution-errors.ts';
import type { TacitApprovalErrorCode } from './tacit-approval-errors.ts';
import { tacitApprovalErrorCodes } from './tacit-approval-errors.ts';

/** Every stable error code of the product. Each has a Romanian sentence in the catalogue; a test holds that. */
export type ErrorCode =
  | PlatformErrorCode
  | OrganisationErrorCode
  | IdentityErrorCode
  | SubstitutionErrorCode
  | LiveErrorCode
  | PartyErrorCode
  | EmergencyErrorCode
  | HistoryErrorCode
  | DocumentErrorCode
  | LongWorkErrorCode
  | RegistryErrorCode
  | DeadlineErrorCode
  | CaseFileErrorCode
  | CaseTaskErrorCode
  | LetterErrorCode
  | OutgoingMailErrorCode
  | PetitionErrorCode
  | InformationRequestErrorCode
  | ProcedureErrorCode
  | SignatureErrorCode
  | ReportErrorCode
  | TacitApprovalErrorCode
  | ScanErrorCode
  | MailIntakeErrorCode
  | MailboxErrorCode
  | SearchErrorCode;

/** The same list, for tests and for the API description. */
export const errorCodes: readonly ErrorCode[] = [
  ...platformErrorCodes,
  ...organisationErrorCodes,
  ...identityErrorCodes,
  ...substitutionErrorCodes,
  ...liveErrorCodes,
  ...partyErrorCodes,
  ...emergencyErrorCodes,
  ...historyErrorCodes,
  ...documentErrorCodes,
  ...longWorkErrorCodes,
  ...registryErrorCodes,
  ...deadlineErrorCodes,
  ...caseFileErrorCodes,
  ...caseTaskErrorCodes,
  ...letterErrorCodes,
  ...outgoingMailErrorCodes,
  ...petitionErrorCodes,
  ...informationRequestErrorCodes,
  ...procedureErrorCodes,
  ...signatureErrorCodes,
  ...reportErrorCodes,
  ...tacitApprovalErrorCodes,
  ...scanErrorCodes,
  ...mailIntakeErrorCodes,
  ...mailboxErrorCodes,
  ...searchErrorCodes,
];
