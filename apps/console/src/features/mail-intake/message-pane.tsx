import type { IntakeDetail } from '@opis/contracts';
import { Band, Icon, Tag } from '@opis/ui';
import { Fragment } from 'react';
import { apiUrl } from '../../api/http.ts';
import { showInstant } from '../../parts/dates.ts';
import { markMatches } from '../../parts/fold-text.ts';
import { useText } from '../../parts/text.tsx';
import { Attachments } from './attachments.tsx';
import { senderOf } from './intake-words.ts';

/** The message as it may be read: its text with the words that the rule met, its page in a frame that runs nothing. */
export function MessagePane({ message }: { message: IntakeDetail }) {
  const t = useText();
  const name = senderOf(message) ?? t('mail.no-sender');
  return (
    <article className="intake-message" aria-label={t('mail.message')}>
      <h2 className="intake-title">{message.subject || t('mail.no-subject')}</h2>
      <div className="intake-from">
        <span className="intake-face" aria-hidden="true">
          {initials(name)}
        </span>
        <p>
          <b className="strong">{name}</b>{' '}
          {message.fromName && message.fromAddress && <span className="second">{message.fromAddress}</span>}
        </p>
        <span className="second intake-at">{showInstant(message.receivedAt)}</span>
      </div>
      <Checks message={message} />
      {message.warnings.map(({ warning, seen, known }) => (
        <Band tone="warn" icon="warning" key={warning}>
          <p>{t(`mail.warning.${warning}`, { seen, known: known ?? '' })}</p>
        </Band>
      ))}
      {message.parseState === 'unparsable' && (
        <Band tone="warn" icon="warning">
          <p>{t('mail.unparsable')}</p>
        </Band>
      )}
      <Body message={message} />
      <Attachments message={message} />
      <p className="intake-raw">
        <a href={apiUrl(`/mail-intake/${message.id}/message`)} download>
          <Icon name="download" size={14} /> {t('mail.raw')}
        </a>
      </p>
    </article>
  );
}

const initials = (name: string) =>
  name
    .split(/[\s.@-]+/)
    .filter(Boolean)
    .slice(0, 2)
    .map((word) => Array.from(word)[0]?.toLocaleUpperCase('ro'))
    .join('');

/** What the servers said of the sender: told, believed by nobody. */
function Checks({ message: { auth, flags } }: { message: IntakeDetail }) {
  const t = useText();
  const checks = (['spf', 'dkim', 'dmarc'] as const).map((name) => ({ name, result: auth[name].result }));
  return (
    <p className="intake-checks">
      {checks.map(({ name, result }) => (
        <Tag key={name} tone={result === 'pass' ? 'ok' : result === 'fail' ? 'late' : 'plain'}>
          {t('mail.check', { name: name.toUpperCase(), result: t(`mail.auth.${result}`) })}
        </Tag>
      ))}
      {flags.map((flag) => (
        <Tag key={flag} tone="warn">
          {t(`mail.flag.${flag}`)}
        </Tag>
      ))}
    </p>
  );
}

function Body({ message }: { message: IntakeDetail }) {
  const t = useText();
  const words = message.proposal.rule?.words ?? [];
  if (message.text === '' && message.hasPage) {
    return (
      <iframe
        className="intake-page"
        title={t('mail.page')}
        sandbox=""
        src={apiUrl(`/mail-intake/${message.id}/page`)}
      />
    );
  }
  if (message.text.trim() === '') return <p className="second intake-text">{t('mail.no-text')}</p>;
  return (
    <div className="intake-text">
      {message.text
        .replaceAll('\r\n', '\n')
        .split(/\n{2,}/)
        .map((paragraph, place) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a text that stands has no other identity
          <p key={place}>
            <Marked text={paragraph} words={words} />
          </p>
        ))}
    </div>
  );
}

function Marked({ text, words }: { text: string; words: readonly string[] }) {
  let position = 0;
  return markMatches(text, words.join(' ')).map((piece) => {
    position += piece.text.length;
    return piece.match ? (
      <mark key={position}>{piece.text}</mark>
    ) : (
      <Fragment key={position}>{piece.text}</Fragment>
    );
  });
}
