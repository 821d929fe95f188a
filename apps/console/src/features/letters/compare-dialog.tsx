import type { LetterContent, LetterDetail } from '@opis/contracts';
import { Button } from '@opis/ui';
import { useQuery } from '@tanstack/react-query';
import { readVersion } from '../../api/letters.ts';
import { Dialog } from '../../parts/dialog.tsx';
import { FailureBand } from '../../parts/problem-view.tsx';
import { useText } from '../../parts/text.tsx';
import { plainLetter } from './plain-letter.ts';
import { WordDiff } from './word-diff.tsx';

type CompareDialogProps = {
  letter: LetterDetail;
  number: number;
  /** Absent where the letter can no longer be written. */
  onTake?: (content: LetterContent) => void;
  onClose: () => void;
};

/** A kept version beside what is written now. */
export function CompareDialog({ letter, number, onTake, onClose }: CompareDialogProps) {
  const t = useText();
  const { data, error } = useQuery({
    queryKey: ['letters', 'version', letter.id, number],
    queryFn: () => readVersion(letter.id, number),
    staleTime: Number.POSITIVE_INFINITY,
  });
  const words = (name: string) => letter.fields[name] || name;
  return (
    <Dialog title={t('letter.compare-title', { number })} onClose={onClose} wide>
      {error && <FailureBand error={error} />}
      {data && (
        <WordDiff before={plainLetter(data.content, words)} after={plainLetter(letter.content, words)} />
      )}
      <div className="dialog-actions">
        {data && onTake && <Button onClick={() => onTake(data.content)}>{t('letter.compare-take')}</Button>}
        <Button kind="primary" data-first onClick={onClose}>
          {t('close')}
        </Button>
      </div>
    </Dialog>
  );
}
