import { Button, type IconName, StatePanel } from '@opis/ui';
import type { ReactNode } from 'react';
import { FilterBox } from './filter-box.tsx';

type AdminPanesProps = {
  id: string;
  title: string;
  filter: { value: string; onChange: (text: string) => void; count: number };
  add: { label: string; icon: IconName; onPress: () => void };
  /** Said in place of rows where there are none. */
  none: { title: string; body: string };
  /** The rows. */
  children: ReactNode;
  /** The chosen one, lying open. */
  pane: ReactNode;
  /** Said while none is chosen. */
  choose: string;
};

/** A list that is narrowed by typing, and what was chosen of it open beside it. */
export function AdminPanes({ id, title, filter, add, none, children, pane, choose }: AdminPanesProps) {
  return (
    <div className="admin-panes">
      <section className="admin-list" aria-labelledby={`${id}-title`}>
        <div className="admin-head">
          <h2 id={`${id}-title`}>{title}</h2>
          <FilterBox {...filter} />
          <span className="grow" />
          <Button kind="primary" icon={add.icon} onClick={add.onPress}>
            {add.label}
          </Button>
        </div>
        {filter.count === 0 && (
          <StatePanel title={none.title}>
            <p>{none.body}</p>
          </StatePanel>
        )}
        {children}
      </section>
      {pane ?? (
        <div className="admin-pane is-empty">
          <p className="second">{choose}</p>
        </div>
      )}
    </div>
  );
}
