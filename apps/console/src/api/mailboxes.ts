import type { Mailboxes, SaveMailboxRequest, TestMailboxRequest, TestMailboxResponse } from '@opis/contracts';
import { request } from './http.ts';

export const listMailboxes = () => request<Mailboxes>('/mailboxes');
export const saveMailbox = (body: SaveMailboxRequest) =>
  request<void>('/mailboxes', { method: 'POST', body });
export const testMailbox = (body: TestMailboxRequest) =>
  request<TestMailboxResponse>('/mailboxes/test', { method: 'POST', body });
