import type { IntakeDetail } from '@opis/contracts';
import { Button, Icon, Tag } from '@opis/ui';
import type { ReactNode } from 'react';
import { showDate, showInstant } from '../../parts/dates.ts';
import { useKeyLabels } from '../../parts/key-hint.tsx';
import { FailureBand } from '../../parts/problem-view.tsx';
import { useText } from '../../parts/text.tsx';
import { conflictOf } from './use-intake.ts';

/** What the keys of a message do. */
export type IntakeActs = {
  accept: () => void;
  change: () => void;
  refuse: () => void;
  /** Asks into which file it goes. */
  join: () => void;
  bounce: () => void;
  /** Shows the page of the message instead of its text, or its text again. */
  page: () => void;
  reopen: () => void;
  skip: () => void;
};

type DecisionPaneProps = {
  message: IntakeDetail;
  acts: IntakeActs;
  pending: boolean;
  error: unknown;
};

/** A mail server says that a message of ours did not arrive: Enter then says so, too. */
export const takenForBounce = ({ proposal, actions }: Pick<IntakeDetail, 'proposal' | 'actions'>): boolean =>
  proposal.reason === 'delivery-report' && actions.includes('bounce');

/** What is proposed and why, and the keys that decide; the action is always in the same place. */
export function DecisionPane({ message, acts, pending, error }: DecisionPaneProps) {
  const t = useText();
  const keyOf = useKeyLabels();
  const may = (action: IntakeDetail['actions'][number]) => message.actions.includes(action);
  const conflict = conflictOf(error);
  return (
    <aside className="intake-decision" aria-label={t('mail.proposal')} data-shown={message.id}>
      <div className="intake-scroll">
        <div className="intake-decision-head">
          <h2>{t('mail.proposal')}</h2>
          {may('register') && (
            <Button kind="quiet" keyHint={keyOf('s')} onClick={acts.change}>
              {t('mail.change')}
            </Button>
          )}
        </div>
        <Proposed message={message} />
        <Bounced message={message} acts={acts} />
        <Possible message={message} />
        {may('register') && (
          <Button kind="quiet" icon="linked" keyHint={keyOf('l')} onClick={acts.join}>
            {t('mail.join-any')}
          </Button>
        )}
        <Decisions message={message} />
      </div>
      <div className="intake-acts">
        {error !== null && error !== undefined && !conflict && <FailureBand error={error} />}
        {conflict && (
          <p className="intake-conflict" role="alert">
            <Icon name="warning" />{' '}
            {t('mail.conflict', {
              by: conflict.by ?? t('mail.by-machine'),
              what: t(`mail.what.${conflict.what}`, { number: conflict.registrationNumber ?? '' }),
            })}
          </p>
        )}
        {may('register') && <OpenActs message={message} acts={acts} pending={pending} />}
        {may('reopen') && (
          <Button kind="primary" size="main" keyHint={keyOf('a')} onClick={acts.reopen}>
            {t('mail.reopen')}
          </Button>
        )}
      </div>
    </aside>
  );
}

function OpenActs({ message, acts, pending }: { message: IntakeDetail; acts: IntakeActs; pending: boolean }) {
  const t = useText();
  const keyOf = useKeyLabels();
  const { kind, confirms } = message.proposal;
  const mayHandOver = message.actions.includes('hand-over');
  const label = () => {
    if (kind === 'unknown') return t('mail.accept.choose');
    if (takenForBounce(message)) return t('mail.accept.bounce');
    if (kind === 'not-registered') return t('mail.accept.refuse');
    if (kind === 'confidential' && mayHandOver) return t('mail.accept.hand-over');
    if (message.state === 'possibly') return t('mail.accept.apart');
    return t(confirms ? 'mail.accept.confirm' : 'mail.accept.register');
  };
  return (
    <>
      <Button kind="primary" size="main" keyHint="Enter" aria-disabled={pending} onClick={acts.accept}>
        {label()}
      </Button>
      <div className="line">
        <Button keyHint={keyOf('Delete') === 'Delete' ? 'Del' : keyOf('Delete')} onClick={acts.refuse}>
          {t('mail.refuse')}
        </Button>
        <Button keyHint={keyOf('j')} onClick={acts.skip}>
          {t('mail.skip')}
        </Button>
      </div>
    </>
  );
}

