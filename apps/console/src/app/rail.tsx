import type { CaseCount } from '@opis/contracts';
import { Icon, type IconName, Kbd } from '@opis/ui';
import { useQuery } from '@tanstack/react-query';
import { Link, type LinkProps } from '@tanstack/react-router';
import { countLetters } from '../api/letters.ts';
import { countMessages } from '../api/outgoing-mail.ts';
import { letterKeys } from '../features/letters/letter-keys.ts';
import { useIntakeCount } from '../features/mail-intake/use-intake-count.ts';
import { outgoingKeys } from '../features/outgoing-mail/outgoing-keys.ts';
import { useTaskCounts } from '../features/tasks/use-tasks.ts';
import { showCount } from '../features/works/show-count.ts';
import { useCounts } from '../features/works/use-works.ts';
import type { Screens } from '../parts/session.tsx';
import { useText } from '../parts/text.tsx';
import { LiveMark } from './live-mark.tsx';

/** Only the screens that exist for this person. On a phone it lies at the bottom. */
export function Rail({ screens, onKeys }: { screens: Screens; onKeys: () => void }) {
  const t = useText();
  const counts = useCounts({ enabled: screens.works || screens.assign });
  return (
    <nav className="rail" aria-label={t('rail.label')}>
      {(screens.counter || screens.works || screens.assign) && <p className="rail-head">{t('rail.work')}</p>}
      {screens.board && <RailLink to="/serviciul-meu" icon="board" label={t('rail.board')} />}
      <ArrivalLinks screens={screens} />
      {screens.works && (
        <>
          <RailLink to="/intrari" icon="inbox" label={t('rail.inbox')} count={counts?.recent} />
          <RailLink
            to="/lucrari"
            icon="works"
            label={t('rail.my-works')}
            count={counts?.mine}
            overdue={counts?.overdue}
          />
        </>
      )}
      {screens.assign && (
        <RailLink to="/de-repartizat" icon="assigned" label={t('rail.assign')} count={counts?.unassigned} />
      )}
      {screens.assign && <RailLink to="/triaj" icon="classified" label={t('petitions.rail')} />}
      {screens.works && <RailLink to="/aprobari-tacite" icon="alarm" label={t('tacit.rail')} />}
      <TaskLinks works={screens.works} counter={screens.counter} />
      {screens.letters && <LetterLinks />}
      {(screens.registers || screens.parties) && <p className="rail-head">{t('rail.records')}</p>}
      {screens.registers && <RailLink to="/registre" icon="book" label={t('rail.registers')} />}
      {screens.counter && <RailLink to="/urgenta" icon="warning" label={t('emergency.link')} />}
      {screens.reports && <RailLink to="/544" icon="opinion" label={t('rail.information')} />}
      {screens.parties && <RailLink to="/persoane" icon="people" label={t('rail.parties')} />}
      {screens.reports && <RailLink to="/situatii" icon="chart" label={t('rail.reports')} />}
      <RailLink to="/termene" icon="law" label={t('law.nav')} />
      {screens.administration && (
        <RailLink to="/administrare" icon="setup" label={t('rail.administration')} />
      )}
      <div className="rail-foot">
        <LiveMark />
        {screens.system && <RailLink to="/sistem" icon="system" label={t('rail.system')} />}
        <button
          type="button"
          className="rail-item is-keys"
          onClick={onKeys}
          title={t('rail.keys')}
          aria-keyshortcuts="?"
        >
          <Icon name="keys" />
          <span className="rail-label">{t('rail.keys')}</span>
          <Kbd>?</Kbd>
        </button>
        <RailLink to="/profil" icon="profile" label={t('rail.profile')} />
      </div>
    </nav>
  );
}

/** What others ask of this person. Whoever works on nothing of their own may be asked all the same. */
function TaskLinks({ works, counter }: { works: boolean; counter: boolean }) {
  const t = useText();
  const tasks = useTaskCounts();
  return (
    <>
      {(works || some(tasks?.endorse)) && (
        <RailLink to="/de-avizat" icon="endorsed" label={t('rail.endorse')} count={tasks?.endorse} />
      )}
      {(works || some(tasks?.sign)) && (
        <RailLink to="/de-semnat" icon="signature" label={t('rail.sign')} count={tasks?.sign} />
      )}
      {(works || some(tasks?.clarify)) && (
        <RailLink to="/de-clarificat" icon="opinion" label={t('rail.clarify')} count={tasks?.clarify} />
      )}
      {(works || counter) && <RailLink to="/hartii" icon="paper" label={t('rail.papers')} />}
    </>
  );
}

const some = (count: CaseCount | undefined) => (count?.count ?? 0) > 0;

/** What comes in: at the counter, by e-mail, from the scanner. */
function ArrivalLinks({ screens }: { screens: Screens }) {
  const t = useText();
  return (
    <>
      {screens.counter && <RailLink to="/ghiseu" icon="registered" label={t('rail.counter')} />}
      {screens.counter && <RailLink to="/scanari" icon="scans" label={t('scans.rail')} />}
      {screens.mail && <MailLink />}
    </>
  );
}

/** E-mail that waits for a decision. */
function MailLink() {
  const t = useText();
  const count = useIntakeCount();
  return (
    <RailLink
      to="/e-mail"
      icon="mail"
      label={t('mail.title')}
      count={count && { count: count.waiting, more: false }}
    />
  );
}

/** What waits to be sent, and what became of what was sent by e-mail. */
function LetterLinks() {
  const t = useText();
  const { data } = useQuery({
    queryKey: letterKeys.counts,
    queryFn: ({ signal }) => countLetters(signal),
    refetchInterval: 60_000,
  });
  const count = data && { count: data.toSend, more: false };
  return (
    <>
      <RailLink to="/de-expediat" icon="dispatched" label={t('letters.rail')} count={count} />
      <OutgoingLink />
    </>
  );
}

/** Messages; how many wait for a person. */
function OutgoingLink() {
  const t = useText();
  const { data } = useQuery({
    queryKey: outgoingKeys.counts,
    queryFn: ({ signal }) => countMessages(signal),
    refetchInterval: 60_000,
  });
  const count = data && { count: data.asking, more: false };
  return <RailLink to="/trimiteri" icon="upload" label={t('outgoing.rail')} count={count} />;
}

type RailLinkProps = {
  to: LinkProps['to'];
  icon: IconName;
  label: string;
  count?: CaseCount | undefined;
  /** Of those, past their term. */
  overdue?: CaseCount | undefined;
};

function RailLink({ to, icon, label, count, overdue }: RailLinkProps) {
  const t = useText();
  return (
    <Link className="rail-item" to={to} title={label} activeProps={{ 'aria-current': 'page' }}>
      <Icon name={icon} />
      <span className="rail-label">{label}</span>
      {overdue && overdue.count > 0 && (
        <span className="rail-late" aria-hidden="true">
          <Icon name="warning" size={14} />
          {showCount(overdue)}
        </span>
      )}
      {count && count.count > 0 && (
        <span className="rail-count" aria-hidden="true">
          {showCount(count)}
        </span>
      )}
      {count && <span className="visually-hidden">, {t('rail.count', { count: count.count })}</span>}
      {overdue && overdue.count > 0 && (
        <span className="visually-hidden">, {t('rail.overdue', { count: overdue.count })}</span>
      )}
    </Link>
  );
}
