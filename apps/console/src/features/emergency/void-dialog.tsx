import type { EmergencyLine, EmergencySheetDetail } from '@opis/contracts';
import { Button, Field } from '@opis/ui';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { voidLines } from '../../api/emergency.ts';
import { Dialog } from '../../parts/dialog.tsx';
import { FailureBand } from '../../parts/problem-view.tsx';
import { useText } from '../../parts/text.tsx';

type VoidDialogProps = {
  sheet: EmergencySheetDetail;
  lines: readonly EmergencyLine[];
  onClose: () => void;
  onDone: () => void;
};

/** Lines on which nothing was written: they end too, with the reason. */
export function VoidDialog({ sheet, lines, onClose, onDone }: VoidDialogProps) {
  const t = useText();
  const [reason, setReason] = useState(() => t('sheet.void-default'));
  const [short, setShort] = useState(false);
  const [requestId] = useState(() => crypto.randomUUID());
  const voiding = useMutation({
    mutationFn: () => voidLines(sheet.id, { requestId, numbers: lines.map((line) => line.number), reason }),
    onSuccess: onDone,
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const isShort = reason.trim().length < 3;
    setShort(isShort);
    if (!isShort && !voiding.isPending) voiding.mutate();
  };
  return (
    <Dialog title={t('sheet.void-title')} onClose={onClose}>
      <p>{t('sheet.void-body', { count: lines.length })}</p>
      <form className="act-form" noValidate onSubmit={submit}>
        {voiding.error && <FailureBand error={voiding.error} />}
        <Field
          id="void-reason"
          label={t('sheet.void-reason')}
          error={short ? t('sheet.void-short') : undefined}
        >
          {(control) => (
            <input
              {...control}
              data-first
              className="input"
              autoComplete="off"
              maxLength={500}
              value={reason}
              onChange={(event) => setReason(event.target.value)}
            />
          )}
        </Field>
        <div className="dialog-actions">
          <Button kind="danger" type="submit" aria-disabled={voiding.isPending}>
            {t('sheet.void-submit')}
          </Button>
          <Button onClick={onClose}>{t('cancel')}</Button>
        </div>
      </form>
    </Dialog>
  );
}
