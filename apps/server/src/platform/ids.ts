import { randomBytes } from 'node:crypto';
import { v7 } from 'uuid';

/** A new UUID version 7: sorts by the moment it was made. */
export const newId = (): string => v7();

/** `bytes` of randomness from the system, as hex. */
export const randomHex = (bytes: number): string => randomBytes(bytes).toString('hex');
