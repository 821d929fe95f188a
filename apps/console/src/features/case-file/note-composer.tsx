import type { CaseFileDetail } from '@opis/contracts';
import { Button, Icon } from '@opis/ui';
import type { KeyboardEvent } from 'react';
import { toClockTime } from '../../parts/dates.ts';
import { FailureBand } from '../../parts/problem-view.tsx';
import { useText } from '../../parts/text.tsx';
import { useCaseAct } from '../works/acts/use-case-act.ts';
import { useSayDone } from '../works/acts/use-work-acts.tsx';
import { useDesk } from '../works/desk.ts';

/** Notă internă, always in reach; what was typed is kept on the desk until it is added. */
export function NoteComposer({ file }: { file: CaseFileDetail }) {
  const t = useText();
  const { noteOf, keepNote } = useDesk();
  const sayDone = useSayDone();
  const { act, ...state } = useCaseAct([file]);
  const draft = noteOf(file.id);
  const text = draft?.text ?? '';
  const add = async () => {
    if (text.trim() === '') return;
    const result = await act('note', { text });
    if (!result) return;
    keepNote(file.id, '');
    sayDone('note', result, '');
  };
  const addByKeys = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    void add();
  };
  return (
    <div className="composer-part">
      {state.error !== null && <FailureBand error={state.error} />}
      <label
        className={file.actions.includes('ask') ? 'visually-hidden' : 'composer-label'}
        htmlFor="case-note"
      >
        <Icon name="written" />
        {t('note.text')}
      </label>
      <textarea
        id="case-note"
        className="input"
        rows={2}
        maxLength={4000}
        placeholder={t('case.note-placeholder')}
        value={text}
        onChange={(event) => keepNote(file.id, event.target.value)}
        onKeyDown={addByKeys}
      />
      <div className="line">
        {draft && <span className="meta">{t('case.draft-kept', { time: toClockTime(draft.at) })}</span>}
        <span className="grow" />
        <Button
          keyHint="Ctrl Enter"
          aria-disabled={state.pending || text.trim() === ''}
          onClick={() => void add()}
        >
          {t('case.note-add')}
        </Button>
      </div>
    </div>
  );
}
