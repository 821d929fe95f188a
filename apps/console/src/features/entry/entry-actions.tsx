import type { EntryDetail } from '@opis/contracts';
import { Button, type IconName } from '@opis/ui';
import type { EntryKey } from '../../api/entry-address.ts';
import { labelUrl, receiptUrl } from '../../api/print-address.ts';
import { usePreferences } from '../../parts/preferences.ts';
import { printPdf } from '../../parts/print-pdf.ts';
import { useText } from '../../parts/text.tsx';
import { showToast } from '../../parts/toast.tsx';
import { OpenCaseFile } from '../works/open-case-file.tsx';
import { type EntryAct, entryActs } from './entry-search.ts';

const icons: Readonly<Record<EntryAct, IconName>> = {
  route: 'assigned',
  dispatch: 'dispatched',
  join: 'linked',
  classify: 'classified',
  correct: 'corrected',
  annul: 'annulled',
};
/** What is done often stands first; what cannot be taken back stands last. */
const order: readonly EntryAct[] = ['route', 'dispatch', 'join', 'classify', 'correct', 'annul'];

type EntryActionsProps = { entryKey: EntryKey; entry: EntryDetail; onAct: (act: EntryAct) => void };

/** Exactly the acts that the server returned with the entry. */
export function EntryActions({ entryKey, entry, onAct }: EntryActionsProps) {
  const t = useText();
  const { receiptFormat } = usePreferences();
  const allowed = order.filter((act) => entryActs.includes(act) && entry.actions.includes(act));
  const print = (url: string) =>
    printPdf(url).catch(() => showToast(t('entry.print-failed'), { failed: true }));
  const prints = entry.actions.includes('print');
  return (
    // biome-ignore lint/a11y/useSemanticElements: buttons, not fields
    <div className="entry-actions" role="group" aria-label={t('entry.actions')}>
      <OpenCaseFile entryKey={entryKey} />
      {prints && (
        <>
          <Button size="small" icon="print" onClick={() => void print(labelUrl(entryKey))}>
            {t('entry.act.print-label')}
          </Button>
          <Button size="small" icon="print" onClick={() => void print(receiptUrl(entryKey, receiptFormat))}>
            {t('entry.act.print-receipt')}
          </Button>
        </>
      )}
      {allowed.map((act) => (
        <Button
          key={act}
          size="small"
          icon={icons[act]}
          kind={act === 'annul' ? 'danger' : 'secondary'}
          onClick={() => onAct(act)}
        >
          {t(`entry.act.${act}`)}
        </Button>
      ))}
    </div>
  );
}
