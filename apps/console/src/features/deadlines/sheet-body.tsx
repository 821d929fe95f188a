import type { DeadlineSheet } from '@opis/contracts';
import { Icon } from '@opis/ui';
import type { ReactNode } from 'react';
import { showDate } from '../../parts/dates.ts';
import { useText } from '../../parts/text.tsx';
import { ExtensionBox } from './extension-box.tsx';
import { SheetCalendar } from './sheet-calendar.tsx';
import { UnverifiedNote } from './unverified.tsx';

type SheetBodyProps = {
  sheet: DeadlineSheet;
  finding: ReactNode;
  extendable: boolean;
  note?: string;
  aside?: ReactNode;
};

/** The finding, the days, and beside them the reasons. */
export function SheetBody({ sheet, finding, extendable, note, aside }: SheetBodyProps) {
  const t = useText();
  const given = t(sheet.rule.given === 'target' ? 'sheet.given-target' : 'sheet.given-limit');
  return (
    <div className="deadline-panes">
      <div className="deadline-main">
        <p className="deadline-finding">{finding}</p>
        {sheet.rule.direction === 'after' && (
          <p className="second deadline-both">
            {t('sheet.both', { target: showDate(sheet.target), limit: showDate(sheet.limit) })} {given}
          </p>
        )}
        <SheetCalendar sheet={sheet} />
      </div>
      <aside className="deadline-side" aria-label={t('sheet.steps')}>
        <h2>{t('sheet.steps')}</h2>
        <ol className="deadline-steps">
          {sheet.steps.map(({ kind, text, article }) => (
            <li key={kind}>
              <p>{text}</p>
              {article && <p className="second">{article}</p>}
            </li>
          ))}
        </ol>
        {extendable && sheet.extension && <ExtensionBox sheet={sheet} />}
        <UnverifiedNote doubts={sheet.doubts} />
        {note && (
          <p className="second deadline-note">
            <Icon name="note" />
            {note}
          </p>
        )}
        {aside}
      </aside>
    </div>
  );
}

/** Bars in the shape of the sheet. */
export function SheetWaiting() {
  const t = useText();
  return (
    <div className="deadline" role="status" aria-label={t('case.loading')}>
      {['is-mid', 'is-wide', 'is-full', 'is-full', 'is-full', 'is-mid'].map((width, line) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: bars have no identity
        <span className={`skeleton ${width}`} key={line} />
      ))}
    </div>
  );
}
