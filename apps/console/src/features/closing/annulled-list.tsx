import type { BookClosing } from '@opis/contracts';
import { useText } from '../../parts/text.tsx';

/** Every annulled number with its reason: they stay in the book, and in its closing. */
export function AnnulledList({ annulled }: Pick<BookClosing, 'annulled'>) {
  const t = useText();
  return (
    <section aria-labelledby="closing-annulled">
      <h2 className="closing-head" id="closing-annulled">
        {t('closing.annulled-list')}
      </h2>
      {annulled.length === 0 ? (
        <p>{t('closing.annulled-none')}</p>
      ) : (
        <table className="closing-annulled sheet">
          <thead>
            <tr>
              <th scope="col">{t('closing.annulled-number')}</th>
              <th scope="col">{t('closing.annulled-reason')}</th>
            </tr>
          </thead>
          <tbody>
            {annulled.map(({ number, reason }) => (
              <tr key={number}>
                <th scope="row">{number}</th>
                <td>{reason}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}
