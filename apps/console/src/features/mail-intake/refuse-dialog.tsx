import { type IntakeDetail, type IntakeItem, NotRegisteredReason } from '@opis/contracts';
import { Button, Field, Kbd } from '@opis/ui';
import { type FormEvent, type KeyboardEvent, useState } from 'react';
import { Dialog } from '../../parts/dialog.tsx';
import { useText } from '../../parts/text.tsx';

type RefuseDialogProps = {
  message: IntakeDetail;
  /** Other reports and answers of machines in the queue: all of them go with one key. */
  alike: readonly Pick<IntakeItem, 'id' | 'version'>[];
  onSubmit: (reason: NotRegisteredReason, note?: string) => void;
  onMany: (items: readonly { id: string; version: number }[], reason: NotRegisteredReason) => void;
  onClose: () => void;
};

/** Why a message is not registered: a digit says it; what no digit says is written. The message is kept. */
export function RefuseDialog(props: RefuseDialogProps) {
  const t = useText();
  const [writes, setWrites] = useState(false);
  const submit = (reason: NotRegisteredReason) =>
    reason === 'other' ? setWrites(true) : props.onSubmit(reason);
  return (
    <Dialog title={t('mail.refuse-title')} onClose={props.onClose}>
      <p className="second">{t('mail.refuse-body')}</p>
      {writes ? (
        <OtherReason onSubmit={(note) => props.onSubmit('other', note)} onBack={() => setWrites(false)} />
      ) : (
        <Reasons {...props} onSubmit={submit} />
      )}
    </Dialog>
  );
}

function Reasons({ message, alike, onSubmit, onMany }: Omit<RefuseDialogProps, 'onClose'>) {
  const t = useText();
  const proposed = message.proposal.reason;
  const kind = message.kind === 'message' ? null : message.kind;
  const press = (event: KeyboardEvent) => {
    const reason = NotRegisteredReason.options[Number(event.key) - 1];
    if (!reason) return;
    event.preventDefault();
    onSubmit(reason);
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the digits belong to the buttons inside
    <div className="intake-reason-list" onKeyDown={press}>
      {NotRegisteredReason.options.map((reason, at) => (
        <Button
          key={reason}
          {...((proposed ? reason === proposed : at === 0) && { 'data-first': true })}
          onClick={() => onSubmit(reason)}
        >
          <Kbd>{String(at + 1)}</Kbd> {t(`mail.reason.${reason}`)}
        </Button>
      ))}
      {kind !== null && alike.length > 1 && (
        <Button
          kind="quiet"
          onClick={() =>
            onMany(
              alike.map(({ id, version }) => ({ id, version })),
              kind,
            )
          }
        >
          {t('mail.refuse-all', { count: alike.length, reason: t(`mail.reason.${kind}`) })}
        </Button>
      )}
    </div>
  );
}

/** „Alt motiv” alone says nothing to whoever reads the message next: it is said in words. */
function OtherReason({ onSubmit, onBack }: { onSubmit: (note: string) => void; onBack: () => void }) {
  const t = useText();
  const [note, setNote] = useState('');
  const [asked, setAsked] = useState(false);
  const isMissing = note.trim() === '';
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setAsked(true);
    if (!isMissing) onSubmit(note.trim());
  };
  return (
    <form className="act-form" noValidate onSubmit={submit}>
      <Field
        id="refuse-note"
        label={t('mail.refuse-note')}
        error={asked && isMissing ? t('mail.refuse-note-missing') : undefined}
      >
        {(control) => (
          <input
            {...control}
            // biome-ignore lint/a11y/noAutofocus: the key that said „alt motiv” asked for this field
            autoFocus
            className="input"
            autoComplete="off"
            maxLength={500}
            value={note}
            onChange={(event) => setNote(event.target.value)}
          />
        )}
      </Field>
      <div className="dialog-actions">
        <Button kind="primary" type="submit">
          {t('mail.refuse')}
        </Button>
        <Button onClick={onBack}>{t('mail.refuse-back')}</Button>
      </div>
    </form>
  );
}
