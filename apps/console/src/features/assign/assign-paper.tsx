import type { CaseFileRow } from '@opis/contracts';
import { ButtonContent, buttonClass, Tag } from '@opis/ui';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { readCaseFile } from '../../api/read-case-file.ts';
import { FailureState } from '../../parts/problem-view.tsx';
import { useText } from '../../parts/text.tsx';
import { PaperPreview } from '../case-file/paper-preview.tsx';
import { caseFileKeys } from '../works/keep-case-file.ts';

/** The paper itself: whoever hands it on reads it first. */
export function AssignPaper({ row, place }: { row: CaseFileRow; place: string }) {
  const t = useText();
  const { data, error, refetch } = useQuery({
    queryKey: caseFileKeys.detail(row.id),
    queryFn: ({ signal }) => readCaseFile(row.id, signal),
    staleTime: 30_000,
  });
  return (
    <>
      <div className="line assign-head">
        <span className="number peek-number">{row.registrationNumber}</span>
        {row.category && <Tag>{row.category.name}</Tag>}
        {row.confidential && (
          <Tag tone="conf" icon="confidential">
            {t('registers.confidential')}
          </Tag>
        )}
        <span className="grow" />
        <span className="second">{place}</span>
      </div>
      <div>
        <h2 className="assign-title">{row.subject}</h2>
        <p className="line">
          <span className="second grow">{row.issuer}</span>
          <Link
            className={buttonClass({ kind: 'quiet', size: 'small' })}
            to="/lucrari/$id"
            params={{ id: row.id }}
            preload={false}
          >
            <ButtonContent>{t('works.open')}</ButtonContent>
          </Link>
        </p>
      </div>
      {error ? (
        <FailureState error={error} onRetry={() => void refetch()} />
      ) : (
        <PaperPreview key={row.id} row={row} items={data?.items} />
      )}
    </>
  );
}
