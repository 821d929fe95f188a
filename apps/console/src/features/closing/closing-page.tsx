import type { BookClosing } from '@opis/contracts';
import { Band, Icon } from '@opis/ui';
import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { readClosing } from '../../api/close-book.ts';
import { showInstant } from '../../parts/dates.ts';
import { FailureState } from '../../parts/problem-view.tsx';
import { useText } from '../../parts/text.tsx';
import { usePageTitle } from '../../parts/use-page-title.ts';
import { AnnulledList } from './annulled-list.tsx';
import { CloseForm } from './close-form.tsx';
import { ClosedActs } from './closed-acts.tsx';
import './closing.css';
import { ClosingFacts } from './closing-facts.tsx';

/** The yearly closing of a book: what it would seal, what follows from it, the act; afterwards its paper. */
export function ClosingPage() {
  const t = useText();
  const { code, an } = useParams({ from: '/registre/$code/inchidere/$an' });
  const year = Number(an);
  const { data, error, refetch } = useQuery({
    queryKey: ['closing', code, year],
    queryFn: ({ signal }) => readClosing(code, year, signal),
  });
  usePageTitle(t('closing.title', { year: an }));
  return (
    <>
      <Link className="back-link" to="/registre/$code" params={{ code }} search={{ an: year }}>
        <Icon name="previous" />
        {t('closing.back')}
      </Link>
      <div className="page-head">
        <h1>{t('closing.title', { year: an })}</h1>
      </div>
      {error && <FailureState error={error} onRetry={() => void refetch()} />}
      {data && <Closing closing={data} />}
    </>
  );
}

function Closing({ closing }: { closing: BookClosing }) {
  const t = useText();
  return (
    <div className="closing">
      <StateBand closing={closing} />
      <p className="strong">{closing.register.name}</p>
      <p className="second closing-intro">{t('closing.intro')}</p>
      <ClosingFacts closing={closing} />
      <AnnulledList annulled={closing.annulled} />
      {closing.state === 'closed' ? <ClosedActs closing={closing} /> : <Effects closing={closing} />}
    </div>
  );
}

function StateBand({ closing: { state, year, closed } }: { closing: BookClosing }) {
  const t = useText();
  if (state === 'running') {
    return (
      <Band tone="note" icon="calendar">
        <p>{t('closing.running', { year: String(year) })}</p>
      </Band>
    );
  }
  if (closed === null) return null;
  return (
    <Band tone="note" icon="verified">
      <p>{t('closing.closed', { by: closed.by, at: showInstant(closed.at) })}</p>
    </Band>
  );
}

function Effects({ closing }: { closing: BookClosing }) {
  const t = useText();
  return (
    <section aria-labelledby="closing-effects">
      <h2 className="closing-head" id="closing-effects">
        {t('closing.effects')}
      </h2>
      <ul className="closing-effects">
        <li>{t('closing.effect.rows')}</li>
        <li>{t('closing.effect.new')}</li>
        <li>{t('closing.effect.retention')}</li>
      </ul>
      {closing.state === 'open' && <CloseForm closing={closing} />}
    </section>
  );
}
