import type { PetitionView } from '@opis/contracts';
import { Band, Button } from '@opis/ui';
import { Link } from '@tanstack/react-router';
import { showDate, showInstant } from '../../parts/dates.ts';
import { useText } from '../../parts/text.tsx';
import type { PetitionAct } from './petition-dialog.tsx';

type DecisionBandsProps = { petition: PetitionView; onAct: (act: PetitionAct) => void };

/** What was decided: an anonymous paper, a redirection under way with its two letters, an extension with its notice. */
export function DecisionBands({ petition, onAct }: DecisionBandsProps) {
  const t = useText();
  const { decided, redirection, extension, actions } = petition;
  return (
    <>
      {decided && (
        <Band tone="note" icon="note">
          <p>
            {t(`anonymous.decided.${decided.way}`, {
              by: decided.by,
              on: showInstant(decided.at),
              reason: decided.reason,
            })}
          </p>
        </Band>
      )}
      {redirection && (
        <Band tone="note" icon="note">
          <p>
            {redirection.dueOn
              ? t('redirect.under-way', {
                  body: redirection.body,
                  due: showDate(redirection.dueOn),
                  reason: redirection.reason,
                })
              : t('redirect.under-way-no-day', { body: redirection.body, reason: redirection.reason })}
          </p>
          <ul className="petition-list">
            <LetterLine label={t('redirect.letter')} letter={redirection.letter} />
            <LetterLine label={t('redirect.notice')} letter={redirection.notice} />
          </ul>
          {actions.includes('withdraw-redirection') && (
            <Button size="small" onClick={() => onAct({ kind: 'withdraw' })}>
              {t('redirect.withdraw')}
            </Button>
          )}
        </Band>
      )}
      {extension && (
        <Band tone={extension.notice.left ? 'note' : 'warn'} icon="note">
          <p>
            {t('extend.done', {
              days: extension.days,
              due: showDate(extension.dueOn),
              by: extension.by,
              reason: extension.reason,
            })}
          </p>
          <p>
            {extension.notice.left
              ? t('extend.notice-left')
              : t('extend.notice-waits', { day: showDate(extension.firstDueOn) })}{' '}
            <Link to="/adrese/$id" params={{ id: extension.notice.id }}>
              {t('extend.notice')}
            </Link>
          </p>
        </Band>
      )}
    </>
  );
}

function LetterLine({ label, letter }: { label: string; letter: { id: string; left: boolean } }) {
  const t = useText();
  return (
    <li>
      <Link to="/adrese/$id" params={{ id: letter.id }}>
        {label}
      </Link>
      <span className="second">{t(letter.left ? 'redirect.left' : 'redirect.waits')}</span>
    </li>
  );
}
