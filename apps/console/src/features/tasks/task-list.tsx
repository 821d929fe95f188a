import type { CaseTask } from '@opis/contracts';
import { Icon } from '@opis/ui';
import { showDate, toPlainDate, weekdayOf } from '../../parts/dates.ts';
import { useText } from '../../parts/text.tsx';
import { useToday } from '../../parts/use-institution.ts';
import { daysBetween } from '../works/group-works.ts';
import { askedName, taskIcons } from './task-words.ts';
import './tasks.css';

type TaskListProps = {
  rows: readonly CaseTask[];
  current: string | undefined;
  isChosen: (id: string) => boolean;
  choosing: boolean;
  onPoint: (id: string) => void;
  onToggle: (id: string) => void;
};

/** What is asked, what must be back first at its head; the one under the hands is the white sheet. */
export function TaskList({ rows, current, isChosen, choosing, onPoint, onToggle }: TaskListProps) {
  const t = useText();
  return (
    <ul className={choosing ? 'task-items is-choosing' : 'task-items'} aria-label={t('tasks.list')}>
      {rows.map((task) => (
        <li
          key={task.id}
          className={`task-item${task.id === current ? ' is-current' : ''}${isChosen(task.id) ? ' is-chosen' : ''}`}
          data-task={task.id}
        >
          <input
            type="checkbox"
            className="task-check"
            tabIndex={task.id === current ? 0 : -1}
            checked={isChosen(task.id)}
            aria-label={t('works.choose', { number: task.file.registrationNumber })}
            onChange={() => onToggle(task.id)}
          />
          <button
            type="button"
            className="task-open"
            tabIndex={task.id === current ? 0 : -1}
            aria-current={task.id === current ? 'true' : undefined}
            onClick={() => onPoint(task.id)}
          >
            <span className="line">
              <span className="number">{task.file.registrationNumber}</span>
              <span className="grow" />
              <AskedSince task={task} />
            </span>
            <span className="task-subject">{task.subject.title ?? task.file.subject}</span>
            <span className="line meta">
              <Icon name={taskIcons[task.kind]} size={14} />
              {t(`task.kind.${task.kind}`)}
              {task.status !== 'open' && <> · {t(`task.status.${task.status}`)}</>}
              {task.askedByMe && <> · {askedName(task)}</>}
            </span>
            <TaskDue task={task} />
          </button>
        </li>
      ))}
    </ul>
  );
}

/** Since when it waits: today, the day of this week, else its date. */
function AskedSince({ task }: { task: CaseTask }) {
  const t = useText();
  const today = useToday();
  const day = toPlainDate(task.openedAt ?? task.askedAt);
  const age = daysBetween(day, today);
  if (age <= 0) return <span className="meta">{t('tasks.since-today')}</span>;
  return <span className="meta">{age < 7 ? weekdayOf(day) : showDate(day)}</span>;
}

/** The day by which it is to come back: red once it has passed, in words too. */
export function TaskDue({ task }: { task: CaseTask }) {
  const t = useText();
  const today = useToday();
  if (task.dueOn === null) return null;
  const left = daysBetween(today, task.dueOn);
  const pending = task.status === 'open' || task.status === 'waiting';
  const tone = !pending ? '' : left < 0 ? ' is-late' : left <= 2 ? ' is-near' : '';
  return (
    <span className={`task-due${tone}`}>
      <Icon name={tone === ' is-late' ? 'warning' : 'calendar'} size={14} />
      {!pending
        ? t('task.due-on')
        : left < 0
          ? t('task.due', { late: -left })
          : t('task.left', { days: left })}{' '}
      <span className="meta">({showDate(task.dueOn)})</span>
    </span>
  );
}
