import type {
  CaseTerms,
  CheckedRule,
  CheckRuleRequest,
  CheckYearRequest,
  ComputeDeadlineQuery,
  DeadlineRules,
  DeadlineSheet,
  MovingTerms,
  PreviewDaysRequest,
  TermSheet,
} from '@opis/contracts';
import { apiUrl, request } from './http.ts';

/** Every rule of law, who vouches for it, and the years that terms are counted in. */
export const listDeadlineRules = (): Promise<DeadlineRules> => request('/deadlines/rules');

/** The sheet of a rule from a day. */
export const computeDeadline = (
  query: Partial<ComputeDeadlineQuery>,
  signal?: AbortSignal,
): Promise<DeadlineSheet> => request('/deadlines/compute', { query, signal });

/** Where the same is printed. */
export const computePaperUrl = (query: Partial<ComputeDeadlineQuery>): string =>
  apiUrl('/deadlines/compute.pdf', query);

/** The lawyer vouches for a rule, or takes it back. */
export const checkRule = (
  { id, validFrom }: { id: string; validFrom: string },
  body: CheckRuleRequest,
): Promise<CheckedRule> => request(`/deadlines/rules/${id}/${validFrom}/check`, { method: 'POST', body });

/** The lawyer vouches for the days off of a year. */
export const checkYear = (year: number, body: CheckYearRequest): Promise<DeadlineRules> =>
  request(`/deadlines/years/${year}/check`, { method: 'POST', body });

/** Which open terms a change of the institution's days would move; moves none. */
export const previewDays = (body: PreviewDaysRequest, signal?: AbortSignal): Promise<MovingTerms> =>
  request('/deadlines/days/preview', { method: 'POST', body, signal });

/** The terms of a file. */
export const listCaseTerms = (id: string, signal?: AbortSignal): Promise<CaseTerms> =>
  request(`/case-files/${id}/terms`, { signal });

/** The sheet of one of them. */
export const readTermSheet = (id: string, termId: string, signal?: AbortSignal): Promise<TermSheet> =>
  request(`/case-files/${id}/terms/${termId}`, { signal });

/** Where it is printed. */
export const termPaperUrl = (id: string, termId: string): string =>
  apiUrl(`/case-files/${id}/terms/${termId}/sheet.pdf`);
