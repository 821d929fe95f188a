export { type AppliedReport, applyDeliveryReport, type DeliveryReport } from './apply-delivery-report.ts';
export { type Confirmation, confirmRegistration } from './confirm-registration.ts';
export { findThread, type MailThread } from './find-thread.ts';
export type { OutgoingMailDeps } from './outgoing-deps.ts';
export { printedReceipts } from './printed-receipts.ts';
export { type NewAttachment, type NewMessage, queueMessage } from './queue-message.ts';
export { sendMessage } from './send/send-message.ts';
