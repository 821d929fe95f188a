import type { CaseFileDetail } from '@opis/contracts';
import { Button, Icon } from '@opis/ui';
import { useText } from '../../parts/text.tsx';

/** Whom the petition is about, and what the law makes of it. */
export function ComplaintFacts({ file, onSet }: { file: CaseFileDetail; onSet: () => void }) {
  const t = useText();
  const may = file.actions.includes('set-complaint');
  const about = [file.complaint?.person?.name, file.complaint?.unit?.name].filter((name) => name);
  if (about.length === 0 && !may) return null;
  return (
    <section className="case-entry">
      <h2 className="case-entry-head">{t('complaint.head')}</h2>
      {about.length > 0 ? (
        <p className="line">
          <Icon name="warning" />
          {t('complaint.about', { names: about.join(', ') })}
        </p>
      ) : (
        <p className="second">{t('complaint.nobody')}</p>
      )}
      {may && (
        <Button onClick={onSet}>{t(about.length > 0 ? 'complaint.change' : 'act.set-complaint')}</Button>
      )}
    </section>
  );
}
