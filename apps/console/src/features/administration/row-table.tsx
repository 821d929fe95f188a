import { Button, StatePanel, Tag } from '@opis/ui';
import { useState } from 'react';
import { startsWords } from '../../parts/fold-text.ts';
import { FailureState } from '../../parts/problem-view.tsx';
import { useText } from '../../parts/text.tsx';
import { FilterBox } from './filter-box.tsx';
import { RowDialog } from './row-dialog.tsx';
import type { ListSpec, Row } from './row-specs.ts';
import { useShowValue } from './show-value.ts';
import { useMovingRows } from './use-moving-rows.ts';
import { useOrganisation } from './use-organisation.ts';

/** A list of the organisation as a table: found by typing, each row opened by its first cell. */
export function RowTable({ spec, title, body }: { spec: ListSpec; title: string; body?: string }) {
  const t = useText();
  const { data, error, refetch } = useOrganisation();
  const [sought, setSought] = useState('');
  const [open, setOpen] = useState<{ row: Row | null } | null>(null);
  const show = useShowValue();
  const move = useMovingRows();
  if (error) return <FailureState error={error} onRetry={() => void refetch()} />;
  if (!data) return null;
  const all: readonly Row[] = data.plan[spec.list];
  const wordsOf = (row: Row) => spec.columns.map((column) => show(column, row[column])).join(' ');
  const rows = all.filter((row) => startsWords(wordsOf(row), sought));
  return (
    <section className="admin-section" aria-labelledby="list-title">
      <div className="admin-head">
        <h2 id="list-title">{title}</h2>
        {all.length > 8 && <FilterBox value={sought} onChange={setSought} count={rows.length} />}
        <span className="grow" />
        <Button kind="primary" icon="add" onClick={() => setOpen({ row: null })}>
          {t(spec.add)}
        </Button>
      </div>
      {body && <p className="second admin-body">{body}</p>}
      {rows.length === 0 ? (
        <StatePanel title={t(all.length === 0 ? 'admin.none-yet' : 'admin.none-found', { sought })}>
          <p>{t(all.length === 0 ? 'admin.none-yet-body' : 'admin.none-found-body')}</p>
        </StatePanel>
      ) : (
        <div className="admin-table-shell sheet">
          <table className="admin-table" onKeyDown={move}>
            <thead>
              <tr>
                {spec.columns.map((column) => (
                  <th key={column} scope="col">
                    {t(spec.fields.find((field) => field.name === column)?.label ?? spec.one)}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {rows.map((row) => (
                <tr key={String(row[spec.key])} className={isOut(row) ? 'is-closed' : undefined}>
                  {spec.columns.map((column, index) => (
                    <td
                      key={column}
                      data-label={t(spec.fields.find((field) => field.name === column)?.label ?? spec.one)}
                    >
                      {index === 0 ? (
                        <button
                          type="button"
                          className="link-button"
                          data-row
                          onClick={() => setOpen({ row })}
                        >
                          {show(column, row[column])}
                        </button>
                      ) : (
                        <Cell name={column} text={show(column, row[column])} value={row[column]} />
                      )}
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      {open && <RowDialog spec={spec} row={open.row} onClose={() => setOpen(null)} />}
    </section>
  );
}

function Cell({ name, text, value }: { name: string; text: string; value: unknown }) {
  const t = useText();
  if (name === 'closedOn' && value) return <Tag tone="warn">{t('admin.closed-from', { date: text })}</Tag>;
  if (name === 'closedOn') return null;
  return <>{text}</>;
}

const isOut = (row: Row) => row.active === false || Boolean(row.closedOn);
