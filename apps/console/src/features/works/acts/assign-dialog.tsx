import { type KeyboardEvent, useState } from 'react';
import { Dialog } from '../../../parts/dialog.tsx';
import { FailureState } from '../../../parts/problem-view.tsx';
import { useText } from '../../../parts/text.tsx';
import { isTypingPlace } from '../../../parts/use-keys.ts';
import { placeOf } from '../../assign/letters.ts';
import { PeopleList } from '../../assign/people-list.tsx';
import { ResolutionField } from '../../assign/resolution-field.tsx';
import { type Receiver, useAssignees } from '../../assign/use-assignees.ts';
import type { ActDialogProps } from './act-dialog-props.ts';
import { CaseActForm } from './case-act-form.tsx';
import { useCaseAct } from './use-case-act.ts';

/** R: to a person, by their letter at once, or by arrows and Enter. */
export function AssignDialog({ rows, onDone, onClose }: ActDialogProps) {
  const t = useText();
  const { receivers, error, retry } = useAssignees(rows[0]);
  const { act, ...state } = useCaseAct(rows);
  const [chosenId, setChosenId] = useState<string>();
  const [resolution, setResolution] = useState('');
  const [missing, setMissing] = useState(false);
  const chosen = receivers.find((one) => one.id === chosenId);
  const assign = async (receiver: Receiver | undefined) => {
    setMissing(receiver === undefined);
    if (!receiver) return;
    const result = await act('assign', { to: receiver.to, resolution });
    if (result) onDone(result, receiver.name);
  };
  const pressLetter = (event: KeyboardEvent) => {
    const place = placeOf(event.key);
    if (place === undefined || event.ctrlKey || event.metaKey || event.altKey || isTypingPlace(event.target))
      return;
    const receiver = receivers[place];
    if (!receiver || receiver.barred !== null) return;
    event.preventDefault();
    setChosenId(receiver.id);
    // A conflict is looked at first: the letter chooses, Enter says it.
    if (state.conflict === null) void assign(receiver);
  };
  const [first] = rows;
  return (
    <Dialog
      title={
        rows.length === 1
          ? t('assign.title', { number: first?.registrationNumber ?? '' })
          : t('assign.title-many', { count: rows.length })
      }
      onClose={onClose}
      wide
    >
      {/* biome-ignore lint/a11y/noStaticElementInteractions: the keys belong to the list inside */}
      <div onKeyDown={pressLetter}>
        <CaseActForm
          state={state}
          errors={missing ? [{ target: 'act-people', text: t('assign.missing') }] : []}
          submitLabel={chosen ? t('assign.to', { name: chosen.name }) : t('act.assign')}
          mine={t('where.with', { name: chosen?.name ?? '' })}
          onSubmit={() => void assign(chosen)}
          onClose={onClose}
        >
          {error ? (
            <FailureState error={error} onRetry={retry} />
          ) : (
            <fieldset className="act-people" id="act-people" tabIndex={-1} data-first>
              <legend>{t('assign.whom')}</legend>
              <PeopleList
                name="act-person"
                receivers={receivers}
                chosen={chosenId}
                onChoose={(receiver) => setChosenId(receiver.id)}
                naming
              />
            </fieldset>
          )}
          <ResolutionField id="act-resolution" value={resolution} onChange={setResolution} />
        </CaseActForm>
      </div>
    </Dialog>
  );
}
