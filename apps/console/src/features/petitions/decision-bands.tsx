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
      {extension && <ExtensionBand extension={extension} />}
    </>
  );
}

function ExtensionBand({ extension }: { extension: NonNullable<PetitionView['extension']> }) {
  const t = useText();
  const { days, dueOn, firstDueOn, toldOn, inTime, by, reason, notice } = extension;
  const said = { days, due: showDate(dueOn), by, reason };
  const told = { on: toldOn === null ? '' : showDate(toldOn), day: showDate(firstDueOn) };
  const [decision, state] = extensionWords(inTime);
  return (
    <Band tone={inTime ? 'note' : 'warn'} icon={inTime ? 'note' : 'warning'}>
      <p>{t(`extend.${decision}`, said)}</p>
      <p>
        {t(`extend.${state}`, told)}{' '}
        <Link to="/adrese/$id" params={{ id: notice.id }}>
          {t('extend.notice')}
        </Link>
      </p>
    </Band>
  );
}

function extensionWords(inTime: boolean | null) {
  if (inTime === null) return ['awaited', 'notice-waits'] as const;
  return inTime ? (['done', 'notice-left'] as const) : (['no-effect', 'notice-late'] as const);
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
