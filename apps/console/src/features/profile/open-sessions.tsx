import type { OpenSession } from '@opis/contracts';
import { Button, Icon, Tag } from '@opis/ui';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { endSession } from '../../api/end-session.ts';
import { listSessions } from '../../api/list-sessions.ts';
import { showInstant } from '../../parts/dates.ts';
import { FailureState, useFailureText } from '../../parts/problem-view.tsx';
import { useText } from '../../parts/text.tsx';
import { showToast } from '../../parts/toast.tsx';
import { readUserAgent } from './read-user-agent.ts';

/** Where this account is open; any but this one can be ended from here. */
export function OpenSessions() {
  const t = useText();
  const { data, error, refetch } = useQuery({ queryKey: ['sessions'], queryFn: listSessions });
  return (
    <section className="sheet profile-sheet" aria-labelledby="sessions-title">
      <h2 id="sessions-title">{t('profile.sessions')}</h2>
      <p className="second">{t('profile.sessions-body')}</p>
      {error && <FailureState error={error} onRetry={() => void refetch()} />}
      <ul className="sessions">
        {data?.items.map((session) => (
          <SessionRow key={session.id} session={session} />
        ))}
      </ul>
    </section>
  );
}

function SessionRow({ session }: { session: OpenSession }) {
  const t = useText();
  const say = useFailureText();
  const queries = useQueryClient();
  const known = readUserAgent(session.userAgent);
  const device = known ? t('profile.device', known) : t('profile.device-unknown');
  const ending = useMutation({
    mutationFn: () => endSession(session.id),
    onSuccess: () => {
      showToast(t('profile.session-ended'));
      return queries.invalidateQueries({ queryKey: ['sessions'] });
    },
    onError: (error) => showToast(say(error), { failed: true }),
  });
  const dates = { created: showInstant(session.createdAt), seen: showInstant(session.lastSeenAt) };
  return (
    <li className="session">
      <Icon name="screen" />
      <div className="grow">
        <p className="line">
          <span className="strong">{device}</span>
          {session.current && <Tag tone="blue">{t('profile.session-current')}</Tag>}
        </p>
        <p className="meta">{t('profile.session-since', dates)}</p>
      </div>
      {!session.current && (
        <Button
          size="small"
          disabled={ending.isPending}
          aria-label={t('profile.session-end-label', { device })}
          onClick={() => ending.mutate()}
        >
          {t('profile.session-end')}
        </Button>
      )}
    </li>
  );
}
