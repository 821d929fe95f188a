import { WorksQuestion, WorksReportRequest } from '@opis/contracts';
import { expect, test } from 'vitest';
import { readReportSearch, toReportRequest, toReportSearch } from './report-search.ts';

test('what somebody wrote into the address and is no part of a report is left out', () => {
  expect(
    readReportSearch({ de: '2026-02-31', pe: 'nimic', canal: 'email', compartiment: 'Juridic!', rand: 7 }),
  ).toEqual({ canal: 'email' });
});

test('without days a report is of the month so far', () => {
  const { question, by } = toReportRequest({}, '2026-06-29');
  expect({ ...question, by }).toMatchObject({ from: '2026-06-01', to: '2026-06-29', by: 'unit' });
});

// Each part of a question, so that none that is added later is lost on the way.
const whole: Required<WorksReportRequest['question']> = {
  ...{ from: '2026-01-01', to: '2026-06-30', basis: 'registered', unit: 'juridic', channel: 'email' },
  ...{ handler: '0199aaaa-0000-7000-8000-000000000001', party: '0199aaaa-0000-7000-8000-000000000002' },
  ...{ procedure: 'petition', category: 'petitie', register: 'general', state: 'open', term: 'overdue' },
};

test('every part of a question stands in the address of its report', () => {
  expect(Object.keys(whole).sort()).toEqual(Object.keys(WorksQuestion.shape).sort());
  const kept = WorksReportRequest.parse({ question: whole, by: 'handler' });
  const back = toReportRequest(readReportSearch({ ...toReportSearch(kept) }), '2026-07-01');
  expect(WorksReportRequest.parse(back)).toEqual(kept);
});

test('a kept report comes back from its address as it was', () => {
  const kept = WorksReportRequest.parse({
    question: { from: '2026-01-01', to: '2026-06-30', basis: 'closed', unit: 'juridic', term: 'late' },
    by: 'handler',
    across: 'month',
  });
  const back = toReportRequest(readReportSearch({ ...toReportSearch(kept) }), '2026-07-01');
  expect(WorksReportRequest.parse(back)).toEqual(kept);
});
