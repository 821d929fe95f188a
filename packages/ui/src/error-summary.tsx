import type { MouseEvent, Ref } from 'react';

/** One wrong field; `target` is the id of its control. */
export type SummaryError = { target: string; text: string };

type ErrorSummaryProps = {
  title: string;
  errors: readonly SummaryError[];
  /** The summary takes the focus when it appears: the page does that through this. */
  ref?: Ref<HTMLDivElement>;
  /** A page with script moves the focus itself, so that the address does not change. */
  onChoose?: (target: string) => void;
  /** A page without script lets the browser move the focus when it opens. */
  takesFocus?: boolean;
};

/** Stands on top even for one error; each line leads to its field, in the words that stand beside it. */
export function ErrorSummary({ title, errors, ref, onChoose, takesFocus }: ErrorSummaryProps) {
  const choose = (event: MouseEvent, target: string) => {
    if (!onChoose) return;
    event.preventDefault();
    onChoose(target);
  };
  return (
    // biome-ignore lint/a11y/noAutofocus: after an error the summary is where reading goes on (WCAG 3.3.1)
    <div className="error-summary" role="alert" tabIndex={-1} ref={ref} autoFocus={takesFocus}>
      <p className="error-summary-title">{title}</p>
      <ul>
        {errors.map((error) => (
          <li key={error.target}>
            <a href={`#${error.target}`} onClick={(event) => choose(event, error.target)}>
              {error.text}
            </a>
          </li>
        ))}
      </ul>
    </div>
  );
}
