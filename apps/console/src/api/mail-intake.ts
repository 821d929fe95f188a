import type {
  HandOverMessageRequest,
  IntakeCount,
  IntakeDetail,
  IntakePage,
  IntakeRules,
  RefuseMessagesRequest,
  RegisterMessageRequest,
  RegisterMessageResponse,
  ReopenMessageRequest,
  RetireIntakeRuleRequest,
  ReturnDispatchRequest,
  RuleTrial,
  SaveIntakeRuleRequest,
  SettleLeftMessageRequest,
  TryIntakeRuleRequest,
} from '@opis/contracts';
import { request } from './http.ts';

const patience = 20_000;

export const listIntake = (
  view: 'queue' | 'done',
  after: string | undefined,
  signal?: AbortSignal,
): Promise<IntakePage> => request('/mail-intake', { query: { view, after }, signal });
/** In the body, since addresses are kept in logs and a CNP may be sought. */
export const searchIntake = (
  text: string,
  after: string | undefined,
  signal?: AbortSignal,
): Promise<IntakePage> => request('/mail-intake/search', { method: 'POST', body: { text, after }, signal });
export const countIntake = (signal?: AbortSignal): Promise<IntakeCount> =>
  request('/mail-intake/count', { signal });
export const readIntake = (id: string, signal?: AbortSignal): Promise<IntakeDetail> =>
  request(`/mail-intake/${id}`, { signal });

/** Fields that are absent stay as they are proposed. */
export type RegisterMessage = Omit<RegisterMessageRequest, 'confirmGap'> & { confirmGap?: boolean };
export const registerMessage = (id: string, body: RegisterMessage): Promise<RegisterMessageResponse> =>
  request(`/mail-intake/${id}/registration`, { method: 'POST', body, patience });
export const refuseMessages = (body: RefuseMessagesRequest): Promise<void> =>
  request('/mail-intake/refusal', { method: 'POST', body, patience });
export const reopenMessage = (id: string, body: ReopenMessageRequest): Promise<void> =>
  request(`/mail-intake/${id}/return`, { method: 'POST', body, patience });
export const handOverMessage = (id: string, body: HandOverMessageRequest): Promise<void> =>
  request(`/mail-intake/${id}/hand-over`, { method: 'POST', body, patience });
export const returnDispatch = (id: string, body: ReturnDispatchRequest): Promise<void> =>
  request(`/mail-intake/${id}/bounce`, { method: 'POST', body, patience });
export const settleLeftMessage = (id: string, body: SettleLeftMessageRequest): Promise<void> =>
  request(`/mail-intake/left/${id}/settlement`, { method: 'POST', body, patience });

export const listIntakeRules = (signal?: AbortSignal): Promise<IntakeRules> =>
  request('/intake-rules', { signal });
export const tryIntakeRule = (body: TryIntakeRuleRequest): Promise<RuleTrial> =>
  request('/intake-rules/trial', { method: 'POST', body, patience });
export const saveIntakeRule = (id: string, body: SaveIntakeRuleRequest): Promise<void> =>
  request(`/intake-rules/${id}`, { method: 'POST', body, patience });
export const retireIntakeRule = (id: string, body: RetireIntakeRuleRequest): Promise<void> =>
  request(`/intake-rules/${id}/retirement`, { method: 'POST', body, patience });
