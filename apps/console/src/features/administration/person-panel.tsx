import type { AdministeredAccount } from '@opis/contracts';
import { Button, Icon } from '@opis/ui';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useText } from '../../parts/text.tsx';
import { AccountSection } from './account-section.tsx';
import { OpenAccountForm } from './open-account-form.tsx';
import { OpenWorkSection } from './open-work-section.tsx';
import { RowDialog } from './row-dialog.tsx';
import { rowSpecs } from './row-specs.ts';
import { useShowValue } from './show-value.ts';
import type { Plan } from './use-organisation.ts';

type PersonPanelProps = {
  person: Plan['staff'][number];
  account: AdministeredAccount | undefined;
  plan: Plan;
};

/** A person, their account, their roles and every right with its source. */
export function PersonPanel({ person, account, plan }: PersonPanelProps) {
  const t = useText();
  const show = useShowValue();
  const [editing, setEditing] = useState(false);
  return (
    <section className="admin-pane sheet" aria-labelledby="person-title">
      <div className="admin-pane-head">
        <h2 id="person-title">
          {person.givenName} {person.familyName}
        </h2>
        <span className="second">{person.title}</span>
      </div>
      <dl className="facts">
        <dt>{t('admin.field.position')}</dt>
        <dd>{show('position', person.position)}</dd>
        <dt>{t('admin.field.office')}</dt>
        <dd>{show('office', person.office)}</dd>
        <dt>{t('admin.field.email')}</dt>
        <dd>{person.email ?? '–'}</dd>
        <dt>{t('admin.field.mark')}</dt>
        <dd>{person.code}</dd>
        <dt>{t('admin.field.active-from')}</dt>
        <dd>{show('activeFrom', person.activeFrom)}</dd>
        {person.activeTo && (
          <>
            <dt>{t('admin.field.active-to')}</dt>
            <dd>{show('activeTo', person.activeTo)}</dd>
          </>
        )}
      </dl>
      <div className="admin-actions">
        <Button icon="corrected" onClick={() => setEditing(true)}>
          {t('admin.change')}
        </Button>
        <Link
          className="admin-history"
          to="/administrare/schimbari"
          search={{ despre: `staff:${person.code}` }}
        >
          <Icon name="history" />
          {t('admin.their-changes')}
        </Link>
      </div>
      <OpenWorkSection person={person} plan={plan} />
      {account ? <AccountSection account={account} /> : <OpenAccountForm person={person} />}
      {editing && <RowDialog spec={rowSpecs.staff} row={person} onClose={() => setEditing(false)} />}
    </section>
  );
}
