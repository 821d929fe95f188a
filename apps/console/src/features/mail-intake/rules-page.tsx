import type { IntakeRule } from '@opis/contracts';
import { Button, buttonClass, StatePanel, Tag } from '@opis/ui';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { listIntakeRules } from '../../api/mail-intake.ts';
import { showDate } from '../../parts/dates.ts';
import { FailureState } from '../../parts/problem-view.tsx';
import { useText } from '../../parts/text.tsx';
import { usePageTitle } from '../../parts/use-page-title.ts';
import { intakeKeys } from './intake-keys.ts';
import './mail-rules.css';
import { RuleForm } from './rule-form.tsx';

/** The rules by which messages are proposed: data, tried on old mail before they speak. */
export function IntakeRulesPage() {
  const t = useText();
  usePageTitle(t('mail.rules.title'));
  const queries = useQueryClient();
  const [edited, setEdited] = useState<IntakeRule | 'new'>();
  const { data, error, refetch } = useQuery({
    queryKey: intakeKeys.rules,
    queryFn: ({ signal }) => listIntakeRules(signal),
  });
  const close = () => {
    setEdited(undefined);
    void queries.invalidateQueries({ queryKey: intakeKeys.rules });
  };
  return (
    <>
      <div className="page-head">
        <h1>{t('mail.rules.title')}</h1>
        <span className="grow" />
        <Link className={buttonClass({})} to="/e-mail">
          {t('mail.rules.back')}
        </Link>
        {data?.mayChange && !edited && (
          <Button kind="primary" icon="add" onClick={() => setEdited('new')}>
            {t('mail.rules.add')}
          </Button>
        )}
      </div>
      <p className="second intake-lead">{t('mail.rules.lead')}</p>
      {error && <FailureState error={error} onRetry={() => void refetch()} />}
      {edited && (
        <RuleForm
          key={edited === 'new' ? 'new' : edited.id}
          rule={edited === 'new' ? undefined : edited}
          mailboxes={data?.mailboxes ?? []}
          last={Math.max(0, ...(data?.items ?? []).map(({ position }) => position))}
          onDone={close}
        />
      )}
      {data && data.items.length === 0 && !edited && (
        <StatePanel title={t('mail.rules.none')}>
          <p>{t('mail.rules.none-body')}</p>
        </StatePanel>
      )}
      {data && data.items.length > 0 && !edited && (
        <RuleTable rules={data.items} onEdit={data.mayChange ? setEdited : undefined} />
      )}
    </>
  );
}

function RuleTable({
  rules,
  onEdit,
}: {
  rules: readonly IntakeRule[];
  onEdit: ((rule: IntakeRule) => void) | undefined;
}) {
  const t = useText();
  const boundsOf = ({ conditions: { mailboxes, messageKinds, knownSender } }: IntakeRule) => [
    ...messageKinds.map((kind) => t(`mail.rules.message-kind.${kind}`)),
    ...(knownSender === null ? [] : [t(`mail.rules.sender.${knownSender ? 'known' : 'unknown'}`)]),
    ...(mailboxes.length > 0 ? [t('mail.rules.some-mailboxes', { count: mailboxes.length })] : []),
  ];
  return (
    <div className="intake-table-frame">
      <table className="intake-table">
        <caption className="visually-hidden">{t('mail.rules.title')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('mail.rules.number')}</th>
            <th scope="col">{t('mail.rules.name')}</th>
            <th scope="col">{t('mail.rules.when')}</th>
            <th scope="col">{t('mail.rules.then')}</th>
            <th scope="col">{t('mail.rules.record')}</th>
            <th scope="col">{t('mail.rules.from')}</th>
          </tr>
        </thead>
        <tbody>
          {rules.map((rule) => (
            <tr key={rule.id}>
              <td>{rule.number}</td>
              <td>
                {onEdit ? (
                  <button type="button" className="link-button" onClick={() => onEdit(rule)}>
                    {rule.name}
                  </button>
                ) : (
                  rule.name
                )}{' '}
                {!rule.inForce && <Tag tone="warn">{t('mail.rules.not-in-force')}</Tag>}
              </td>
              <td>{[...wordsOf(rule), ...boundsOf(rule)].join(', ')}</td>
              <td>
                {t(`mail.kind.${rule.effect.kind}`)}
                {rule.effect.reason && `: ${t(`mail.reason.${rule.effect.reason}`)}`}
                {rule.effect.unit && ` → ${rule.effect.unit}`}
              </td>
              <td>{t('mail.rules.accepted', { accepted: rule.accepted, proposed: rule.proposed })}</td>
              <td>
                {showDate(rule.validFrom)}
                {rule.validTo && ` – ${showDate(rule.validTo)}`}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

const wordsOf = ({
  conditions: { addresses, domains, subjectWords, bodyWords, words, attachmentNames },
}: IntakeRule) => [
  ...addresses,
  ...domains,
  ...[...subjectWords, ...bodyWords, ...words, ...attachmentNames].map((word) => `„${word}”`),
];
