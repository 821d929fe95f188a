import type { LetterAction, LetterDetail, LetterRow } from '@opis/contracts';
import { Button, Icon, type IconName } from '@opis/ui';
import { type ReactNode, useState } from 'react';
import { apiUrl } from '../../api/http.ts';
import { showDate, showInstant } from '../../parts/dates.ts';
import { printPdf } from '../../parts/print-pdf.ts';
import { type MessageId, useText } from '../../parts/text.tsx';
import { LetterMailSection } from '../outgoing-mail/letter-mail.tsx';
import { CompareDialog } from './compare-dialog.tsx';
import { CameBackDialog, HandOverDialog, PaperDialog, ReasonDialog, SentDialog } from './letter-dialogs.tsx';
import { LetterHead } from './letter-head.tsx';
import { LetterPreviewPages } from './letter-preview.tsx';
import { SealDialog } from './seal-dialog.tsx';
import { LackList, VersionList } from './writing-aside.tsx';

/** Acts that have a dialog of their own, with the words of their button. */
const acts: Readonly<Partial<Record<LetterAction, { label: MessageId; icon: IconName }>>> = {
  'record-paper': { label: 'letter.paper', icon: 'upload' },
  sign: { label: 'letter.sign', icon: 'verified' },
  'hand-over': { label: 'letter.hand-over', icon: 'taken' },
  'record-sent': { label: 'letter.sent', icon: 'dispatched' },
  'record-return': { label: 'letter.came-back', icon: 'returned' },
  recall: { label: 'letter.recall', icon: 'reopened' },
  withdraw: { label: 'letter.withdraw', icon: 'remove' },
};

/** Exactly what the server lets this person do to a letter, the first as the main one. */
export function LetterActButtons({
  letter,
  size = 'normal',
  only,
}: {
  letter: LetterRow;
  size?: 'small' | 'normal';
  only?: readonly LetterAction[];
}) {
  const t = useText();
  const [open, setOpen] = useState<LetterAction | null>(null);
  const shown = letter.actions.filter(
    (action) => acts[action] && (only === undefined || only.includes(action)),
  );
  return (
    <>
      {shown.map((action, index) => {
        const { label, icon } = acts[action] ?? { label: 'letter.recall', icon: 'reopened' };
        return (
          <Button
            key={action}
            size={size}
            icon={icon}
            kind={index === 0 && size === 'normal' && action !== 'recall' ? 'primary' : 'secondary'}
            onClick={() => setOpen(action)}
          >
            {t(label)}
          </Button>
        );
      })}
      {open && <ActDialog letter={letter} action={open} onClose={() => setOpen(null)} />}
    </>
  );
}

function ActDialog(props: { letter: LetterRow; action: LetterAction; onClose: () => void }): ReactNode {
  const { action, ...rest } = props;
  switch (action) {
    case 'sign':
      return <SealDialog letters={[rest.letter]} onClose={rest.onClose} />;
    case 'record-paper':
      return <PaperDialog {...rest} />;
    case 'hand-over':
      return <HandOverDialog {...rest} />;
    case 'record-sent':
      return <SentDialog {...rest} />;
    case 'record-return':
      return <CameBackDialog {...rest} />;
    case 'recall':
    case 'withdraw':
      return <ReasonDialog {...rest} kind={action} />;
    default:
      return null;
  }
}

/** A letter on its way: as it will leave or left, who has signed, when and how it went. */
export function LetterView({ letter }: { letter: LetterDetail }) {
  const t = useText();
  const [compare, setCompare] = useState<number | null>(null);
  return (
    <article className="letter">
      <LetterHead letter={letter}>
        <Button icon="print" onClick={() => void printPdf(apiUrl(`/letters/${letter.id}/letter.pdf`))}>
          {t('letter.print')}
        </Button>
        <LetterActButtons letter={letter} />
      </LetterHead>
      <div className="letter-body is-view">
        <LetterPreviewPages letter={letter} />
        <aside className="letter-aside">
          <Circuit letter={letter} />
          {(letter.status === 'ready' || letter.status === 'left') && <LetterMailSection letter={letter} />}
          {letter.lacks.length > 0 && letter.status !== 'left' && <LackList letter={letter} />}
          <VersionList letter={letter} onCompare={setCompare} />
        </aside>
      </div>
      {compare !== null && (
        <CompareDialog letter={letter} number={compare} onClose={() => setCompare(null)} />
      )}
    </article>
  );
}

/** The way of the letter, drawn: who wrote it, who signs, when it was registered, how it left. */
function Circuit({ letter }: { letter: LetterDetail }) {
  const t = useText();
  const { author, versions, signers, datedOn, departures, closesFile, status } = letter;
  const [last] = versions;
  return (
    <section aria-labelledby="letter-circuit">
      <h2 id="letter-circuit" className="letter-aside-head">
        {t('letter.circuit')}
      </h2>
      <ol className="circuit">
        <Step
          done
          name={author}
          words={t('letter.circuit-author')}
          when={last && showInstant(last.savedAt)}
        />
        {signers.toReversed().map(({ slot, person, signedOn }) => (
          <Step
            key={slot}
            done={signedOn !== null}
            name={person.name}
            words={
              signedOn === null
                ? t('letter.circuit-waits')
                : t('letter.circuit-signed', { date: showDate(signedOn) })
            }
          />
        ))}
        {datedOn && <Step done name={t('letter.circuit-ready', { date: showDate(datedOn) })} />}
        {departures.map(({ id, how, on, receivedBy, returnedOn, returnReason }) => (
          <Step
            key={id}
            done={returnedOn === null}
            name={t('letter.circuit-left', { how: t(`letter.exit.${how}`), date: showDate(on) })}
            words={
              returnedOn
                ? t('letter.circuit-returned', { date: showDate(returnedOn), reason: returnReason ?? '' })
                : receivedBy
                  ? t('letter.circuit-received', { name: receivedBy })
                  : undefined
            }
          />
        ))}
      </ol>
      {closesFile && status !== 'left' && <p className="meta">{t('letter.circuit-closes')}</p>}
    </section>
  );
}

function Step({
  done,
  name,
  words,
  when,
}: {
  done: boolean;
  name: string;
  words?: string | undefined;
  when?: string | undefined;
}) {
  return (
    <li className={done ? 'is-done' : undefined}>
      <Icon name={done ? 'check' : 'history'} />
      <span>
        <span className="circuit-name">{name}</span>
        {words && <span className="meta">{words}</span>}
        {when && <span className="meta">{when}</span>}
      </span>
    </li>
  );
}
