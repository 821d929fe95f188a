import type { EntryDetail, LedgerKind } from '@opis/contracts';
import { Icon, type IconName } from '@opis/ui';
import { Fragment } from 'react';
import messages from '../../../messages/console.ro.json' with { type: 'json' };
import { showDate, toClockTime, toPlainDate, weekdayOf } from '../../parts/dates.ts';
import { type MessageId, Sentence, useText } from '../../parts/text.tsx';

const icons: Readonly<Record<LedgerKind, IconName>> = {
  opened: 'book',
  registered: 'registered',
  routed: 'assigned',
  out: 'dispatched',
  joined: 'linked',
  classified: 'classified',
  corrected: 'corrected',
  annulled: 'annulled',
  sealed: 'confidential',
  erased: 'remove',
  closed: 'book',
  lost: 'annulled',
};

type Item = EntryDetail['history'][number];
type Print = EntryDetail['prints'][number];
type Line = { at: string; key: string; item?: Item; print?: Print };

/** What was recorded, newest day first, each with who and when and the value it replaced. */
export function EntryHistory({ entry }: { entry: EntryDetail }) {
  const t = useText();
  const days = Map.groupBy(toLines(entry), ({ at }) => toPlainDate(at));
  return (
    <section className="entry-section" aria-labelledby="history-title">
      <h3 id="history-title">{t('entry.history')}</h3>
      {[...days].map(([day, items]) => (
        <div key={day}>
          <h4 className="history-day">
            {weekdayOf(day)}, {showDate(day)}
          </h4>
          <ol className="history">
            {items.map(({ key, item, print }) => (
              <Fragment key={key}>
                {item && <HistoryLine item={item} />}
                {print && <PrintLine print={print} />}
              </Fragment>
            ))}
          </ol>
        </div>
      ))}
    </section>
  );
}

/** What was recorded and what was printed, the newest first. */
function toLines({ history, prints }: EntryDetail): Line[] {
  const lines: Line[] = [
    ...history.toReversed().map((item) => ({ at: item.at, key: item.hash, item })),
    ...prints.map((print) => ({ at: print.at, key: print.id, print })),
  ];
  return lines.sort((one, other) => Date.parse(other.at) - Date.parse(one.at));
}

/** A receipt or a label that left the printer: the paper itself does not say that it was printed again. */
function PrintLine({ print }: { print: Print }) {
  const t = useText();
  const paper = print.form.startsWith('label') ? 'label' : 'receipt';
  return (
    <li className="history-line">
      <Icon name="print" />
      <div className="grow">
        <p>
          <b className="strong">{print.by}</b> {t(`print.${print.again ? 'again' : 'first'}.${paper}`)}
        </p>
      </div>
      <span className="meta">{toClockTime(print.at)}</span>
    </li>
  );
}

function HistoryLine({ item }: { item: Item }) {
  const t = useText();
  return (
    <li className="history-line">
      <Icon name={icons[item.kind]} />
      <div className="grow">
        <p>
          <b className="strong">{item.by}</b>
          {item.onBehalfOf && <>, {t('step.on-behalf', { name: item.onBehalfOf })},</>}{' '}
          {t(`entry.kind.${item.kind}`)}
        </p>
        {item.changes.map((change) => (
          <p className="history-change" key={change.field}>
            <ChangeLine change={change} />
          </p>
        ))}
        {item.reason && <p className="history-note">{t('entry.history-reason', { reason: item.reason })}</p>}
      </div>
      <span className="meta" title={item.hash}>
        {toClockTime(item.at)}
      </span>
    </li>
  );
}

function ChangeLine({ change }: { change: Item['changes'][number] }) {
  const t = useText();
  const label = fieldLabel(change.field, t);
  const before = change.before && showValue(change.before);
  const after = change.after && showValue(change.after);
  if (after && before) return <Sentence id="entry.history-replaced" values={{ label, before, after }} />;
  if (after) return <Sentence id="entry.history-set" values={{ label, after }} />;
  return <Sentence id="entry.history-removed" values={{ label, before: before ?? '' }} />;
}

/** Field names come from the ledger, which outlives this console: one that it does not know is shown as it is. */
function fieldLabel(field: string, t: (id: MessageId) => string): string {
  const id = `entry.field.${field}`;
  return isMessage(id) ? t(id) : field;
}

function isMessage(id: string): id is MessageId {
  return Object.hasOwn(messages, id);
}

function showValue(value: string): string {
  return /^\d{4}-\d{2}-\d{2}$/.test(value) ? showDate(value) : value;
}
