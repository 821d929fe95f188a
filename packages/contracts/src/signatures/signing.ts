import { z } from 'zod';
import { Id } from '../ids.ts';

/** A certificate that a person signs with. `p12`: of the demonstration; `csc`: the key lies at a provider. */
export const SigningCredential = z.object({
  id: Id,
  kind: z.enum(['p12', 'csc']),
  name: z.string(),
  issuer: z.string(),
  /** ISO moment. */
  notAfter: z.string(),
  /** What the person must type; asked once for a whole batch and never kept. */
  asks: z.object({ pin: z.boolean(), otp: z.boolean() }),
});
export type SigningCredential = z.infer<typeof SigningCredential>;

/** The certificates of whoever asks, newest first. */
export const SigningCredentials = z.object({ items: z.array(SigningCredential) });
export type SigningCredentials = z.infer<typeof SigningCredentials>;

/** What the person typed to let the key be used. */
export const SigningAuthorisation = z.strictObject({
  pin: z.string().min(1).max(64).optional(),
  otp: z.string().min(1).max(64).optional(),
});
export type SigningAuthorisation = z.infer<typeof SigningAuthorisation>;

/** One document of a batch; `subjectId` is the letter's. */
export const SigningBatchItem = z.object({
  subjectId: Id,
  state: z.enum(['waiting', 'signed', 'failed']),
  /** Why it failed: a code of the catalogue. */
  errorCode: z.string().nullable(),
});
export type SigningBatchItem = z.infer<typeof SigningBatchItem>;

/** How far a batch is; `finishedAt` is null while it runs. */
export const SigningBatch = z.object({
  id: Id,
  total: z.number().int(),
  signed: z.number().int(),
  failed: z.number().int(),
  startedAt: z.string(),
  finishedAt: z.string().nullable(),
  items: z.array(SigningBatchItem),
});
export type SigningBatch = z.infer<typeof SigningBatch>;
