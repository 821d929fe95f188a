import type { DeadlineRules, ListedRule } from '@opis/contracts';
import { Button, SkeletonRows, Tag } from '@opis/ui';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { listDeadlineRules } from '../../api/deadlines.ts';
import { showDate } from '../../parts/dates.ts';
import { FailureState } from '../../parts/problem-view.tsx';
import { useSession } from '../../parts/session.tsx';
import { useText } from '../../parts/text.tsx';
import { useToday } from '../../parts/use-institution.ts';
import { usePageTitle } from '../../parts/use-page-title.ts';
import { CheckRuleDialog } from './check-rule-dialog.tsx';
import { CheckYearDialog } from './check-year-dialog.tsx';
import { Grounds } from './grounds.tsx';
import './law.css';
import { UnverifiedTag } from './unverified.tsx';

export const deadlineRulesQuery = { queryKey: ['deadlines', 'rules'], queryFn: listDeadlineRules };

/** The rules that terms are counted by; the institution's lawyer checks them here, one by one. */
export function LawPage() {
  const t = useText();
  usePageTitle(t('law.title'));
  const { data, error, refetch } = useQuery(deadlineRulesQuery);
  const checks = useSession().permissions.includes('rules.check');
  const [checking, setChecking] = useState<ListedRule | null>(null);
  if (error && !data) return <FailureState error={error} onRetry={() => void refetch()} />;
  return (
    <div className="law">
      <div className="page-head">
        <h1>{t('law.title')}</h1>
      </div>
      <p className="second law-body">{t('law.body')}</p>
      <div className="law-shell sheet">
        <table className="law-table">
          <thead>
            <tr>
              <th scope="col">{t('law.rule')}</th>
              <th scope="col">{t('law.value')}</th>
              <th scope="col">{t('law.article')}</th>
              <th scope="col">{t('law.state')}</th>
              <th scope="col" className="is-number">
                {t('law.running')}
              </th>
              <th scope="col">
                <span className="visually-hidden">{t('law.check')}</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {data?.items.map((rule) => (
              <RuleRow
                key={`${rule.id} ${rule.validFrom}`}
                rule={rule}
                onCheck={checks ? () => setChecking(rule) : undefined}
              />
            ))}
            {!data && <SkeletonRows rows={8} columns={6} />}
          </tbody>
        </table>
      </div>
      {data && <Grounds checks={checks} />}
      {data && <Years years={data.years} checks={checks} />}
      {checking && <CheckRuleDialog rule={checking} onClose={() => setChecking(null)} />}
    </div>
  );
}

function RuleRow({ rule, onCheck }: { rule: ListedRule; onCheck: (() => void) | undefined }) {
  const t = useText();
  const today = useToday();
  const value = t(rule.direction === 'before' ? 'law.before' : `law.${rule.unit}`, { value: rule.value });
  return (
    <tr>
      <td data-label={t('law.rule')}>
        <b className="strong law-id">{rule.id}</b> {rule.name}
        {rule.origin === 'institution' && <Tag>{t('law.own')}</Tag>}
        <span className="second law-line">
          {t('law.runs', { from: rule.startsFrom, to: rule.stopsWith })}
        </span>
        {rule.suspendedBy !== null && (
          <span className="second law-line">{t('law.suspended-by', { by: rule.suspendedBy })}</span>
        )}
        {(rule.origin === 'institution' || rule.validTo !== null) && (
          <span className="second law-line">
            {rule.validTo === null
              ? t('law.from', { from: showDate(rule.validFrom) })
              : t('law.between', { from: showDate(rule.validFrom), to: showDate(rule.validTo) })}
          </span>
        )}
      </td>
      <td data-label={t('law.value')}>
        {value}
        <span className="second law-line">
          {t(`law.mode.${rule.countMode}`)}
          {rule.extensionCap > 0 && `; ${t('law.cap', { cap: rule.extensionCap })}`}
        </span>
      </td>
      <td data-label={t('law.article')}>
        {rule.act}, {rule.article}
        <span className="second law-line">{t(`law.certainty.${rule.certainty}`)}</span>
      </td>
      <td data-label={t('law.state')}>
        <RuleState rule={rule} />
      </td>
      <td data-label={t('law.running')} className="is-number">
        {rule.running}
      </td>
      <td className="law-acts">
        <Link
          className="button is-quiet is-small"
          to="/termene/$regula"
          params={{ regula: rule.id }}
          search={{ de: today }}
        >
          {t('law.see')}
        </Link>
        {onCheck && (
          <Button size="small" aria-label={t('law.check-rule', { rule: rule.id })} onClick={onCheck}>
            {t('law.check')}
          </Button>
        )}
      </td>
    </tr>
  );
}

function RuleState({ rule }: { rule: ListedRule }) {
  const t = useText();
  const { checkedBy, checkedOn, countModeCheckedBy, countModeCheckedOn } = rule;
  return (
    <>
      <UnverifiedTag doubts={rule.doubts} />
      <span className="law-line">{t(`law.given-${rule.given}`)}</span>
      {checkedOn && (
        <span className="second law-line">
          {t('law.checked', { name: checkedBy ?? '–', date: showDate(checkedOn) })}
        </span>
      )}
      {rule.corrected && (
        <span className="second law-line">
          {t('law.corrected', {
            ...{ before: t(`law.mode.${rule.corrected.before}`), reason: rule.corrected.reason },
            ...{ name: rule.corrected.by, date: showDate(rule.corrected.on) },
          })}
        </span>
      )}
      {countModeCheckedOn && (
        <span className="second law-line">
          {t('law.mode-checked', { name: countModeCheckedBy ?? '–', date: showDate(countModeCheckedOn) })}
        </span>
      )}
    </>
  );
}

function Years({ years, checks }: { years: DeadlineRules['years']; checks: boolean }) {
  const t = useText();
  const [open, setOpen] = useState(false);
  const [first, last] = [years[0]?.year ?? 0, years.at(-1)?.year ?? 0];
  return (
    <section className="law-years">
      <h2>{t('law.years')}</h2>
      <p>{t('law.years-body', { first: String(first), last: String(last) })}</p>
      {checks && (
        <Button onClick={() => setOpen(true)}>{t('law.year-check', { year: String(last + 1) })}</Button>
      )}
      {open && <CheckYearDialog year={last + 1} onClose={() => setOpen(false)} />}
    </section>
  );
}