function Proposed({ message }: { message: IntakeDetail }) {
  const t = useText();
  const { proposal } = message;
  const { kind, reason, rule, register, unit, sender, joins, dueOn, days } = proposal;
  const isRegistered = kind !== 'not-registered' && kind !== 'unknown';
  return (
    <>
      <dl className="intake-facts">
        <Fact name={t('mail.as')}>
          {t(`mail.kind.${kind}`)}
          {reason !== null && `: ${t(`mail.reason.${reason}`)}`}
          {register && `, ${register.name}`}
        </Fact>
        <Fact name={t('mail.sender')}>
          {sender.name}{' '}
          {sender.partyId ? (
            <Tag tone="ok" icon="check">
              {t('mail.known')}
            </Tag>
          ) : (
            <Tag>{t('mail.new')}</Tag>
          )}
        </Fact>
        {isRegistered && <Fact name={t('mail.subject')}>{proposal.subject}</Fact>}
        {joins && (
          <Fact name={t('mail.joins')}>
            <span className="number">{joins.registrationNumber}</span> {joins.subject}
          </Fact>
        )}
        {isRegistered && !joins && <Fact name={t('mail.unit')}>{unit?.name ?? t('mail.no-unit')}</Fact>}
        {dueOn && (
          <Fact name={t('mail.due')}>
            {showDate(dueOn)}
            {days !== null && <span className="second"> · {t('mail.days', { count: days })}</span>}
          </Fact>
        )}
        {isRegistered && (
          <Fact name={t('mail.confirmation')}>
            {proposal.confirms
              ? t('mail.confirms')
              : t(`mail.no-confirmation.${proposal.noConfirmation ?? 'no-address'}`)}
          </Fact>
        )}
      </dl>
      {rule && (
        <p className="intake-rule">
          {t('mail.rule', { number: rule.number, name: rule.name, words: rule.words.join('”, „') })}{' '}
          {rule.proposed > 0 && t('mail.rule-record', { accepted: rule.accepted, proposed: rule.proposed })}
        </p>
      )}
      {joins && <p className="intake-rule">{t('mail.by-token')}</p>}
      {kind === 'unknown' && message.actions.includes('register') && (
        <p className="intake-rule">{t('mail.digits')}</p>
      )}
    </>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

/** The message of ours that it may say came back: no report that machines read, so a person says. */
function Bounced({ message, acts }: { message: IntakeDetail; acts: IntakeActs }) {
  const t = useText();
  const keyOf = useKeyLabels();
  const { bounce } = message;
  if (bounce === null) return null;
  const { to, registrationNumber } = bounce;
  return (
    <section className="intake-possibly" aria-labelledby="intake-bounce-head">
      <h3 id="intake-bounce-head">
        <Icon name="warning" /> {t('mail.bounce')}
      </h3>
      <p>
        {registrationNumber
          ? t('mail.bounce-of', { to, number: registrationNumber })
          : t('mail.bounce-to', { to })}
      </p>
      <Button kind="quiet" icon="warning" keyHint={keyOf('b')} onClick={acts.bounce}>
        {t('mail.bounce-say')}
      </Button>
    </section>
  );
}

/** Entries that it may belong to: nothing proves it, so a person says. */
function Possible({ message }: { message: IntakeDetail }) {
  const t = useText();
  if (message.possibly.length === 0) return null;
  return (
    <section className="intake-possibly" aria-labelledby="intake-possibly-head">
      <h3 id="intake-possibly-head">
        <Icon name="linked" /> {t('mail.possibly')}
      </h3>
      <ul>
        {message.possibly.map((entry) => (
          <li key={entry.entryId}>
            <span className="number">{entry.registrationNumber}</span> {entry.subject}
            {entry.unit && <span className="second">, {entry.unit}</span>}
            <span className="intake-reasons">
              {entry.reasons.map((why) => t(`mail.thread.${why}`)).join('; ')}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Decisions({ message }: { message: IntakeDetail }) {
  const t = useText();
  if (message.decisions.length === 0) return null;
  return (
    <section>
      <h3 className="intake-small-head">{t('mail.decisions')}</h3>
      <ul className="intake-history">
        {message.decisions.map(({ what, at, by, reason, note, registrationNumber }) => (
          <li key={`${at}${what}`}>
            <span className="second">{showInstant(at)}</span> {by ?? t('mail.by-machine')}{' '}
            {t(`mail.what.${what}`, { number: registrationNumber ?? '' })}
            {reason && ` (${t(`mail.reason.${reason}`)}${note ? `: ${note}` : ''})`}
          </li>
        ))}
      </ul>
    </section>
  );
}
