import type { CaseFileDetail } from '@opis/contracts';
import { Icon, type IconName } from '@opis/ui';
import { useState } from 'react';
import { useText } from '../../parts/text.tsx';
import { useKeys } from '../../parts/use-keys.ts';
import { AskComposer, type AskTab } from '../tasks/ask-composer.tsx';
import { NoteComposer } from './note-composer.tsx';

type ComposerTab = 'note' | AskTab;

const tabs: readonly { tab: ComposerTab; icon: IconName }[] = [
  { tab: 'note', icon: 'written' },
  { tab: 'opinion', icon: 'opinion' },
  { tab: 'clarification', icon: 'opinion' },
  { tab: 'endorsement', icon: 'endorsed' },
];

/** Under the chronology, always in reach: a note, or a question to others about the file. O asks for an opinion. */
export function CaseComposer({ file }: { file: CaseFileDetail }) {
  const t = useText();
  const [tab, setTab] = useState<ComposerTab>('note');
  const asks = file.actions.includes('ask');
  const shown = tabs.filter((one) => one.tab === 'note' || asks);
  const open = (next: ComposerTab) => {
    setTab(next);
    requestAnimationFrame(() => document.getElementById(next === 'note' ? 'case-note' : 'ask-to')?.focus());
  };
  useKeys({ o: asks ? () => open('opinion') : undefined });
  return (
    <div className="composer">
      {shown.length > 1 && (
        // biome-ignore lint/a11y/useSemanticElements: buttons, not fields
        <div className="composer-tabs" role="group" aria-label={t('composer.tabs')}>
          {shown.map((one) => (
            <button
              key={one.tab}
              type="button"
              className="composer-tab"
              aria-pressed={one.tab === tab}
              aria-keyshortcuts={one.tab === 'opinion' ? 'o' : undefined}
              onClick={() => open(one.tab)}
            >
              {one.tab === tab && <Icon name={one.icon} />}
              {t(`composer.${one.tab}`)}
            </button>
          ))}
        </div>
      )}
      {tab === 'note' || !asks ? (
        <NoteComposer file={file} />
      ) : (
        <AskComposer key={tab} file={file} tab={tab} onSent={() => setTab('note')} />
      )}
    </div>
  );
}
