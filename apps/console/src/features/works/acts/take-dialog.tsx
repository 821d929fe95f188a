import { useEffect, useRef } from 'react';
import { Dialog } from '../../../parts/dialog.tsx';
import { useText } from '../../../parts/text.tsx';
import type { ActDialogProps } from './act-dialog-props.ts';
import { CaseActForm } from './case-act-form.tsx';
import { useCaseAct } from './use-case-act.ts';

/** P: to oneself, at once; a dialog only where something stands against it. */
export function TakeDialog({ rows, onDone, onClose }: ActDialogProps) {
  const t = useText();
  const { act, ...state } = useCaseAct(rows);
  const begun = useRef(false);
  const take = async () => {
    const result = await act('assign', { to: { self: true } });
    if (result) onDone(result, '');
  };
  useEffect(() => {
    if (begun.current) return;
    begun.current = true;
    void take();
  });
  if (state.error === null && state.conflict === null) return null;
  return (
    <Dialog title={t('take.title', { number: rows[0]?.registrationNumber ?? '' })} onClose={onClose}>
      <CaseActForm
        state={state}
        errors={[]}
        submitLabel={t('act.take')}
        mine={t('take.mine')}
        onSubmit={() => void take()}
        onClose={onClose}
      >
        {null}
      </CaseActForm>
    </Dialog>
  );
}
