import type {
  ActOnMessageRequest,
  DecideMessageRequest,
  LetterMail,
  LongWork,
  OutgoingBatch,
  OutgoingCounts,
  OutgoingMessageDetail,
  OutgoingPage,
  OutgoingQueue,
  SendLetterByEmailRequest,
  SendLettersByEmailRequest,
  SendLettersByEmailResponse,
} from '@opis/contracts';
import { request } from './http.ts';

const patience = 30_000;

export const listMessages = (
  queue: OutgoingQueue,
  after?: string,
  signal?: AbortSignal,
): Promise<OutgoingPage> => request('/outgoing-messages', { query: { queue, after }, signal });
export const countMessages = (signal?: AbortSignal): Promise<OutgoingCounts> =>
  request('/outgoing-messages/counts', { signal });
export const readMessage = (id: string, signal?: AbortSignal): Promise<OutgoingMessageDetail> =>
  request(`/outgoing-messages/${id}`, { signal });
export const readLetterMail = (letterId: string, signal?: AbortSignal): Promise<LetterMail> =>
  request(`/letters/${letterId}/mail`, { signal });
export const sendLetterByEmail = (
  letterId: string,
  body: SendLetterByEmailRequest,
): Promise<OutgoingMessageDetail> => request(`/letters/${letterId}/mail`, { method: 'POST', body, patience });
export const sendLettersByEmail = (body: SendLettersByEmailRequest): Promise<SendLettersByEmailResponse> =>
  request('/outgoing-batches', { method: 'POST', body, patience });
export const readBatch = (workId: string, signal?: AbortSignal): Promise<OutgoingBatch> =>
  request(`/outgoing-batches/${workId}`, { signal });
export const readBatchWork = (workId: string, signal?: AbortSignal): Promise<LongWork> =>
  request(`/long-works/${workId}`, { signal });
export const actOnMessage = (
  id: string,
  verb: 'withdraw' | 'send-now' | 'try-again' | 'decide',
  body: ActOnMessageRequest | DecideMessageRequest,
): Promise<OutgoingMessageDetail> =>
  request(`/outgoing-messages/${id}/${verb}`, { method: 'POST', body, patience });
