import type { AdministeredAccount } from '@opis/contracts';
import { Tag } from '@opis/ui';
import { useQuery } from '@tanstack/react-query';
import { Link, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { listAccounts } from '../../api/administration.ts';
import { startsWords } from '../../parts/fold-text.ts';
import { FailureState } from '../../parts/problem-view.tsx';
import { useText } from '../../parts/text.tsx';
import { useToday } from '../../parts/use-institution.ts';
import { AdminPanes } from './admin-panes.tsx';
import { PersonPanel } from './person-panel.tsx';
import { RowDialog } from './row-dialog.tsx';
import { rowSpecs } from './row-specs.ts';
import { useMovingRows } from './use-moving-rows.ts';
import { type Plan, useOrganisation } from './use-organisation.ts';

type Person = Plan['staff'][number];

/** Everybody who works here, with their accounts; the chosen one lies open beside the list. */
export function PeoplePage() {
  const t = useText();
  const { ales } = useSearch({ from: '/administrare/oameni' });
  const { data, error, refetch } = useOrganisation();
  const accounts = useQuery({ queryKey: ['administration', 'accounts'], queryFn: listAccounts });
  const [sought, setSought] = useState('');
  const [adding, setAdding] = useState(false);
  const move = useMovingRows();
  const failure = error ?? accounts.error;
  if (failure)
    return <FailureState error={failure} onRetry={() => void Promise.all([refetch(), accounts.refetch()])} />;
  if (!data || !accounts.data) return null;
  const accountOf = new Map(accounts.data.items.map((account) => [account.staffCode, account]));
  const people = data.plan.staff
    .filter((person) => startsWords(wordsOf(person, accountOf.get(person.code)), sought))
    .toSorted((a, b) => a.familyName.localeCompare(b.familyName, 'ro'));
  const chosen = data.plan.staff.find((person) => person.code === ales);
  return (
    <>
      <AdminPanes
        id="people"
        title={t('admin.tab.people')}
        filter={{ value: sought, onChange: setSought, count: people.length }}
        add={{ label: t('admin.add.staff'), icon: 'add-person', onPress: () => setAdding(true) }}
        none={{ title: t('admin.none-found', { sought }), body: t('admin.none-found-body') }}
        choose={t('admin.choose-person')}
        pane={
          chosen && (
            <PersonPanel
              key={chosen.code}
              person={chosen}
              account={accountOf.get(chosen.code)}
              plan={data.plan}
            />
          )
        }
      >
        <ul className="people-list" onKeyDown={move}>
          {people.map((person) => (
            <PersonRow
              key={person.code}
              person={person}
              account={accountOf.get(person.code)}
              current={person.code === ales}
            />
          ))}
        </ul>
      </AdminPanes>
      {adding && <RowDialog spec={rowSpecs.staff} row={null} onClose={() => setAdding(false)} />}
    </>
  );
}

const wordsOf = (person: Person, account: AdministeredAccount | undefined) =>
  `${person.givenName} ${person.familyName} ${person.title} ${person.code} ${account?.username ?? ''}`;

type PersonRowProps = { person: Person; account: AdministeredAccount | undefined; current: boolean };

function PersonRow({ person, account, current }: PersonRowProps) {
  const t = useText();
  const today = useToday();
  const left = person.activeTo !== null && person.activeTo <= today;
  return (
    <li>
      <Link
        to="/administrare/oameni"
        search={{ ales: person.code }}
        className={left ? 'person-row is-closed' : 'person-row'}
        data-row
        aria-current={current ? 'true' : undefined}
      >
        <span className="person-words">
          <span className="strong">
            {person.givenName} {person.familyName}
          </span>
          <span className="second">{person.title}</span>
        </span>
        {left && <Tag tone="warn">{t('admin.left')}</Tag>}
        {!left && !account && <Tag>{t('admin.no-account')}</Tag>}
        {account && !account.active && <Tag tone="warn">{t('admin.account-closed')}</Tag>}
        {account?.active && !account.hasPassword && <Tag>{t('admin.no-password')}</Tag>}
      </Link>
    </li>
  );
}
