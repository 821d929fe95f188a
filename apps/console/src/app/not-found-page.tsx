import { buttonClass, StatePanel } from '@opis/ui';
import { Link } from '@tanstack/react-router';
import { useText } from '../parts/text.tsx';
import { usePageTitle } from '../parts/use-page-title.ts';

export function NotFoundPage() {
  const t = useText();
  usePageTitle(t('page-not-found.title'));
  return (
    <StatePanel
      level={1}
      title={t('page-not-found.title')}
      actions={
        <Link className={buttonClass({})} to="/">
          {t('page-not-found.back')}
        </Link>
      }
    >
      <p>{t('page-not-found.body')}</p>
    </StatePanel>
  );
}
