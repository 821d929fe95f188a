import { ErrorSummary, type SummaryError } from '@opis/ui';
import { useEffect, useRef } from 'react';

/** The summary of what is wrong takes the focus whenever its words change; a line leads to its field. */
export function FocusedSummary({ title, errors }: { title: string; errors: readonly SummaryError[] }) {
  const ref = useRef<HTMLDivElement>(null);
  const focus = (target: string) => document.getElementById(target)?.focus();
  // biome-ignore lint/correctness/useExhaustiveDependencies: a second refusal is said again, even in the same words
  useEffect(() => ref.current?.focus(), [errors.map((error) => error.text).join('\n')]);
  return <ErrorSummary ref={ref} title={title} errors={errors} onChoose={focus} />;
}
