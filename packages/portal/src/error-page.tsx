import type { PortalFrame } from './frame.ts';
import { Page } from './page.tsx';
import { texts } from './portal-texts.ts';

/** Which error; `errorId` is shown where somebody has to look into the log. */
export type ErrorModel = { status: 404 | 429 | 500 | 503; errorId?: string };

/** A plain page in the same frame: what happened, what is safe, what next. */
export function ErrorPage({ frame, model }: { frame: PortalFrame; model: ErrorModel }) {
  const { status, errorId } = model;
  const title = texts(`error.${status}.heading`);
  return (
    <Page frame={frame} title={title}>
      <div className="column stack">
        <h1>{title}</h1>
        <p>{texts(`error.${status}.text`)}</p>
        {status === 500 && errorId && (
          <p>
            {texts('error.code')}: <span className="hash">{errorId}</span>
          </p>
        )}
        <p>
          <a href="/">{texts('frame.front')}</a>
        </p>
        <p>
          <a href="/v">{texts('frame.verify')}</a>
        </p>
      </div>
    </Page>
  );
}
