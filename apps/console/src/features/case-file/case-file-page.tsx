import type { CaseFileDetail } from '@opis/contracts';
import { buttonClass } from '@opis/ui';
import { useQuery } from '@tanstack/react-query';
import { Link, useParams, useSearch } from '@tanstack/react-router';
import { useEffect } from 'react';
import { readCaseFile } from '../../api/read-case-file.ts';
import { FailureState, isNotFound } from '../../parts/problem-view.tsx';
import { useText } from '../../parts/text.tsx';
import { useNarrow } from '../../parts/use-narrow.ts';
import { usePageTitle } from '../../parts/use-page-title.ts';
import { useSlow } from '../../parts/use-slow.ts';
import { PetitionBands } from '../petitions/petition-bands.tsx';
import { TacitBands } from '../tacit/tacit-bands.tsx';
import { useDesk } from '../works/desk.ts';
import { caseFileKeys } from '../works/keep-case-file.ts';
import '../works/works.css';
import { CaseFacts } from './case-facts.tsx';
import './case-file.css';
import { CaseHead } from './case-head.tsx';
import { CaseOpis } from './case-opis.tsx';
import { CaseParty } from './case-party.tsx';
import { CaseTimeline } from './case-timeline.tsx';
import { PaperPreview } from './paper-preview.tsx';

/** Everything about one file on one page. Opening it leaves an access record. */
export function CaseFilePage() {
  const { id } = useParams({ from: '/lucrari/$id' });
  const { data, error, refetch, isPending } = useQuery({
    queryKey: caseFileKeys.detail(id),
    queryFn: ({ signal }) => readCaseFile(id, signal),
    staleTime: 5_000,
  });
  const slow = useSlow(isPending);
  if (data) return <CaseFile key={id} file={data} />;
  if (error) return <NoFile error={error} onRetry={() => void refetch()} />;
  return slow ? <Bars /> : null;
}

function NoFile({ error, onRetry }: { error: Error; onRetry: () => void }) {
  const t = useText();
  usePageTitle(t('case.title'));
  return (
    <>
      <h1 className="visually-hidden">{t(isNotFound(error) ? 'not-found.title' : 'failure.title')}</h1>
      <FailureState
        error={error}
        onRetry={onRetry}
        back={
          <Link className={buttonClass({})} to="/lucrari">
            {t('case.back')}
          </Link>
        }
      />
    </>
  );
}

function CaseFile({ file }: { file: CaseFileDetail }) {
  const { fila = 'cronologie', doar } = useSearch({ from: '/lucrari/$id' });
  const narrow = useNarrow();
  useOnDesk(file);
  usePageTitle(file.registrationNumber);
  return (
    <article className="case" aria-label={file.registrationNumber}>
      <CaseHead file={file} tab={fila} />
      <TacitBands file={file} />
      <PetitionBands file={file} />
      <div className={`case-body is-${fila}`}>
        {fila === 'cronologie' && <CaseTimeline file={file} only={doar} />}
        {fila === 'opis' && <CaseOpis file={file} />}
        {fila === 'date' && <CaseFacts file={file} />}
        {fila === 'cronologie' && !narrow && (
          <section className="case-paper">
            <PaperPreview row={file} items={file.items} />
          </section>
        )}
        {(!narrow || fila === 'date') && <CaseParty file={file} />}
      </div>
    </article>
  );
}

/** An opened file is a tab in the top bar, by its number and whose it is. */
function useOnDesk({ id, number, issuer }: CaseFileDetail) {
  const { open } = useDesk();
  // biome-ignore lint/correctness/useExhaustiveDependencies: once for each file, not for each change of the desk
  useEffect(() => open({ id, number: String(number), name: issuer }), [id, number, issuer]);
}

function Bars() {
  const t = useText();
  return (
    <div className="case" role="status" aria-label={t('case.loading')}>
      <div className="case-head">
        <span className="skeleton is-short" />
        <span className="skeleton is-mid" />
        <span className="skeleton is-short" />
      </div>
      <div className="case-body">
        <div className="case-main">
          {['is-wide', 'is-mid', 'is-full', 'is-short', 'is-wide'].map((width, line) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: bars have no identity
            <span className={`skeleton ${width}`} key={line} />
          ))}
        </div>
      </div>
    </div>
  );
}
