export {
  announceChange,
  announceChanges,
  forgetChanges,
  type LiveChange,
  type LiveTopic,
} from './announce-change.ts';
export type { EventActor, EventRow, NewAccess, NewEvent } from './event.ts';
export { toEventRow } from './event.ts';
export { listAccesses } from './list-accesses.ts';
export { recordAccess, recordEvent, recordEvents } from './record-event.ts';
export { type DaySeal, sealDays } from './seal-days.ts';
export { type SealFinding, verifySeals } from './verify-seals.ts';
