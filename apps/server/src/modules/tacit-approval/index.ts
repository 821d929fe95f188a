export { findPassedTermsJob, tacitApprovalSchedules } from './find-passed-terms.ts';
export { tacitLetterSubscriber } from './follow-letters.ts';
export { tacitApprovalRoutes } from './tacit-approval-routes.ts';
