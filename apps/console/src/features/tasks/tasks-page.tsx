import type { CaseTask, CaseTaskDetail, LetterDetail, TaskQueue } from '@opis/contracts';
import { Button, StatePanel, Tag } from '@opis/ui';
import { useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { type KeyboardEvent, useRef, useState } from 'react';
import { useKeyLabels } from '../../parts/key-hint.tsx';
import { FailureBand, FailureState } from '../../parts/problem-view.tsx';
import { useText } from '../../parts/text.tsx';
import { showToast } from '../../parts/toast.tsx';
import { usePageTitle } from '../../parts/use-page-title.ts';
import { useSlow } from '../../parts/use-slow.ts';
import { findLettersToSeal } from '../letters/letter-sheet.tsx';
import { SealDialog } from '../letters/seal-dialog.tsx';
import { showCount } from '../works/show-count.ts';
import { AnswerTaskDialog } from './answer-dialog.tsx';
import { ReturnTaskDialog } from './return-dialog.tsx';
import { subjectSheets } from './subject-sheets.tsx';
import { TaskCircuit } from './task-circuit.tsx';
import { TaskList } from './task-list.tsx';
import { queueOfTab, type TaskScreen, type TaskTab, taskScreens, taskTabs } from './task-queues.ts';
import '../case-file/case-file.css';
import './tasks.css';
import { useTaskAct } from './use-task-act.ts';
import { type TaskHands, useTaskKeys } from './use-task-keys.ts';
import { type Tasks, useTask, useTaskCounts, useTasks } from './use-tasks.ts';

/** De avizat: the sheet, its circuit, A, and the next one lies there. */
export function EndorsePage() {
  return <TasksPage screen="/de-avizat" />;
}

/** De semnat. */
export function SignPage() {
  return <TasksPage screen="/de-semnat" />;
}

/** De clarificat: opinions and clarifications that others wait for. */
export function ClarifyPage() {
  return <TasksPage screen="/de-clarificat" />;
}

function TasksPage({ screen }: { screen: TaskScreen }) {
  const t = useText();
  const { vezi } = useSearch({ from: screen });
  const queue: TaskQueue = vezi ? queueOfTab[vezi] : taskScreens[screen];
  const tasks = useTasks(queue);
  const box = useRef<HTMLDivElement>(null);
  const hands = useTaskKeys({ box, rows: tasks.rows, onEnd: tasks.loadMore });
  usePageTitle(t(`tasks.${taskScreens[screen]}`));
  const none = tasks.loading || tasks.error !== null || hands.current === undefined;
  const place = hands.current ? tasks.rows.indexOf(hands.current) + 1 : 0;
  return (
    <div className="tasks" ref={box}>
      <div className="page-head">
        <h1>{t(`tasks.${taskScreens[screen]}`)}</h1>
        <span className="grow" />
        {!none && (
          <span className="second">
            {t('tasks.place', { place, count: tasks.rows.length, more: tasks.hasMore })}
          </span>
        )}
      </div>
      <TaskTabs screen={screen} tab={vezi} />
      {none ? (
        <TasksState tasks={tasks} queue={queue} />
      ) : (
        hands.current && <TaskPanes key={queue} tasks={tasks} hands={hands} current={hands.current} />
      )}
    </div>
  );
}

const screens: readonly TaskScreen[] = ['/de-avizat', '/de-semnat', '/de-clarificat'];

/** The three queues, and what became of what one answered, sent back or asked. */
function TaskTabs({ screen, tab }: { screen: TaskScreen; tab: TaskTab | undefined }) {
  const t = useText();
  const counts = useTaskCounts();
  const countOf = (queue: TaskQueue) =>
    counts && counts[queue].count > 0 && <span className="count">{showCount(counts[queue])}</span>;
  return (
    <nav className="case-tabs" aria-label={t('tasks.tabs')}>
      <ul>
        {screens.map((one) => (
          <li key={one}>
            <Link
              to={one}
              search={{}}
              activeOptions={{ exact: true }}
              aria-current={one === screen && tab === undefined ? 'page' : undefined}
            >
              {t(`tasks.${taskScreens[one]}`)}
              {countOf(taskScreens[one])}
            </Link>
          </li>
        ))}
        {taskTabs.map((one) => (
          <li key={one}>
            <Link to={screen} search={{ vezi: one }} aria-current={one === tab ? 'page' : undefined}>
              {t(`tasks.${queueOfTab[one]}`)}
              {countOf(queueOfTab[one])}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}

function TasksState({ tasks, queue }: { tasks: Tasks; queue: TaskQueue }) {
  const t = useText();
  const slow = useSlow(tasks.loading);
  if (tasks.error) return <FailureState error={tasks.error} onRetry={tasks.retry} />;
  if (!tasks.loading) {
    return (
      <StatePanel title={t(`tasks.${queue}-none`)}>
        <p>{t(`tasks.${queue}-none-body`)}</p>
      </StatePanel>
    );
  }
  return slow ? (
    <div className="task-loading" role="status" aria-label={t('tasks.loading')}>
      {['is-mid', 'is-wide', 'is-short', 'is-mid', 'is-wide'].map((width, line) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: bars have no identity
        <span className={`skeleton ${width}`} key={line} />
      ))}
    </div>
  ) : (
    <div className="task-loading" />
  );
}

type TaskPanesProps = { tasks: Tasks; hands: TaskHands; current: CaseTask };

function TaskPanes({ tasks, hands, current }: TaskPanesProps) {
  const t = useText();
  const navigate = useNavigate();
  const detail = useTask(current);
  const queries = useQueryClient();
  const [open, setOpen] = useState<'answer' | 'return' | null>(null);
  const [sealed, setSealed] = useState<readonly LetterDetail[]>([]);
  const { act, ...state } = useTaskAct(hands.meant);
  const { Sheet, Aside } = subjectSheets[current.subject.type];
  const may = (action: 'answer' | 'return') => hands.meant.every(({ actions }) => actions.includes(action));
  const leave = (done: readonly CaseTask[], said: string) => {
    setOpen(null);
    if (done.length === 0) return;
    hands.leave(done);
    showToast(said);
  };
  const answer = async () => {
    if (!may('answer')) return;
    const verdict = readyVerdict(current);
    if (verdict === null) return setOpen('answer');
    // What asks for a certificate is signed with it; what cannot be read now, the server refuses below.
    const letters = await findLettersToSeal(queries, hands.meant).catch(() => []);
    if (letters.length > 0) return setSealed(letters);
    const done = await act('answer', { verdict });
    leave(
      done,
      t('tasks.answered', { count: done.length, number: current.file.registrationNumber, verdict }),
    );
  };
  const openFile = () => void navigate({ to: '/lucrari/$id', params: { id: current.file.id } });
  const keys: Readonly<Record<string, () => void>> = {
    a: () => void answer(),
    t: () => may('return') && hands.meant.length === 1 && setOpen('return'),
    n: () => may('answer') && setOpen('answer'),
    Enter: openFile,
  };
  const press = (event: KeyboardEvent) => hands.onKeyDown(event, keys);
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the keys belong to the list inside
    <div className="task-panes" onKeyDown={press}>
      <TaskList
        rows={tasks.rows}
        current={current.id}
        isChosen={hands.isChosen}
        choosing={hands.chosen.length > 0}
        onPoint={hands.goTo}
        onToggle={hands.toggle}
      />
      <section
        className="task-sheet"
        aria-label={t('works.peek', { number: current.file.registrationNumber })}
      >
        <Sheet task={current} />
      </section>
      <aside className="task-aside" aria-label={t('tasks.aside')}>
        <div className="task-scroll">
          <Asked task={current} />
          {detail && <TaskCircuit task={detail} />}
          {Aside && <Aside task={current} />}
        </div>
        <div className="task-acts">
          {state.error !== null && <FailureBand error={state.error} />}
          <TaskButtons
            hands={hands}
            current={current}
            pending={state.pending}
            may={may}
            onAnswer={() => void answer()}
            onWords={() => setOpen('answer')}
            onReturn={() => setOpen('return')}
            onOpen={openFile}
          />
        </div>
      </aside>
      {sealed.length > 0 && <SealDialog letters={sealed} onClose={() => setSealed([])} />}
      {open === 'answer' && (
        <AnswerTaskDialog
          tasks={hands.meant}
          onDone={(done) => leave(done, t('tasks.answered-words', { count: done.length }))}
          onClose={() => setOpen(null)}
        />
      )}
      {open === 'return' && detail && (
        <ReturnTaskDialog
          task={detail as CaseTaskDetail}
          onDone={(done) => leave(done, t('tasks.sent-back', { number: current.file.registrationNumber }))}
          onClose={() => setOpen(null)}
        />
      )}
    </div>
  );
}

/** What can be said with one key: what needs words has a dialog. */
function readyVerdict({ kind }: CaseTask): 'favourable' | 'signed' | null {
  if (kind === 'endorsement' || kind === 'visa') return 'favourable';
  return kind === 'signature' ? 'signed' : null;
}

/** What was asked, by whom, in which words. */
function Asked({ task }: { task: CaseTask }) {
  const t = useText();
  return (
    <section className="task-asked">
      <p className="line">
        <Link className="number" to="/lucrari/$id" params={{ id: task.file.id }} preload={false}>
          {task.file.registrationNumber}
        </Link>
        <Tag>{t(`task.kind.${task.kind}`)}</Tag>
        {task.file.confidential && (
          <Tag tone="conf" icon="confidential">
            {t('registers.confidential')}
          </Tag>
        )}
      </p>
      <h2 className="task-title">{task.subject.title ?? task.file.subject}</h2>
      <p className="second">{task.file.issuer}</p>
      {task.text !== null && <p className="case-words">{task.text}</p>}
    </section>
  );
}

type TaskButtonsProps = {
  hands: TaskHands;
  current: CaseTask;
  pending: boolean;
  may: (action: 'answer' | 'return') => boolean;
  onAnswer: () => void;
  onWords: () => void;
  onReturn: () => void;
  onOpen: () => void;
};

function TaskButtons({ hands, current, pending, may, ...on }: TaskButtonsProps) {
  const t = useText();
  const keyOf = useKeyLabels();
  if (!may('answer')) {
    return (
      <Button keyHint="Enter" onClick={on.onOpen}>
        {t('tasks.open-file')}
      </Button>
    );
  }
  const verdict = readyVerdict(current);
  const count = hands.meant.length;
  return (
    <>
      <Button
        kind="primary"
        size="main"
        keyHint={keyOf('a')}
        aria-disabled={pending}
        onClick={verdict === null ? on.onWords : on.onAnswer}
      >
        {verdict === null ? t('tasks.answer') : t(`tasks.do-${verdict}`, { count })}
      </Button>
      <div className="line">
        {count === 1 && may('return') && (
          <Button keyHint={keyOf('t')} onClick={on.onReturn}>
            {t('task.return-with-reason')}
          </Button>
        )}
        {verdict === 'favourable' && (
          <Button keyHint={keyOf('n')} onClick={on.onWords}>
            {t('tasks.with-words')}
          </Button>
        )}
      </div>
    </>
  );
}
