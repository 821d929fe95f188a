import type { ExportFormat, ExportPreview } from '@opis/contracts';
import { Band } from '@opis/ui';
import { FailureBand } from '../../parts/problem-view.tsx';
import { Sentence, useText } from '../../parts/text.tsx';

type ExportHoldsProps = { preview: ExportPreview | undefined; format: ExportFormat; failed: Error | null };

/** What the file will hold, said before it is made: how many rows, whether the filter leaves some out. */
export function ExportHolds({ preview, format, failed }: ExportHoldsProps) {
  const t = useText();
  if (failed) return <FailureBand error={failed} />;
  return (
    <div className="export-holds" role="status">
      {!preview && <p className="meta">{t('export.counting')}</p>}
      {preview?.count === 0 && <p>{t('export.nothing')}</p>}
      {preview && preview.count > 0 && (
        <>
          <p>
            <Sentence id="export.holds" values={{ count: preview.count, annulled: preview.annulled }} />{' '}
            {format === 'pdf' && preview.volumes > 1 && t('export.volumes', { count: preview.volumes })}
          </p>
          {!preview.whole && (
            <Band tone="note" icon="filter">
              <p>{t('export.filtered')}</p>
            </Band>
          )}
          <p className="meta">{t('export.personal')}</p>
        </>
      )}
    </div>
  );
}
