import type { CaseTask, LetterDetail } from '@opis/contracts';
import { Icon } from '@opis/ui';
import { type QueryClient, queryOptions, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { readRoutedLetter } from '../../api/letters.ts';
import { FailureState } from '../../parts/problem-view.tsx';
import { useText } from '../../parts/text.tsx';
import { CompareDialog } from './compare-dialog.tsx';
import { letterKeys } from './letter-keys.ts';
import { LetterPreviewPages } from './letter-preview.tsx';
import { LetterActButtons } from './letter-view.tsx';
import { LackList, VersionList } from './writing-aside.tsx';
import './letters.css';

const letterOf = ({ subject, version }: CaseTask) =>
  queryOptions({
    queryKey: [...letterKeys.routed(subject.id), version],
    queryFn: ({ signal }) => readRoutedLetter(subject.id, signal),
    staleTime: 30_000,
  });
const useLetterOf = (task: CaseTask) => useQuery(letterOf(task));

/** The letters of these tasks when all of them ask for the asker's certificate; none otherwise. */
export async function findLettersToSeal(
  queries: QueryClient,
  tasks: readonly CaseTask[],
): Promise<readonly LetterDetail[]> {
  if (tasks.some(({ kind, subject }) => kind !== 'signature' || subject.type !== 'letter-version')) return [];
  const letters = await Promise.all(tasks.map((task) => queries.ensureQueryData(letterOf(task))));
  return letters.every(({ actions }) => actions.includes('sign')) ? letters : [];
}

/** What is endorsed or signed: the letter as it will leave, full height. */
export function LetterSheet({ task }: { task: CaseTask }) {
  const { data, error, refetch } = useLetterOf(task);
  if (error) return <FailureState error={error} onRetry={() => void refetch()} />;
  return data ? <LetterPreviewPages letter={data} /> : <div className="paper-desk" />;
}

/** Checks and versions of the letter, under its circuit. */
export function LetterChecks({ task }: { task: CaseTask }) {
  const { data } = useLetterOf(task);
  return data ? <Checks letter={data} /> : null;
}

function Checks({ letter }: { letter: LetterDetail }) {
  const t = useText();
  const [compare, setCompare] = useState<number | null>(null);
  return (
    <>
      <LackList letter={letter} />
      <VersionList letter={letter} onCompare={setCompare} />
      <p className="letter-open">
        <Icon name="dispatched" />{' '}
        <Link to="/adrese/$id" params={{ id: letter.id }} preload={false}>
          {t('letter.open')}
        </Link>
      </p>
      <div className="row-acts">
        <LetterActButtons letter={letter} size="small" only={['sign']} />
      </div>
      {compare !== null && (
        <CompareDialog letter={letter} number={compare} onClose={() => setCompare(null)} />
      )}
    </>
  );
}
