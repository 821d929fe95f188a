import type { IntakeDetail } from '@opis/contracts';
import { Band, Button, Icon, Tag } from '@opis/ui';
import { Fragment } from 'react';
import { apiUrl } from '../../api/http.ts';
import { showInstant } from '../../parts/dates.ts';
import { markMatches } from '../../parts/fold-text.ts';
import { useKeyLabels } from '../../parts/key-hint.tsx';
import { useText } from '../../parts/text.tsx';
import { Attachments } from './attachments.tsx';
import { senderOf } from './intake-words.ts';

type MessagePaneProps = {
  message: IntakeDetail;
  /** The page lies open, not the text. */
  showsPage: boolean;
  onPage: () => void;
};

/** The message as it may be read: its text with the words that the rule met, its page in a frame that runs nothing. */
export function MessagePane({ message, showsPage, onPage }: MessagePaneProps) {
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
      {cuts
        .filter((cut) => message.flags.includes(cut))
        .map((cut) => (
          <Band tone="warn" icon="warning" key={cut}>
            <p>{t(`mail.cut.${cut}`)}</p>
          </Band>
        ))}
      <Body message={message} showsPage={showsPage} onPage={onPage} />
      <Attachments message={message} />
      <p className="intake-raw">
        <a href={apiUrl(`/mail-intake/${message.id}/message`)} download>
          <Icon name="download" size={14} /> {t('mail.raw')}
        </a>
      </p>
    </article>
  );
}

// What is shown here is not all: the rest is in the message as received, one link away.
const cuts = ['parts-left-inside', 'nested-too-deep', 'text-cut'] as const;

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

/** The text first: it is short, and shows the words that the rule met. The page, as its writer saw it, is one key away. */
function Body({ message, showsPage, onPage }: MessagePaneProps) {
  const t = useText();
  const keyOf = useKeyLabels();
  const hasText = message.text.trim() !== '';
  if (!message.hasPage) return <Words message={message} />;
  const isPage = showsPage || !hasText;
  return (
    <>
      {hasText && (
        <p className="intake-switch">
          <Button kind="quiet" keyHint={keyOf('p')} onClick={onPage}>
            {t(isPage ? 'mail.see-text' : 'mail.see-page')}
          </Button>
        </p>
      )}
      {isPage ? (
        <iframe
          className="intake-page"
          title={t('mail.page')}
          sandbox=""
          src={apiUrl(`/mail-intake/${message.id}/page`)}
        />
      ) : (
        <Words message={message} />
      )}
    </>
  );
}

function Words({ message }: { message: IntakeDetail }) {
  const t = useText();
  const words = message.proposal.rule?.words ?? [];
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
