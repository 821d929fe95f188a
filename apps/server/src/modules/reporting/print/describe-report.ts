import { Channel, type WorksQuestion, type WorksReport, type WorksReportRequest } from '@opis/contracts';
import { reportText } from '../report-texts.ts';
import { showDay } from '../works/name-group.ts';

/** What a report says of itself: what is counted apart, of which period, narrowed to what. */
export type ReportWords = { heading: string; period: string; scope: string };

export function describeReport(
  { question, by, across }: WorksReportRequest,
  { named }: Pick<WorksReport, 'named'>,
): ReportWords {
  const first = reportText(`by.${by}`);
  return {
    heading: across
      ? reportText('heading.across', { by: first, across: reportText(`by.${across}`) })
      : reportText('heading', { by: first }),
    period: reportText(`period.${question.basis}`, {
      from: showDay(question.from),
      to: showDay(question.to),
    }),
    scope: toScope(question, named),
  };
}

function toScope(question: WorksQuestion, named: WorksReport['named']) {
  const { unit, procedure, category, register, channel, state, term, handler, party } = question;
  const parts = [
    unit && reportText('scope.unit', { code: unit }),
    procedure && reportText('scope.procedure', { code: procedure }),
    category && reportText('scope.category', { code: category }),
    register && reportText('scope.register', { code: register }),
    channel && reportText('scope.channel', { name: reportText(`channel.${Channel.parse(channel)}`) }),
    state && reportText(`state.${state}`),
    term && reportText(`term.${term}`),
    handler && reportText('scope.handler', { name: named.handler ?? '–' }),
    party && reportText('scope.party', { name: named.party ?? '–' }),
  ].filter((part) => part !== undefined);
  return parts.length === 0 ? reportText('scope.whole') : reportText('scope', { parts: parts.join(', ') });
}
