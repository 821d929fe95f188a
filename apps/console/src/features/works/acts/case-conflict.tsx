import type { CaseConflict } from '@opis/contracts';
import { showAgo, showInstant } from '../../../parts/dates.ts';
import { useText } from '../../../parts/text.tsx';
import { useServerNow } from '../../../parts/use-institution.ts';
import { StepSentence } from '../step-sentence.tsx';

/** Two people, one file: what the other did and when, beside what is about to be done. */
export function CaseConflictView({ conflict, mine }: { conflict: CaseConflict; mine: string }) {
  const t = useText();
  const now = useServerNow();
  const { lastStep } = conflict;
  return (
    <section className="conflict" role="alert">
      <h3>
        {lastStep
          ? t('act.conflict', { by: lastStep.by, ago: showAgo(lastStep.at, now) })
          : t('act.conflict-unknown')}
      </h3>
      <p className="second">{t('act.conflict-body')}</p>
      <div className="versions">
        <div className="version is-kept">
          <p className="meta">{lastStep ? showInstant(lastStep.at) : t('act.theirs')}</p>
          <p className="strong">{useWhere(conflict)}</p>
          {lastStep && (
            <p className="meta">
              <StepSentence step={lastStep} />
            </p>
          )}
          {lastStep?.text && <p className="meta">{t('act.quoted', { text: lastStep.text })}</p>}
        </div>
        <div className="version">
          <p className="meta">{t('act.mine')}</p>
          <p className="strong">{mine}</p>
        </div>
      </div>
    </section>
  );
}

/** Where a file lies, in words. */
export function useWhere({
  status,
  handler,
  unit,
}: Pick<CaseConflict, 'status' | 'handler' | 'unit'>): string {
  const t = useText();
  if (status === 'closed') return t('where.closed');
  if (handler) return t('where.with', { name: handler.name });
  return unit ? t('where.with', { name: unit.name }) : t('where.nowhere');
}
