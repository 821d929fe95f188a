import { Button, Icon, StatePanel } from '@opis/ui';
import { useText } from '../parts/text.tsx';

/** A fault of ours in the page itself: said plainly; what was typed lies in the tab's storage and comes back. */
export function BrokenPage() {
  const t = useText();
  return (
    <main className="lonely">
      <StatePanel
        level={1}
        title={t('failure.page-title')}
        picture={<Icon name="error" size={24} />}
        actions={
          <Button icon="retry" onClick={() => location.reload()}>
            {t('failure.reload')}
          </Button>
        }
      >
        <p>{t('failure.ours')}</p>
      </StatePanel>
    </main>
  );
}
