import type { CaseStep } from '@opis/contracts';
import { type MessageId, Sentence, useText } from '../../parts/text.tsx';

/** One act as a sentence, who did it in semibold: „**Carmen Țuțuianu** a repartizat lucrarea către Andrei Stănciulescu”. */
export function StepSentence({ step }: { step: CaseStep }) {
  const t = useText();
  const outcome = step.outcome ? t(`outcome.${step.outcome}`) : '';
  const sentence = sentenceOf(step);
  return (
    <>
      <Sentence id={sentence.id} values={{ own: step.own, by: step.by, target: sentence.target, outcome }} />
      {step.onBehalfOf !== null && <>, {t('step.on-behalf', { name: step.onBehalfOf })}</>}
    </>
  );
}

function sentenceOf(step: CaseStep): { id: MessageId; target: string } {
  const { kind, toHandler, toUnit, by } = step;
  if (kind === 'assign' && toHandler?.name === by) return { id: 'step.took', target: '' };
  if (kind === 'assign' && toHandler) return { id: 'step.assigned', target: toHandler.name };
  if (kind === 'assign') return { id: 'step.forwarded', target: toUnit?.name ?? '' };
  if (kind === 'return' && toHandler) return { id: 'step.returned', target: toHandler.name };
  if (kind === 'return' && toUnit) return { id: 'step.returned', target: toUnit.name };
  return { id: `step.${plain[kind]}`, target: '' };
}

const plain = {
  assign: 'forwarded',
  return: 'returned-to-registry',
  close: 'closed',
  reopen: 'reopened',
  join: 'joined',
  note: 'noted',
  reclassify: 'reclassified',
  fields: 'filled',
  complaint: 'complaint',
} as const;
