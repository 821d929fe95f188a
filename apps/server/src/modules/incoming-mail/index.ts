export { readMessages } from './arrive/message-reader.ts';
export type { MessageSubscriber } from './arrive/message-subscriber.ts';
