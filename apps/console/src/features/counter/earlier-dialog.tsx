import { Button } from '@opis/ui';
import { useNavigate } from '@tanstack/react-router';
import { Dialog } from '../../parts/dialog.tsx';
import { useText } from '../../parts/text.tsx';
import type { Earlier } from './counter-draft.ts';
import type { Counter } from './use-counter.ts';

/**
 * The paper had its number before the line broke, with what was typed then. Both are shown; each button names what it
 * does. A second number is given only to whoever says that this is another paper.
 */
export function EarlierDialog({ earlier, counter }: { earlier: Earlier; counter: Counter }) {
  const t = useText();
  const navigate = useNavigate();
  const { response, body, form } = earlier;
  const number = response.registrationNumber;
  const correct = () => {
    counter.acceptEarlier();
    void navigate({
      to: '/registre/$code/$year/$number',
      params: { code: response.register, year: String(response.year), number: String(response.number) },
      search: { act: 'correct' },
    });
  };
  return (
    <Dialog title={t('counter.earlier.title', { number })} wide>
      <p>{t('counter.earlier.body')}</p>
      <div className="versions">
        <div className="version is-kept">
          <p className="meta">{t('counter.earlier.registered', { number })}</p>
          <p className="strong">{body.sender?.name ?? t('counter.done.own')}</p>
          <p>{body.subject}</p>
        </div>
        <div className="version">
          <p className="meta">{t('counter.earlier.typed')}</p>
          <p className="strong">{form.sender.text || t('counter.done.own')}</p>
          <p>{form.subject}</p>
        </div>
      </div>
      <div className="dialog-actions">
        <Button kind="primary" data-first onClick={counter.acceptEarlier}>
          {t('counter.earlier.accept', { number })}
        </Button>
        <Button onClick={correct}>{t('counter.earlier.correct', { number })}</Button>
        <Button onClick={counter.keepAsAnother}>{t('counter.earlier.another')}</Button>
      </div>
    </Dialog>
  );
}
