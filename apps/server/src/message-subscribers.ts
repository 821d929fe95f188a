import type { Product } from './compose.ts';
import { intakeSubscriber, type MessageSubscriber } from './modules/incoming-mail/index.ts';
import { sealedRegisters } from './modules/registry/index.ts';

/** Who goes on with each message that comes in, in the transaction that keeps it. */
export const messageSubscribers = (product: Product): readonly MessageSubscriber[] => [
  intakeSubscriber({ ...product, sealedRegisters: sealedRegisters(product) }),
];
