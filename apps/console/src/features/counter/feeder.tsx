import { EmptyStamp } from '@opis/ui';
import { useText } from '../../parts/text.tsx';
import { useInstitution } from '../../parts/use-institution.ts';

/** Before the first number: a sheet with an empty stamp, where the paper and then the number will stand. */
export function Feeder() {
  const t = useText();
  const institution = useInstitution();
  return (
    <section className="sheet feeder" aria-label={t('counter.upload.preview')}>
      <div className="feeder-page" aria-hidden="true">
        <EmptyStamp institution={institution?.shortName ?? ''} />
        <div className="feeder-lines">
          <i />
          <i />
          <i />
          <i />
          <i />
        </div>
      </div>
      <div className="feeder-words">
        <h2>{t('counter.feeder-title')}</h2>
        <p className="second">{t('counter.feeder-body')}</p>
      </div>
    </section>
  );
}
