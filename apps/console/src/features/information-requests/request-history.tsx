import type { InformationDecisionRow, InformationNote, InformationRequest } from '@opis/contracts';
import { Icon, Tag } from '@opis/ui';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { showDate, showInstant } from '../../parts/dates.ts';
import { useText } from '../../parts/text.tsx';

/** What units said, what was decided, what copies cost, remedies, what is published. */
export function RequestHistory({ request }: { request: InformationRequest }) {
  const t = useText();
  const { notes, decisions, charges, complaints, courtCases, publication } = request;
  return (
    <>
      <Part title={t('info.notes')} shown={notes.length > 0}>
        {notes.map((note) => (
          <Note key={note.id} note={note} />
        ))}
      </Part>
      <Part title={t('info.decisions')} shown={decisions.length > 0}>
        {decisions.map((decision) => (
          <Decision key={decision.id} decision={decision} />
        ))}
      </Part>
      <Part title={t('info.charges')} shown={charges.length > 0}>
        {charges.map(({ id, total, paidOn, receipt, lines }) => (
          <li key={id}>
            <b className="strong">{t('info.lei', { amount: total.replace('.', ',') })}</b>{' '}
            {lines.map(({ name, quantity }) => `${name} × ${quantity}`).join(', ')}{' '}
            <Tag tone={paidOn ? 'ok' : 'warn'}>
              {paidOn ? t('info.paid', { day: showDate(paidOn), receipt: receipt ?? '' }) : t('info.unpaid')}
            </Tag>
          </li>
        ))}
      </Part>
      <Part title={t('info.complaints')} shown={complaints.length > 0}>
        {complaints.map(({ id, registrationNumber, about, inTime, verdict, lodgeBy }) => (
          <li key={id}>
            <Link
              className="number"
              to="/lucrari/$id"
              params={{ id }}
              search={{ fila: 'date' }}
              preload={false}
            >
              {registrationNumber}
            </Link>{' '}
            {t(`info.about.${about}`)}{' '}
            {!inTime && <Tag tone="late">{t('info.complaint-late', { day: showDate(lodgeBy) })}</Tag>}{' '}
            <Tag tone={verdict ? 'ok' : 'plain'}>
              {t(verdict ? `info.verdict.${verdict}` : 'info.verdict.pending')}
            </Tag>
          </li>
        ))}
      </Part>
      <Part title={t('info.courts')} shown={courtCases.length > 0}>
        {courtCases.map(({ id, court, number, state }) => (
          <li key={id}>
            {court}, {number} <Tag>{t(`info.court-state.${state}`)}</Tag>
          </li>
        ))}
      </Part>
      <Part title={t('info.published')} shown={publication !== null}>
        {publication && (
          <li>
            <b className="strong">{publication.title}</b>{' '}
            {t(publication.withdrawnOn ? 'info.withdrawn-on' : 'info.published-on', {
              day: showDate(publication.withdrawnOn ?? publication.publishedOn),
              count: publication.documents.length,
            })}{' '}
            {publication.withdrawnOn === null && (
              <a href="/api/v1/public/information-answers" target="_blank" rel="noreferrer">
                {t('info.published-where')}
              </a>
            )}
          </li>
        )}
      </Part>
    </>
  );
}

function Part({ title, shown, children }: { title: string; shown: boolean; children: ReactNode }) {
  if (!shown) return null;
  return (
    <section className="info-part">
      <h3>{title}</h3>
      <ul className="info-list">{children}</ul>
    </section>
  );
}

function Note({ note }: { note: InformationNote }) {
  const t = useText();
  const { unit, person, dueOn, question, answer, answeredBy, answeredAt, status, late } = note;
  return (
    <li>
      <p>
        <b className="strong">{unit?.name ?? person}</b> {question}{' '}
        {dueOn && <span className="meta">{t('info.note-due', { day: showDate(dueOn) })}</span>}{' '}
        {late && <Tag tone="late">{t('info.passed')}</Tag>}
        {!late && status !== 'done' && <Tag>{t(`info.note.${status}`)}</Tag>}
      </p>
      {answer && (
        <blockquote className="info-answer">
          {answer}
          <footer className="meta">
            {answeredBy}, {answeredAt && showInstant(answeredAt)}
          </footer>
        </blockquote>
      )}
    </li>
  );
}

function Decision({ decision }: { decision: InformationDecisionRow }) {
  const t = useText();
  const { kind, at, by, onBehalfOf, words, grounds, late, letters } = decision;
  return (
    <li>
      <p>
        <b className="strong">{t(`info.decision.${kind}`)}</b>{' '}
        {grounds.map(({ name, article }) => `${name} (${article})`).join('; ')} {words}{' '}
        {late && <Tag tone="late">{t('info.decided-late')}</Tag>}
      </p>
      <p className="meta">
        {onBehalfOf ? t('info.by-for', { by, whom: onBehalfOf }) : by}, {showInstant(at)}
      </p>
      {letters.map(({ id, kind: letter, status, leftOn }) => (
        <p key={id} className="info-letter">
          <Icon name="dispatched" size={14} />
          <Link to="/adrese/$id" params={{ id }} preload={false}>
            {t(`letter.kind.${letter}`)}
          </Link>{' '}
          <Tag tone={leftOn ? 'ok' : 'plain'}>
            {leftOn ? t('info.left', { day: showDate(leftOn) }) : t(`letter.status.${status}`)}
          </Tag>
        </p>
      ))}
    </li>
  );
}
