import type { DeadlineSheet } from '@opis/contracts';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useId, useState } from 'react';
import { computeDeadline } from '../../api/deadlines.ts';
import { showDate } from '../../parts/dates.ts';
import { useText } from '../../parts/text.tsx';

/** What an extension would make of the term; nothing is extended here. */
export function ExtensionBox({ sheet }: { sheet: DeadlineSheet }) {
  const t = useText();
  const field = useId();
  const max = sheet.rule.extensionCap;
  const [text, setText] = useState(String(max));
  const by = Number(text);
  const right = /^\d{1,3}$/.test(text) && by >= 1 && by <= max;
  const { data } = useQuery({
    queryKey: ['deadlines', 'compute', sheet.rule.id, sheet.start, by],
    queryFn: ({ signal }) =>
      computeDeadline({ rule: sheet.rule.id, start: sheet.start, extension: by }, signal),
    enabled: right && by !== max,
    placeholderData: keepPreviousData,
  });
  const found = by === max ? sheet.extension : right ? data : undefined;
  return (
    <section className="deadline-extension sheet">
      <h2>{t('sheet.extension')}</h2>
      <p>{t('sheet.extension-body', { max, before: showDate(sheet.due) })}</p>
      <p className="deadline-what-if">
        <label htmlFor={field}>{t('sheet.extension-by')}</label>
        <input
          id={field}
          className="input"
          type="text"
          inputMode="numeric"
          autoComplete="off"
          maxLength={3}
          aria-invalid={!right || undefined}
          aria-describedby={`${field}-says`}
          value={text}
          onChange={(event) => setText(event.target.value.trim())}
        />
        {t('sheet.extension-days')}
        <span id={`${field}-says`} role="status">
          {right ? (
            found && <b className="strong">{t('sheet.extension-to', { day: showDate(found.due) })}</b>
          ) : (
            <span className="is-wrong">{t('sheet.extension-wrong', { max })}</span>
          )}
        </span>
      </p>
      <p className="second">
        {right && found && t('sheet.extension-limit', { day: showDate(found.limit) })}
        {sheet.rule.extensionArticle && ` · ${sheet.rule.extensionArticle}`}
      </p>
    </section>
  );
}
