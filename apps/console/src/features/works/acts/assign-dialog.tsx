import { useEffect, useState } from 'react';
import { Dialog } from '../../../parts/dialog.tsx';
import { FailureState } from '../../../parts/problem-view.tsx';
import { useText } from '../../../parts/text.tsx';
import { PeopleList } from '../../assign/people-list.tsx';
import { ResolutionField } from '../../assign/resolution-field.tsx';
import { proposedOf, type Receiver, useAssignees } from '../../assign/use-assignees.ts';
import { useLetters } from '../../assign/use-letters.ts';
import type { ActDialogProps } from './act-dialog-props.ts';
import { CaseActForm } from './case-act-form.tsx';
import { useCaseAct } from './use-case-act.ts';

/** R: to a person, by their letter at once, or by arrows and Enter. */
export function AssignDialog({ rows, onDone, onClose }: ActDialogProps) {
  const t = useText();
  const { receivers, ready, error, retry } = useAssignees(rows[0]);
  const { act, ...state } = useCaseAct(rows);
  const [chosenId, setChosenId] = useState<string>();
  const [resolution, setResolution] = useState('');
  const free = receivers.filter((one) => one.barred === null);
  const chosen = free.find((one) => one.id === chosenId) ?? proposedOf(free);
  const assign = async (receiver: Receiver | undefined) => {
    if (!receiver) return;
    const result = await act('assign', { to: receiver.to, resolution });
    if (result) onDone(result, receiver.name);
  };
  const name = (place: number) => {
    const receiver = receivers[place];
    if (!receiver || receiver.barred !== null) return;
    setChosenId(receiver.id);
    // A conflict is looked at first: the letter chooses, Enter says it.
    if (state.conflict === null) void assign(receiver);
  };
  const pressLetter = useLetters({ ready, onName: name });
  useEffect(() => {
    if (ready) document.querySelector<HTMLElement>('#act-people input:checked')?.focus();
  }, [ready]);
  return (
    <Dialog
      title={
        rows.length === 1
          ? t('assign.title', { number: rows[0]?.registrationNumber ?? '' })
          : t('assign.title-many', { count: rows.length })
      }
      onClose={onClose}
      wide
    >
      {/* biome-ignore lint/a11y/noStaticElementInteractions: the keys belong to the list inside */}
      <div onKeyDown={pressLetter}>
        <CaseActForm
          state={state}
          errors={[]}
          submitLabel={chosen ? t('assign.to', { name: chosen.name }) : t('act.assign')}
          mine={t('where.with', { name: chosen?.name ?? '' })}
          onSubmit={() => void assign(chosen)}
          onClose={onClose}
        >
          <fieldset className="act-people" id="act-people" tabIndex={-1} data-first>
            <legend>{t('assign.whom')}</legend>
            {error && <FailureState error={error} onRetry={retry} />}
            <PeopleList
              name="act-person"
              receivers={receivers}
              chosen={chosen?.id}
              onChoose={(receiver) => setChosenId(receiver.id)}
              naming
            />
          </fieldset>
          <ResolutionField id="act-resolution" value={resolution} onChange={setResolution} />
        </CaseActForm>
      </div>
    </Dialog>
  );
}
