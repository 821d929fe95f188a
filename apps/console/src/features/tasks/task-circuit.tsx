import type { CaseTask, CaseTaskDetail } from '@opis/contracts';
import { Icon } from '@opis/ui';
import { showDate, toClockTime, toPlainDate } from '../../parts/dates.ts';
import { useText } from '../../parts/text.tsx';
import { useToday } from '../../parts/use-institution.ts';
import { askedName, taskIcons } from './task-words.ts';

/** Circuitul: who asked, who answered what and when, whose turn it is, who follows. */
export function TaskCircuit({ task }: { task: CaseTaskDetail }) {
  const t = useText();
  return (
    <section aria-labelledby="task-circuit">
      <h2 className="task-head" id="task-circuit">
        {t('task.circuit')}
      </h2>
      <ol className="task-circuit">
        <li className="circuit-step is-done">
          <span className="circuit-mark">
            <Icon name="check" size={14} />
          </span>
          <span className="circuit-words">
            <span>{task.askedBy}</span>
            <span className="meta">
              {task.askedOnBehalfOf === null
                ? t('task.asked')
                : t('task.asked-behalf', { name: task.askedOnBehalfOf })}
            </span>
          </span>
          <Moment at={task.askedAt} />
        </li>
        {task.circuit.map((step) => (
          <CircuitStep key={step.id} step={step} mine={step.id === task.id} />
        ))}
      </ol>
    </section>
  );
}

function CircuitStep({ step, mine }: { step: CaseTask; mine: boolean }) {
  const t = useText();
  const now = step.status === 'open';
  const icon =
    step.status === 'done' ? 'check' : step.status === 'returned' ? 'returned' : taskIcons[step.kind];
  return (
    <li
      className={`circuit-step is-${step.status}${mine ? ' is-mine' : ''}`}
      aria-current={now && mine ? 'step' : undefined}
    >
      <span className="circuit-mark">
        <Icon name={icon} size={14} />
      </span>
      <span className="circuit-words">
        <span>
          {step.settledBy !== null && step.settledBy !== step.toPerson?.name
            ? t('circuit.by', { to: askedName(step), by: step.settledBy })
            : askedName(step)}
        </span>
        <span className="meta">
          {t(`task.kind.${step.kind}`)}
          {step.verdict && <>, {t(`task.verdict.${step.verdict}`)}</>}
          {(step.status === 'returned' || step.status === 'withdrawn') && (
            <>, {t(`task.status.${step.status}`)}</>
          )}
        </span>
        {step.answer !== null && <span className="circuit-answer">{step.answer}</span>}
      </span>
      {now ? (
        <span className="tag is-blue">{t('circuit.now')}</span>
      ) : (
        step.settledAt && <Moment at={step.settledAt} />
      )}
    </li>
  );
}

/** Today its hour, else its day. */
function Moment({ at }: { at: string }) {
  const today = useToday();
  const day = toPlainDate(at);
  return (
    <time className="meta" dateTime={at}>
      {day === today ? toClockTime(at) : showDate(day).slice(0, 5)}
    </time>
  );
}
