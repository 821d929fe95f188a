import { type Assignee, nearDays } from '@opis/contracts';
import { Icon, Kbd } from '@opis/ui';
import { Bar } from '../../parts/bar.tsx';
import { showDate } from '../../parts/dates.ts';
import { useText } from '../../parts/text.tsx';
import { letterOf } from './letters.ts';
import './people.css';
import type { Receiver } from './use-assignees.ts';

type PeopleListProps = {
  name: string;
  receivers: readonly Receiver[];
  chosen: string | undefined;
  onChoose: (receiver: Receiver) => void;
  /** True while a letter takes the one who has it. */
  naming: boolean;
};

/** Who may receive it: load in one look, whoever is barred stays visible with the reason. Radio buttons: arrows choose. */
export function PeopleList({ name, receivers, chosen, onChoose, naming }: PeopleListProps) {
  const t = useText();
  const most = Math.max(1, ...receivers.map(({ person }) => person?.openFiles ?? 0));
  const someLate = receivers.some(({ person }) => person && person.overdueFiles > 0);
  return (
    <div className={naming ? 'people is-naming' : 'people'}>
      {receivers.map((receiver, index) => (
        <label
          key={receiver.id}
          className={`person${receiver.barred === null ? '' : ' is-barred'}${receiver.id === chosen ? ' is-chosen' : ''}`}
          data-depth={receiver.depth}
        >
          <input
            type="radio"
            name={name}
            value={receiver.id}
            checked={receiver.id === chosen}
            disabled={receiver.barred !== null}
            aria-keyshortcuts={letterOf(index)}
            onChange={() => onChoose(receiver)}
          />
          <span className="person-key">
            {receiver.barred === null ? <Kbd>{letterOf(index) ?? '·'}</Kbd> : <Icon name="annulled" />}
          </span>
          <span className="person-words">
            <span className="person-name">{receiver.name}</span>
            <PersonLine receiver={receiver} />
          </span>
          {receiver.person && <Load person={receiver.person} most={most} />}
        </label>
      ))}
      {someLate && <p className="people-note">{t('assign.hatched')}</p>}
    </div>
  );
}

function PersonLine({ receiver: { person, barred } }: { receiver: Receiver }) {
  const t = useText();
  if (barred) return <span className="person-line is-reason">{barred}</span>;
  if (!person) return null;
  const words = [
    person.current ? t('assign.current') : null,
    person.samePetitioner
      ? t('assign.same-petitioner', { number: person.samePetitioner.registrationNumber })
      : null,
    absenceOf(person, t),
    person.nearFiles > 0 ? t('assign.near', { count: person.nearFiles, days: nearDays }) : null,
    person.self ? t('assign.self') : null,
  ].filter((word) => word !== null);
  return <span className="person-line">{[...words, person.unit.shortName].join(' · ')}</span>;
}

function absenceOf({ presence, absence }: Assignee, t: ReturnType<typeof useText>): string | null {
  if (presence === 'present') return null;
  const until = absence?.until ? showDate(absence.until) : '';
  const substitute = absence?.substitute?.name ?? '';
  return t('assign.absent', {
    dated: until === '' ? 'no' : 'yes',
    until,
    covered: substitute === '' ? 'no' : 'yes',
    substitute,
  });
}

/** A bar from zero, as long as the load, what is past its term hatched; the figures stand beside it. */
function Load({ person: { openFiles, overdueFiles }, most }: { person: Assignee; most: number }) {
  const t = useText();
  return (
    <>
      <Bar all={openFiles / most} late={overdueFiles / most} />
      <span className="person-load">
        {openFiles}
        <span className="visually-hidden"> {t('assign.open-files')}</span>
        {overdueFiles > 0 && (
          <span className="person-late">
            <span aria-hidden="true">{t('assign.late-short', { count: overdueFiles })}</span>
            <span className="visually-hidden">, {t('assign.late', { count: overdueFiles })}</span>
          </span>
        )}
      </span>
    </>
  );
}
