import type { CaseFileAction, CaseFileRow } from '@opis/contracts';
import { Button } from '@opis/ui';
import { useText } from '../../parts/text.tsx';
import { ActButtons } from './acts/act-buttons.tsx';
import { actsOn } from './acts/case-acts.ts';

type BulkBarProps = {
  rows: readonly CaseFileRow[];
  onAct: (action: CaseFileAction) => void;
  onClear: () => void;
};

/** What may be done to all that were ticked. */
export function BulkBar({ rows, onAct, onClear }: BulkBarProps) {
  const t = useText();
  return (
    <section className="bulk-bar" aria-label={t('works.bulk')}>
      <span className="strong" role="status">
        {t('works.chosen', { count: rows.length })}
      </span>
      <ActButtons rows={rows} onAct={onAct} without={['join', 'reopen']} />
      {actsOn(rows).length === 0 && <span className="second">{t('works.bulk-none')}</span>}
      <span className="grow" />
      <Button kind="quiet" keyHint="Esc" onClick={onClear}>
        {t('works.chosen-clear')}
      </Button>
    </section>
  );
}
