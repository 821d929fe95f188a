import type { RegisterMembers } from '@opis/contracts';
import { Band, Button, StatePanel, Tag } from '@opis/ui';
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { ProblemError } from '../../api/http.ts';
import { listMembers } from '../../api/register-members.ts';
import { NotFoundPage } from '../../app/not-found-page.tsx';
import { showDate, toPlainDate } from '../../parts/dates.ts';
import { FailureState } from '../../parts/problem-view.tsx';
import { useRegisters } from '../../parts/reference-lists.ts';
import { useText } from '../../parts/text.tsx';
import { usePageTitle } from '../../parts/use-page-title.ts';
import { AddMemberForm } from './add-member-form.tsx';
import './members.css';
import { RemoveMemberDialog } from './remove-member-dialog.tsx';

type Member = RegisterMembers['items'][number];

/** Who is named on a confidential register. Whoever is named names others; to everybody else it does not exist. */
export function MembersPage() {
  const t = useText();
  const navigate = useNavigate();
  const { code } = useParams({ from: '/registre/$code/numiti' });
  const { data, error, refetch } = useQuery({
    queryKey: ['register-members', code],
    queryFn: () => listMembers(code),
  });
  const register = useRegisters().data?.items.find((each) => each.code === code);
  const [leaving, setLeaving] = useState<Member | null>(null);
  usePageTitle(t('members.title'));
  if (error instanceof ProblemError && error.problem.status === 404) return <NotFoundPage />;
  if (error) return <FailureState error={error} onRetry={() => void refetch()} />;
  if (!data) return null;
  const alone = data.items.length === 1;
  return (
    <>
      <div className="page-head">
        <h1>{t('members.title')}</h1>
        <Link to="/registre/$code" params={{ code }}>
          {register?.name ?? code}
        </Link>
      </div>
      <div className="members">
        <Band tone="note" icon="confidential">
          {t('members.body')}
        </Band>
        <ul className="sheet members-list" aria-label={t('members.title')}>
          {data.items.map((member) => (
            <li key={member.staffId} className="member">
              <p className="grow">
                <span className="strong">{member.name}</span>
                {member.self && <Tag>{t('members.self')}</Tag>}
                <br />
                <span className="meta">
                  {t('members.since', { title: member.title, date: showDate(toPlainDate(member.since)) })}
                </span>
              </p>
              {!alone && (
                <Button
                  size="small"
                  aria-label={t('members.remove-label', { name: member.name })}
                  onClick={() => setLeaving(member)}
                >
                  {t('members.remove')}
                </Button>
              )}
            </li>
          ))}
        </ul>
        {alone && (
          <StatePanel title={t('members.alone')}>
            <p>{t('members.alone-body')}</p>
          </StatePanel>
        )}
        <AddMemberForm register={code} named={data.items} />
      </div>
      {leaving && (
        <RemoveMemberDialog
          register={code}
          member={leaving}
          onClose={() => setLeaving(null)}
          onGone={() => leaving.self && void navigate({ to: '/registre' })}
        />
      )}
    </>
  );
}
