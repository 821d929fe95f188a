import type { RuleTrial } from '@opis/contracts';
import { showInstant } from '../../parts/dates.ts';
import { useText } from '../../parts/text.tsx';

/** What the rule would have changed of the mail that came, beside what people decided then. */
export function RuleTrialTable({ trial }: { trial: RuleTrial }) {
  const t = useText();
  const { looked, met, changed, better, worse, items } = trial;
  const say = ({ kind, reason, unit, ruleNumber }: RuleTrial['items'][number]['before']) =>
    [
      t(`mail.kind.${kind}`),
      reason && t(`mail.reason.${reason}`),
      unit,
      ruleNumber !== null && t('mail.rules.by-number', { number: ruleNumber }),
    ]
      .filter(Boolean)
      .join(', ');
  return (
    <section className="intake-trial" aria-labelledby="intake-trial-head">
      <h3 id="intake-trial-head" role="status">
        {t('mail.rules.trial', { looked, met, changed })}
      </h3>
      {changed > 0 && <p className="second">{t('mail.rules.trial-quality', { better, worse })}</p>}
      {items.length > 0 && (
        <div className="intake-table-frame">
          <table className="intake-table">
            <thead>
              <tr>
                <th scope="col">{t('mail.rules.message')}</th>
                <th scope="col">{t('mail.rules.before')}</th>
                <th scope="col">{t('mail.rules.after')}</th>
                <th scope="col">{t('mail.rules.decided')}</th>
              </tr>
            </thead>
            <tbody>
              {items.map((item) => (
                <tr key={item.id}>
                  <td>
                    {item.subject || t('mail.no-subject')}
                    <span className="second intake-block">
                      {item.from} · {showInstant(item.receivedAt)}
                    </span>
                  </td>
                  <td>{say(item.before)}</td>
                  <td>
                    <b className="strong">{say(item.after)}</b>
                  </td>
                  <td>{item.decided ? t(`mail.kind.${item.decided}`) : t('mail.rules.undecided')}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </section>
  );
}
