import type { ChronologyItem, TaskHappening } from '@opis/contracts';
import { showDate } from '../../parts/dates.ts';
import { Sentence, useText } from '../../parts/text.tsx';
import { StepSentence } from './step-sentence.tsx';

/** One line of the chronology as a sentence: an act on the file, or what happened to one of its papers. */
export function HappeningSentence({ item }: { item: ChronologyItem }) {
  const t = useText();
  const { step, entry, task, term, letter, own, by } = item;
  if (step) return <StepSentence step={step} />;
  if (task) return <TaskSentence item={item} task={task} />;
  if (term) return <TermSentence term={term} />;
  if (letter) return <LetterSentence item={item} letter={letter} />;
  if (!entry) return null;
  const channel = t(`channel.${entry.channel}`).toLocaleLowerCase('ro');
  const values = { own, by, number: entry.registrationNumber, channel, documents: entry.documentCount };
  return (
    <>
      <Sentence id={`happened.${entry.happened}`} values={values} />
      {item.onBehalfOf !== null && <>, {t('step.on-behalf', { name: item.onBehalfOf })}</>}
    </>
  );
}

/** „**Dvs.** ați cerut opinie de la Serviciul Beneficii Sociale, până la 30.06.2026”. */
function TaskSentence({ item, task }: { item: ChronologyItem; task: NonNullable<ChronologyItem['task']> }) {
  const t = useText();
  const values = {
    own: item.own,
    by: item.by,
    kind: t(`task.kind.${task.kind}`),
    to: task.toPerson?.name ?? task.toUnit?.name ?? '',
    verdict: task.verdict === null ? '' : t(`task.verdict.${task.verdict}`),
    day: task.dueOn === null ? '' : showDate(task.dueOn),
  };
  return (
    <>
      <Sentence
        id={
          task.kind === 'hand-over'
            ? `happened-paper.${paperHappening(task.happened)}`
            : `happened-task.${task.happened}`
        }
        values={values}
      />
      {task.happened === 'asked' && task.dueOn !== null && (
        <>, {t('happened-task.until', { day: values.day })}</>
      )}
      {item.onBehalfOf !== null && <>, {t('step.on-behalf', { name: item.onBehalfOf })}</>}
    </>
  );
}

/** „Termen calculat: **27.07.2026** (răspuns).” */
function TermSentence({ term }: { term: NonNullable<ChronologyItem['term']> }) {
  const t = useText();
  const values = {
    day: showDate(term.dueOn),
    before: term.before === null ? '' : showDate(term.before),
    role: t(`term.role.${term.role}`),
  };
  return <Sentence id={`happened.term.${term.happened}`} values={values} />;
}

/** „**Dvs.** ați expediat adresa: răspuns”. What several do together, or a machine, is told without a name. */
function LetterSentence({
  item,
  letter,
}: {
  item: ChronologyItem;
  letter: NonNullable<ChronologyItem['letter']>;
}) {
  const t = useText();
  const kind = t(`letter.kind.${letter.kind}`).toLocaleLowerCase('ro');
  const values = { own: item.own, by: item.by, kind, internal: letter.kind === 'internal-note' };
  return (
    <>
      <Sentence id={`happened-letter.${letter.happened}`} values={values} />
      {item.onBehalfOf !== null && <>, {t('step.on-behalf', { name: item.onBehalfOf })}</>}
    </>
  );
}

/** The paper is given, received, or taken back before it arrived. */
function paperHappening(happened: TaskHappening): 'given' | 'received' | 'taken-back' {
  if (happened === 'answered') return 'received';
  return happened === 'withdrawn' ? 'taken-back' : 'given';
}
