import type { CaseTask, CaseTaskDetail } from '@opis/contracts';
import { Field } from '@opis/ui';
import { type KeyboardEvent, useState } from 'react';
import { ChoiceField } from '../../parts/choice-field.tsx';
import { Dialog } from '../../parts/dialog.tsx';
import { useText } from '../../parts/text.tsx';
import { ActForm } from '../entry/act-form.tsx';
import { askedName } from './task-words.ts';
import { useTaskAct } from './use-task-act.ts';

type ReturnTaskDialogProps = {
  task: CaseTaskDetail;
  onDone: (done: readonly CaseTask[]) => void;
  onClose: () => void;
};

/** T: back with a reason, to whoever asked or to any earlier step of the line. */
export function ReturnTaskDialog({ task, onDone, onClose }: ReturnTaskDialogProps) {
  const t = useText();
  const { act, ...state } = useTaskAct([task]);
  const [reason, setReason] = useState('');
  const [to, setTo] = useState<string | null>(null);
  const [missing, setMissing] = useState(false);
  const earlier = task.circuit.filter(({ id }) => task.returnsTo.includes(id));
  const submit = async () => {
    const short = reason.trim().length < 3;
    setMissing(short);
    if (short) return;
    const done = await act('return', { reason, to });
    if (done.length > 0) onDone(done);
  };
  const sendByKeys = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    void submit();
  };
  const error = missing ? t('return.missing') : undefined;
  return (
    <Dialog title={t('task.return-title', { number: task.file.registrationNumber })} onClose={onClose}>
      <ActForm
        pending={state.pending}
        errors={error ? [{ target: 'task-reason', text: error }] : []}
        error={state.error}
        theirs={null}
        conflict={[]}
        submitLabel={t('task.return')}
        onSubmit={() => void submit()}
        onClose={onClose}
      >
        <Field id="task-reason" label={t('return.text')} error={error} hint={t('task.return-hint')}>
          {(control) => (
            <textarea
              {...control}
              data-first
              className="input"
              rows={4}
              maxLength={1000}
              value={reason}
              onKeyDown={sendByKeys}
              onChange={(event) => setReason(event.target.value)}
            />
          )}
        </Field>
        {earlier.length > 0 && (
          <Field id="task-back-to" label={t('task.return-to')} hint={t('task.return-to-hint')}>
            {(control) => (
              <ChoiceField
                control={control}
                label={t('task.return-to')}
                options={earlier.map((step) => ({
                  id: step.id,
                  label: askedName(step),
                  aside: t(`task.kind.${step.kind}`),
                }))}
                value={to}
                onChange={setTo}
                placeholder={t('task.return-to-asker', { name: task.askedBy })}
              />
            )}
          </Field>
        )}
      </ActForm>
    </Dialog>
  );
}
