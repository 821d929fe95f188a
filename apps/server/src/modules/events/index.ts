export type { EventActor, EventRow, NewAccess, NewEvent } from './event.ts';
export { toEventRow } from './event.ts';
export { recordAccess, recordEvent } from './record-event.ts';
