export type { ErrorModel } from './error-page.tsx';
export type { PortalFrame } from './frame.ts';
export type { FrontModel } from './front-page.tsx';
export type { HeadsModel, PublicHead, SignedDay } from './heads-page.tsx';
export {
  renderCaseStatus,
  renderError,
  renderFront,
  renderHeads,
  renderVerification,
  renderVerificationForm,
} from './pages.tsx';
export type {
  PaperClaim,
  Proof,
  ShownHead,
  VerificationModel,
  VerifiedContents,
  VerifiedEntry,
} from './verification.ts';
export {
  emptyForm,
  type VerificationFormErrors,
  type VerificationFormValues,
} from './verification-form.tsx';
export type { VerificationFormModel } from './verification-form-page.tsx';
