import type { BookClosing } from '@opis/contracts';
import { Button } from '@opis/ui';
import { useMutation } from '@tanstack/react-query';
import { closingPaperUrl } from '../../api/close-book.ts';
import { printPdf } from '../../parts/print-pdf.ts';
import { FailureBand } from '../../parts/problem-view.tsx';
import { useText } from '../../parts/text.tsx';

/** What is done with a closed book: its minutes go to the printer, to be signed. */
export function ClosedActs({ closing: { register, year } }: { closing: BookClosing }) {
  const t = useText();
  const printing = useMutation({ mutationFn: () => printPdf(closingPaperUrl(register.code, year)) });
  return (
    <div className="closing-form">
      {printing.error && <FailureBand error={printing.error} />}
      <Button kind="primary" icon="print" onClick={() => printing.mutate()}>
        {t('closing.print')}
      </Button>
    </div>
  );
}
