import { buttonClass, Icon } from '@opis/ui';
import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { petitionerPageUrl, readAsPetitioner } from '../../api/procedures.ts';
import { FailureState } from '../../parts/problem-view.tsx';
import { useText } from '../../parts/text.tsx';
import { usePageTitle } from '../../parts/use-page-title.ts';
import './case-file.css';

/** „Vezi ca petentul”: the very page that a citizen would open, with what their procedure makes public. */
export function PetitionerPage() {
  const t = useText();
  const { id } = useParams({ from: '/lucrari/$id/petent' });
  const { data, error, refetch } = useQuery({
    queryKey: ['as-petitioner', id],
    queryFn: ({ signal }) => readAsPetitioner(id, signal),
    staleTime: 60_000,
  });
  usePageTitle(t('case.as-petitioner'));
  const back = (
    <Link className={buttonClass({})} to="/lucrari/$id" params={{ id }} preload={false}>
      {t('petitioner.back')}
    </Link>
  );
  if (error) {
    return (
      <>
        <h1 className="visually-hidden">{t('case.as-petitioner')}</h1>
        <FailureState error={error} onRetry={() => void refetch()} back={back} />
      </>
    );
  }
  if (!data) return null;
  return (
    <article className="petitioner">
      <header className="petitioner-head">
        <div>
          <h1>{t('petitioner.title', { number: data.registrationNumber })}</h1>
          <p className="second line">
            <Icon name="seen" />
            {t('petitioner.what', { name: data.procedure })}
          </p>
        </div>
        <span className="grow" />
        {back}
      </header>
      <iframe
        className="petitioner-frame"
        src={petitionerPageUrl(id)}
        title={t('petitioner.frame')}
        sandbox="allow-same-origin"
      />
    </article>
  );
}
