import { formatPlainDate, type PetitionerStep, type PetitionerView } from '@opis/contracts';
import type { PortalFrame } from './frame.ts';
import { Page } from './page.tsx';
import { texts } from './portal-texts.ts';
import { SummaryList } from './summary-list.tsx';

/** „Dosarul meu”: three answers first (who works on it, until when, what I have to do), then the way that it went. */
export function CaseStatusPage({ frame, view }: { frame: PortalFrame; view: PetitionerView }) {
  return (
    <Page frame={frame} title={view.subject}>
      <div className="column stack-large">
        <div className="stack">
          <p className="case-number">
            {texts('case.number')} <span className="num framed">{view.registrationNumber}</span>
          </p>
          <h1>{view.subject}</h1>
          <p className="muted">{view.procedure}</p>
        </div>
        <NowBox view={view} />
        {view.steps.length > 0 && (
          <section className="stack">
            <h2>{texts('case.way')}</h2>
            <ol className="way">
              {numbered(view.steps).map(({ key, row }) => (
                <WayStep key={key} step={row} />
              ))}
            </ol>
          </section>
        )}
        {view.fields.length > 0 && (
          <section className="sheet">
            <h2>{texts('case.fields')}</h2>
            <SummaryList rows={view.fields.map(({ label, shown }) => ({ term: label, value: shown }))} />
          </section>
        )}
        {view.documents.length > 0 && (
          <section className="stack">
            <h2>{texts('case.documents')}</h2>
            <ul>
              {numbered(view.documents).map(({ key, row: { title, registrationNumber } }) => (
                <li key={key}>
                  {title}{' '}
                  <span className="muted">{texts('case.came-with', { number: registrationNumber })}</span>
                </li>
              ))}
            </ul>
          </section>
        )}
      </div>
    </Page>
  );
}

function NowBox({ view }: { view: PetitionerView }) {
  const { status, unit, handler, due, answer, outcome } = view;
  if (status === null && unit === null && due === null && answer === null) return null;
  return (
    <dl className="now">
      {status === 'closed' && (
        <Now term={texts('case.closed')} value={outcome ?? texts('case.closed.plain')} />
      )}
      {handler && <Now term={texts('case.works')} value={texts('case.person', handler)} note={unit} />}
      {!handler && unit && <Now term={texts('case.works')} value={unit} />}
      {!handler && !unit && status === 'received' && (
        <Now term={texts('case.works')} value={texts('case.registry')} />
      )}
      {due && (
        <Now
          term={texts('case.until')}
          value={toLongDate(due.on)}
          note={due.daysLeft < 0 ? texts('case.late') : texts('case.left', { days: due.daysLeft })}
        />
      )}
      {answer && (
        <Now term={texts('case.answered')} value={toLongDate(answer.sentOn)} note={answer.how || null} />
      )}
      {status !== 'closed' && answer === null && (
        <Now term={texts('case.to-do')} value={texts('case.nothing')} note={texts('case.we-write')} />
      )}
    </dl>
  );
}

function Now({ term, value, note = null }: { term: string; value: string; note?: string | null }) {
  return (
    <div>
      <dt>{term}</dt>
      <dd>
        <b>{value}</b>
        {note !== null && <span>{note}</span>}
      </dd>
    </div>
  );
}

function WayStep({ step }: { step: PetitionerStep }) {
  const { what, on, time, unit, person, registrationNumber } = step;
  const values = { unit: unit ?? '', person: person ?? '', number: registrationNumber ?? '' };
  return (
    <li>
      <b>{texts(`case.step.${what}`, values)}</b>
      <span className="muted">{texts('case.moment', { date: formatPlainDate(on), time })}</span>
    </li>
  );
}

/** Rows that have no name of their own, by their place: the page is drawn once. */
const numbered = <Row,>(rows: readonly Row[]) => rows.map((row, at) => ({ key: String(at), row }));

const longDate = new Intl.DateTimeFormat('ro', {
  ...{ weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' },
  timeZone: 'UTC',
});
const toLongDate = (on: string) => longDate.format(new Date(`${on}T12:00:00Z`));
