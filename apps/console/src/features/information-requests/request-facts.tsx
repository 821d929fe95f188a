import type { InformationRequest, InformationTerm, InformationWindow } from '@opis/contracts';
import { Icon, Tag } from '@opis/ui';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { showDate } from '../../parts/dates.ts';
import { useText } from '../../parts/text.tsx';

/** The days of the law, then what the request says. */
export function RequestFacts({ request }: { request: InformationRequest }) {
  const t = useText();
  const { details, complaint } = request;
  return (
    <>
      <ul className="info-days" aria-label={t('info.days')}>
        {request.terms.map((term) => (
          <Term key={term.id} term={term} fileId={request.id} />
        ))}
        {request.windows.map((window) => (
          <Window key={window.kind} window={window} />
        ))}
      </ul>
      <dl className="facts">
        {complaint ? (
          <>
            <Fact label={t('info.complaint-of')}>
              <Link
                className="number"
                to="/lucrari/$id"
                params={{ id: complaint.requestId }}
                search={{ fila: 'date' }}
              >
                {complaint.requestNumber}
              </Link>{' '}
              {t(`info.about.${complaint.about}`)}
            </Fact>
            <Fact label={t('info.known-on')}>{showDate(complaint.knownOn)}</Fact>
            <Fact label={t('info.lodged')}>
              {t(complaint.inTime ? 'info.lodged-in-time' : 'info.lodged-late', {
                day: showDate(complaint.lodgedOn),
                until: showDate(complaint.lodgeBy),
              })}
            </Fact>
            <Fact label={t('info.verdict')}>
              {complaint.verdict ? t(`info.verdict.${complaint.verdict}`) : t('info.verdict.pending')}
            </Fact>
          </>
        ) : (
          <>
            <Fact label={t('info.information')}>{details.information ?? request.subject}</Fact>
            <Fact label={t('info.domain')}>
              {details.domain ? t(`info.domain.${details.domain}`) : t('info.unset')}
            </Fact>
            <Fact label={t('info.form')}>
              {t(`info.form.${details.form}`)}
              {details.form === 'paper' && `, ${t(details.signed ? 'info.signed-yes' : 'info.signed-no')}`}
            </Fact>
            <Fact label={t('info.requester')}>
              {t(`info.requester.${details.requesterKind}`)}{' '}
              {details.press && <Tag tone="blue">{t('info.press-tag')}</Tag>}
            </Fact>
            <Fact label={t('info.answer-by')}>
              {details.answerBy ? t(`info.by.${details.answerBy}`) : t('info.unset')}
              {details.answerAddress && `, ${details.answerAddress}`}
            </Fact>
            {request.result?.words && <Fact label={t('info.said')}>{request.result.words}</Fact>}
          </>
        )}
      </dl>
    </>
  );
}

function Term({ term, fileId }: { term: InformationTerm; fileId: string }) {
  const t = useText();
  const { role, on, state, article, act, unverified } = term;
  const late = state === 'late' || state === 'met-late';
  return (
    <li className={late ? 'info-day is-late' : 'info-day'}>
      <Icon name={late ? 'warning' : state === 'met' ? 'check' : 'calendar'} size={14} />
      <Link
        className="info-day-on"
        to="/lucrari/$id/termene/$termen"
        params={{ id: fileId, termen: term.id }}
        preload={false}
      >
        {t('info.term', { role: t(`info.role.${role as 'answer'}`), day: showDate(on) })}
      </Link>
      <span className="meta">{t('info.article', { article, act })}</span>
      {state === 'met' && <Tag tone="ok">{t('info.met')}</Tag>}
      {late && <Tag tone="late">{t(state === 'late' ? 'info.passed' : 'info.met-late')}</Tag>}
      {unverified && <Tag tone="warn">{t('info.unverified')}</Tag>}
    </li>
  );
}

function Window({
  window: { kind, on, past, article, act, value, unverified },
}: {
  window: InformationWindow;
}) {
  const t = useText();
  const words = { day: showDate(on), days: value };
  return (
    <li className={past ? 'info-day is-past' : 'info-day'}>
      <Icon name={past ? 'annulled' : 'calendar'} size={14} />
      <span className="info-day-on">
        {t(past ? `info.window.${kind}.past` : `info.window.${kind}`, words)}
      </span>
      <span className="meta">{t('info.article', { article, act })}</span>
      {unverified && <Tag tone="warn">{t('info.unverified')}</Tag>}
    </li>
  );
}

function Fact({ label, children }: { label: string; children: ReactNode }) {
  return (
    <>
      <dt>{label}</dt>
      <dd>{children}</dd>
    </>
  );
}
