import type { ChronologyItem } from '@opis/contracts';
import { Sentence, useText } from '../../parts/text.tsx';
import { StepSentence } from './step-sentence.tsx';

/** One line of the chronology as a sentence: an act on the file, or what happened to one of its papers. */
export function HappeningSentence({ item }: { item: ChronologyItem }) {
  const t = useText();
  const { step, entry, own, by } = item;
  if (step) return <StepSentence step={step} />;
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
