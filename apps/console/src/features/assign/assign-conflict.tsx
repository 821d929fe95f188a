import { Button } from '@opis/ui';
import { Dialog } from '../../parts/dialog.tsx';
import { FailureBand } from '../../parts/problem-view.tsx';
import { useText } from '../../parts/text.tsx';
import { CaseConflictView } from '../works/acts/case-conflict.tsx';
import { RefusedList } from '../works/acts/refused-list.tsx';
import type { CaseAct } from '../works/acts/use-case-act.ts';

type AssignConflictProps = {
  state: Omit<CaseAct, 'act' | 'forget'>;
  mine: string;
  onKeepMine: () => void;
  onKeepTheirs: () => void;
};

/** What stands against an assignment: somebody was faster, the line is cut, or some of many were refused. */
export function AssignConflict({ state, mine, onKeepMine, onKeepTheirs }: AssignConflictProps) {
  const t = useText();
  const where = t('where.with', { name: mine });
  if (state.conflict) {
    return (
      <Dialog title={t('act.conflict-title')} onClose={onKeepTheirs}>
        <CaseConflictView conflict={state.conflict} mine={where} />
        <div className="dialog-actions">
          <Button kind="primary" data-first onClick={onKeepTheirs}>
            {t('act.keep-theirs')}
          </Button>
          <Button onClick={onKeepMine}>{t('act.keep-mine', { mine: where })}</Button>
        </div>
      </Dialog>
    );
  }
  return (
    <>
      {state.error !== null && <FailureBand error={state.error} />}
      <RefusedList refused={state.refused} />
    </>
  );
}
