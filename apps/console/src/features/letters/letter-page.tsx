import type { LetterDetail } from '@opis/contracts';
import { buttonClass } from '@opis/ui';
import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { readLetter } from '../../api/letters.ts';
import { FailureState, isNotFound } from '../../parts/problem-view.tsx';
import { useText } from '../../parts/text.tsx';
import { usePageTitle } from '../../parts/use-page-title.ts';
import { useSlow } from '../../parts/use-slow.ts';
import { letterKeys } from './letter-keys.ts';
import { LetterView } from './letter-view.tsx';
import { LetterWriting } from './letter-writing.tsx';
import '../case-file/case-file.css';
import './letters.css';

/** One letter: while it is a draft it is written, afterwards it is followed. */
export function LetterPage() {
  const { id } = useParams({ from: '/adrese/$id' });
  const { data, error, refetch, isPending } = useQuery({
    queryKey: letterKeys.detail(id),
    queryFn: ({ signal }) => readLetter(id, signal),
    staleTime: 5_000,
    // What is being written is never changed under the hands.
    refetchOnWindowFocus: false,
  });
  const t = useText();
  const slow = useSlow(isPending);
  if (data) return <Letter letter={data} />;
  if (error) {
    return (
      <>
        <h1 className="visually-hidden">{t(isNotFound(error) ? 'not-found.title' : 'failure.title')}</h1>
        <FailureState
          error={error}
          onRetry={() => void refetch()}
          back={
            <Link className={buttonClass({})} to="/de-expediat">
              {t('letters.rail')}
            </Link>
          }
        />
      </>
    );
  }
  return slow ? <p role="status">{t('letter.loading')}</p> : null;
}

function Letter({ letter }: { letter: LetterDetail }) {
  const t = useText();
  const number = letter.caseFile.registrationNumber;
  usePageTitle(t('letter.page-title', { kind: t(`letter.kind.${letter.kind}`), number }));
  if (letter.actions.includes('edit')) return <LetterWriting key={letter.id} letter={letter} />;
  return <LetterView letter={letter} />;
}
