import type { Holiday } from '@opis/contracts';
import { Button, IconButton, Tag } from '@opis/ui';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { listHolidays } from '../../api/administration.ts';
import { showDate, weekdayOf } from '../../parts/dates.ts';
import { FailureState, useFailureText } from '../../parts/problem-view.tsx';
import { useText } from '../../parts/text.tsx';
import { showToast } from '../../parts/toast.tsx';
import { useToday } from '../../parts/use-institution.ts';
import { RowDialog } from './row-dialog.tsx';
import { toEdit } from './row-form.ts';
import { type Row, rowSpecs } from './row-specs.ts';
import { useChange, useOrganisation } from './use-organisation.ts';

const firstYear = 2018;
const lastYear = 2099;

/** The days on which nobody works: by law, with act and article, and the institution's own. */
export function CalendarPage() {
  const t = useText();
  const today = useToday();
  const [year, setYear] = useState(() => Number(today.slice(0, 4)));
  const [open, setOpen] = useState<{ row: Row | null } | null>(null);
  const { data: house } = useOrganisation();
  const { data, error, refetch } = useQuery({
    queryKey: ['administration', 'holidays', year],
    queryFn: () => listHolidays(year),
  });
  if (error) return <FailureState error={error} onRetry={() => void refetch()} />;
  const ownRow = (day: string) => house?.plan.daysOff.find((each) => each.day === day) ?? null;
  return (
    <section className="admin-section" aria-labelledby="calendar-title">
      <div className="admin-head">
        <h2 id="calendar-title">{t('admin.calendar-title', { year: String(year) })}</h2>
        <IconButton
          icon="previous"
          label={t('admin.year-before', { year: String(year - 1) })}
          disabled={year <= firstYear}
          onClick={() => setYear(year - 1)}
        />
        <IconButton
          icon="next"
          label={t('admin.year-after', { year: String(year + 1) })}
          disabled={year >= lastYear}
          onClick={() => setYear(year + 1)}
        />
        <span className="grow" />
        <Button kind="primary" icon="add" onClick={() => setOpen({ row: null })}>
          {t('admin.add.days-off')}
        </Button>
      </div>
      <p className="second admin-body">{t('admin.calendar-body')}</p>
      <div className="admin-table-shell sheet">
        <table className="admin-table">
          <thead>
            <tr>
              <th scope="col">{t('admin.field.day')}</th>
              <th scope="col">{t('admin.field.day-name')}</th>
              <th scope="col">{t('admin.source-column')}</th>
              <th scope="col">{t('admin.field.day-kind')}</th>
            </tr>
          </thead>
          <tbody>
            {data?.items.map((holiday) => (
              <HolidayRow
                key={`${holiday.day} ${holiday.name}`}
                holiday={holiday}
                onOpen={() => setOpen({ row: ownRow(holiday.day) })}
              />
            ))}
          </tbody>
        </table>
      </div>
      {open && <RowDialog spec={rowSpecs.daysOff} row={open.row} onClose={() => setOpen(null)} />}
    </section>
  );
}

function HolidayRow({ holiday, onOpen }: { holiday: Holiday; onOpen: () => void }) {
  const t = useText();
  const say = useFailureText();
  const { data: house } = useOrganisation();
  const change = useChange(() => showToast(t('admin.day-removed')));
  const own =
    holiday.kind === 'legal' ? undefined : house?.plan.daysOff.find((each) => each.day === holiday.day);
  const remove = () => {
    if (own === undefined) return;
    const asked = { requestId: crypto.randomUUID(), edits: [toEdit(rowSpecs.daysOff, own, null)] };
    change.mutate(asked, { onError: (error) => showToast(say(error), { failed: true }) });
  };
  return (
    <tr>
      <td data-label={t('admin.field.day')}>
        {own ? (
          <button type="button" className="link-button" onClick={onOpen}>
            {showDate(holiday.day)}, {weekdayOf(holiday.day)}
          </button>
        ) : (
          `${showDate(holiday.day)}, ${weekdayOf(holiday.day)}`
        )}
      </td>
      <td data-label={t('admin.field.day-name')}>{holiday.name}</td>
      <td data-label={t('admin.source-column')} className="second">
        {holiday.source || '–'}
      </td>
      <td data-label={t('admin.field.day-kind')}>
        {holiday.kind === 'legal' ? (
          <Tag>{t('admin.day.legal')}</Tag>
        ) : (
          <span className="line">
            <Tag tone="blue">{t(holiday.kind === 'off' ? 'admin.day.off' : 'admin.day.worked')}</Tag>
            <IconButton
              icon="remove"
              label={t('admin.remove-day', { day: showDate(holiday.day) })}
              onClick={remove}
            />
          </span>
        )}
      </td>
    </tr>
  );
}
