import type { IntakePage } from '@opis/contracts';
import { Button, Icon } from '@opis/ui';
import { useMutation } from '@tanstack/react-query';
import { settleLeftMessage } from '../../api/mail-intake.ts';
import { showInstant } from '../../parts/dates.ts';
import { FailureBand } from '../../parts/problem-view.tsx';
import { showSize } from '../../parts/show-size.ts';
import { useText } from '../../parts/text.tsx';
import { useForgetIntake } from './use-intake.ts';

/** Messages that could not be taken over: they lie on their server until somebody has seen to each. */
export function LeftMessages({ left, leftCount }: Pick<IntakePage, 'left' | 'leftCount'>) {
  const t = useText();
  const forget = useForgetIntake();
  const settling = useMutation({
    mutationFn: (id: string) => settleLeftMessage(id, { requestId: crypto.randomUUID() }),
    onSettled: () => void forget(),
  });
  if (left.length === 0) return null;
  return (
    <section className="intake-left" aria-labelledby="intake-left-head">
      <h2 id="intake-left-head">
        <Icon name="warning" /> {t('mail.left.title', { count: leftCount })}
      </h2>
      <p>{t('mail.left.body')}</p>
      {settling.error && <FailureBand error={settling.error} />}
      <ul>
        {left.map(({ id, mailbox, problem, size, receivedAt, fromName, fromAddress, subject }) => (
          <li key={id}>
            <span>
              <strong>{fromName ?? fromAddress ?? t('mail.no-sender')}</strong>{' '}
              {subject || t('mail.no-subject')}
              <span className="second">
                {' '}
                {t('mail.left.line', {
                  mailbox,
                  at: showInstant(receivedAt),
                  size: showSize(size),
                  problem: t(`mail.left.${problem}`),
                })}
              </span>
            </span>
            <Button
              kind="quiet"
              aria-disabled={settling.isPending}
              onClick={() => !settling.isPending && settling.mutate(id)}
            >
              {t('mail.left.settle')}
            </Button>
          </li>
        ))}
      </ul>
    </section>
  );
}
