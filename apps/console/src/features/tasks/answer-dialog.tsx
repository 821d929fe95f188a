import { type CaseTask, type TaskVerdict, verdictsOf } from '@opis/contracts';
import { Field, Segmented } from '@opis/ui';
import { type KeyboardEvent, useState } from 'react';
import { Dialog } from '../../parts/dialog.tsx';
import { useText } from '../../parts/text.tsx';
import { ActForm } from '../entry/act-form.tsx';
import { useTaskAct } from './use-task-act.ts';

type AnswerTaskDialogProps = {
  tasks: readonly CaseTask[];
  onDone: (done: readonly CaseTask[]) => void;
  onClose: () => void;
};

type Spoken = Exclude<TaskVerdict, 'received'>;

/** An answer that needs words: an opinion, a clarification, an endorsement with remarks or an unfavourable one. */
export function AnswerTaskDialog({ tasks, onDone, onClose }: AnswerTaskDialogProps) {
  const t = useText();
  const [first] = tasks;
  const verdicts = (first ? verdictsOf[first.kind] : []).filter(
    (verdict): verdict is Spoken => verdict !== 'received' && verdict !== 'favourable',
  );
  const { act, ...state } = useTaskAct(tasks);
  const [verdict, setVerdict] = useState<Spoken>(verdicts[0] ?? 'given');
  const [text, setText] = useState('');
  const [missing, setMissing] = useState(false);
  const submit = async () => {
    const empty = text.trim() === '';
    setMissing(empty);
    if (empty) return;
    const done = await act('answer', { verdict, text });
    if (done.length > 0) onDone(done);
  };
  const sendByKeys = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    void submit();
  };
  const error = missing ? t('task.words-missing') : undefined;
  return (
    <Dialog
      title={t('task.answer-title', { number: first?.file.registrationNumber ?? '', count: tasks.length })}
      onClose={onClose}
    >
      {first?.text && <p className="case-words">{first.text}</p>}
      <ActForm
        pending={state.pending}
        errors={error ? [{ target: 'task-words', text: error }] : []}
        error={state.error}
        theirs={null}
        conflict={[]}
        submitLabel={t('task.answer')}
        onSubmit={() => void submit()}
        onClose={onClose}
      >
        {verdicts.length > 1 && (
          <Segmented
            name="task-verdict"
            label={t('task.verdict')}
            value={verdict}
            choices={verdicts.map((value) => ({ value, label: t(`task.verdict.${value}`) }))}
            onChange={setVerdict}
          />
        )}
        <Field id="task-words" label={t('task.words')} error={error}>
          {(control) => (
            <textarea
              {...control}
              data-first
              className="input"
              rows={6}
              maxLength={4000}
              value={text}
              onKeyDown={sendByKeys}
              onChange={(event) => setText(event.target.value)}
            />
          )}
        </Field>
      </ActForm>
    </Dialog>
  );
}
