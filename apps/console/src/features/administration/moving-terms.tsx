import { isPlainDate } from '@opis/contracts';
import { Icon } from '@opis/ui';
import { useQuery } from '@tanstack/react-query';
import { previewDays } from '../../api/deadlines.ts';
import { showDate } from '../../parts/dates.ts';
import { useText } from '../../parts/text.tsx';

/** A day as it stands and as it would; null: it is none of the institution's own. */
export type DayChange = {
  day: string;
  before: 'off' | 'worked' | null;
  after: 'off' | 'worked' | null;
  name: string;
};

/** Which open files a changed day gives another term, before it is saved. */
export function MovingTerms({ change }: { change: DayChange }) {
  const t = useText();
  const { day, before, after, name } = change;
  const asks = isPlainDate(day) && before !== after;
  const { data } = useQuery({
    queryKey: ['deadlines', 'preview', day, after],
    queryFn: ({ signal }) =>
      previewDays({ changes: [{ day, kind: after, name: name.slice(0, 200) }] }, signal),
    enabled: asks,
  });
  if (!asks || data === undefined) return null;
  return (
    <div className="moving-terms" aria-live="polite">
      <h3>{t('moving.title')}</h3>
      <p className="line">
        <Icon name={data.count > 0 ? 'alarm' : 'check'} />
        {data.count > 0 ? t('moving.some', { count: data.count }) : t('moving.none')}
      </p>
      {data.count > 0 && (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls must be reached by the keys
        <section className="moving-shell" tabIndex={0} aria-label={t('moving.title')}>
          <table>
            <thead>
              <tr>
                <th scope="col">{t('moving.number')}</th>
                <th scope="col">{t('moving.unit')}</th>
                <th scope="col">{t('moving.from')}</th>
                <th scope="col">{t('moving.to')}</th>
              </tr>
            </thead>
            <tbody>
              {data.items.map((term) => (
                <tr key={`${term.caseFileId} ${term.role}`}>
                  <td>{term.registrationNumber}</td>
                  <td>{term.unit ?? '–'}</td>
                  <td>{showDate(term.from)}</td>
                  <td>{showDate(term.to)}</td>
                </tr>
              ))}
            </tbody>
          </table>
          {data.count > data.items.length && (
            <p className="second">{t('moving.more', { count: data.count - data.items.length })}</p>
          )}
        </section>
      )}
    </div>
  );
}
