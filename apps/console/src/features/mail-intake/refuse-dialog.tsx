import { type IntakeDetail, type IntakeItem, NotRegisteredReason } from '@opis/contracts';
import { Button, Kbd } from '@opis/ui';
import type { KeyboardEvent } from 'react';
import { Dialog } from '../../parts/dialog.tsx';
import { useText } from '../../parts/text.tsx';

type RefuseDialogProps = {
  message: IntakeDetail;
  /** Other reports and answers of machines in the queue: all of them go with one key. */
  alike: readonly Pick<IntakeItem, 'id' | 'version'>[];
  onSubmit: (reason: NotRegisteredReason) => void;
  onMany: (items: readonly { id: string; version: number }[], reason: NotRegisteredReason) => void;
  onClose: () => void;
};

/** Why a message is not registered: a digit says it. The message is kept. */
export function RefuseDialog({ message, alike, onSubmit, onMany, onClose }: RefuseDialogProps) {
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
    <Dialog title={t('mail.refuse-title')} onClose={onClose}>
      <p className="second">{t('mail.refuse-body')}</p>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: the digits belong to the buttons inside */}
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
    </Dialog>
  );
}
