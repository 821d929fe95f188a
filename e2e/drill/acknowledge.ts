import { RegisterDocumentResponse } from '../../packages/contracts/src/index.ts';
import type { Answer, Api } from './api.ts';
import type { Acknowledgement } from './compare-book.ts';
import type { Paper } from './paper.ts';

/** What callers were told, all of them together; the book is compared with it in the end. */
export type Told = {
  acknowledged: Acknowledgement[];
  /** SHA-256 of the scan, by the request that carried it. */
  scans: Map<string, string>;
  /** What no caller may ever be told, and answers that never came. Empty when all is well. */
  unexpected: string[];
};

/** Nobody was told anything yet. */
export const nothingTold = (): Told => ({ acknowledged: [], scans: new Map(), unexpected: [] });

/** The answer to a registration as something to hold the book to; undefined when it is no acknowledgement. */
export function toAcknowledgement(paper: Paper, body: unknown): Acknowledgement | undefined {
  const told = RegisterDocumentResponse.safeParse(body);
  if (!told.success) return undefined;
  const { year, number, hash, registeredAt, registeredOn, subRegister, subNumber } = told.data;
  return {
    ...{ requestId: paper.requestId, subject: paper.subject, year, number, hash },
    ...{ registeredAt, registeredOn, subRegister, subNumber },
  };
}

/** Registers once, whatever comes of it; an acknowledgement is added to what was told. */
export async function registerOnce(
  api: Api,
  told: Told,
  { paper, uploads = [], changes = {} }: { paper: Paper; uploads?: readonly string[]; changes?: object },
): Promise<Answer> {
  const answer = await api.register({ ...paper.toBody(uploads), ...changes });
  const acknowledgement =
    answer.kind === 'answered' && answer.status === 201 ? toAcknowledgement(paper, answer.body) : undefined;
  if (acknowledgement) told.acknowledged.push(acknowledgement);
  return answer;
}
