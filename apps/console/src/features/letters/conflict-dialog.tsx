import type { LetterConflict, LetterContent } from '@opis/contracts';
import { Button } from '@opis/ui';
import { showInstant } from '../../parts/dates.ts';
import { Dialog } from '../../parts/dialog.tsx';
import { useText } from '../../parts/text.tsx';
import { plainLetter } from './plain-letter.ts';
import { WordDiff } from './word-diff.tsx';

type ConflictDialogProps = {
  mine: LetterContent;
  fields: Readonly<Record<string, string>>;
  conflict: LetterConflict;
  onChoose: (choice: 'mine' | 'theirs') => void;
};

/** Somebody else saved the draft: both texts, and a choice. The one that is not chosen stays among the versions. */
export function ConflictDialog({ mine, fields, conflict, onChoose }: ConflictDialogProps) {
  const t = useText();
  const words = (name: string) => fields[name] || name;
  const writable = conflict.status === 'draft';
  return (
    <Dialog title={t('letter.conflict-title')} wide>
      <p>
        {writable
          ? t('letter.conflict-body', { name: conflict.by, when: showInstant(conflict.at) })
          : t('letter.conflict-status')}
      </p>
      <h3>{writable ? t('letter.conflict-theirs', { name: conflict.by }) : t('letter.conflict-mine')}</h3>
      <WordDiff before={plainLetter(conflict.content, words)} after={plainLetter(mine, words)} />
      <div className="dialog-actions">
        <Button data-first onClick={() => onChoose('theirs')}>
          {t('letter.conflict-take-theirs')}
        </Button>
        {writable && (
          <Button kind="primary" onClick={() => onChoose('mine')}>
            {t('letter.conflict-keep-mine')}
          </Button>
        )}
      </div>
    </Dialog>
  );
}
