import { Band, Button, Icon, IconButton, StatePanel } from '@opis/ui';
import type { ReactNode } from 'react';
import { NoAnswerError, ProblemError } from '../api/http.ts';
import { useText } from './text.tsx';

/** What to say of a failure: the server's own sentence, or that no answer came. */
export function useFailureText(): (error: unknown) => string {
  const t = useText();
  return (error) => {
    if (error instanceof ProblemError) return error.problem.detail;
    return error instanceof NoAnswerError ? t('failure.no-answer') : t('failure.ours');
  };
}

/** A page or a list that could not be read: what happened, what to do, the code to quote. Not found is not a failure. */
export function FailureState({
  error,
  onRetry,
  back,
}: {
  error: unknown;
  onRetry: () => void;
  back?: ReactNode;
}) {
  const t = useText();
  const say = useFailureText();
  if (isNotFound(error)) {
    return (
      <StatePanel title={t('not-found.title')} actions={back}>
        <p>{t('not-found.body')}</p>
      </StatePanel>
    );
  }
  return (
    <StatePanel
      title={t(error instanceof NoAnswerError ? 'failure.no-answer-title' : 'failure.title')}
      picture={<Icon name={error instanceof NoAnswerError ? 'offline' : 'error'} size={24} />}
      actions={
        <Button icon="retry" onClick={onRetry}>
          {t('failure.retry')}
        </Button>
      }
    >
      <p>{say(error)}</p>
      <ErrorCode error={error} />
    </StatePanel>
  );
}

/** A failed act, over the form that keeps what was typed. */
export function FailureBand({ error }: { error: unknown }) {
  const say = useFailureText();
  return (
    <div role="alert">
      <Band tone="late" icon={error instanceof NoAnswerError ? 'offline' : 'error'}>
        <p>{say(error)}</p>
        <ErrorCode error={error} />
      </Band>
    </div>
  );
}

/** The code to tell the administrator, only where a person can do nothing else with the error. */
export function ErrorCode({ error }: { error: unknown }) {
  const t = useText();
  if (!(error instanceof ProblemError) || error.problem.status < 500) return null;
  const { errorId } = error.problem;
  return (
    <p className="error-code">
      {t('failure.code')} <span className="error-code-value">{errorId}</span>
      <IconButton
        icon="copy"
        label={t('copy')}
        onClick={() => void navigator.clipboard?.writeText(errorId)}
      />
    </p>
  );
}

/** The same for what does not exist and for what this person may not see. */
export function isNotFound(error: unknown): boolean {
  return error instanceof ProblemError && (error.problem.status === 404 || error.problem.status === 403);
}
