import { useState } from 'react';
import { showDate } from '../../parts/dates.ts';
import { useText } from '../../parts/text.tsx';
import { type ActDialogProps, Area } from './dialog-fields.tsx';
import { InformationForm } from './information-form.tsx';
import { useInformationAct } from './use-information-act.ts';

/** What the requester is to make clear (art. 6 (3) b)); the term runs on, which the dialog says before anybody asks. */
export function ClarifyDialog({ request, onDone, onClose }: ActDialogProps) {
  const t = useText();
  const { act, ...state } = useInformationAct(request, onDone);
  const [question, setQuestion] = useState('');
  const answer = request.terms.findLast(({ role }) => role === 'answer');
  const extension = request.actions.includes('extend')
    ? request.windows.find(({ kind, past }) => kind === 'extend' && !past)
    : undefined;
  const isLate = answer?.state === 'late';
  return (
    <InformationForm
      title={t('info.act.ask-clarification')}
      submitLabel={t('info.draft-submit')}
      {...state}
      onSubmit={() => void act('clarification', { question })}
      onClose={onClose}
    >
      {answer && (
        <p className={isLate ? 'act-note is-late' : 'act-note'}>
          {t(isLate ? 'info.clarify-note-late' : 'info.clarify-note', { day: showDate(answer.on) })}
        </p>
      )}
      {extension && <p className="act-note">{t('info.clarify-extend', { day: showDate(extension.on) })}</p>}
      <Area
        id="question"
        label={t('info.clarify-question')}
        hint={t('info.clarify-hint')}
        value={question}
        onChange={setQuestion}
        first
      />
    </InformationForm>
  );
}
