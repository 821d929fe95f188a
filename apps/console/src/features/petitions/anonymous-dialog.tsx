import { AnonymousWay, AtStake } from '@opis/contracts';
import { useState } from 'react';
import { actOnPetition } from '../../api/petitions.ts';
import { useText } from '../../parts/text.tsx';
import type { PetitionDialogProps } from './petition-dialog.tsx';
import { ReasonDialog } from './reason-dialog.tsx';

/** First the question, then what is done: nothing is closed while somebody may be in danger. */
export function AnonymousDialog({
  file,
  petition,
  found,
  onDone,
  onClose,
}: PetitionDialogProps & { found: boolean }) {
  const t = useText();
  const [atStake, setAtStake] = useState<AtStake>();
  const [way, setWay] = useState<AnonymousWay>();
  const [asked, setAsked] = useState(false);
  const ways = AnonymousWay.options.filter((one) => (one === 'close') === (atStake === 'nothing'));
  const answer = (stake: AtStake) => {
    setAtStake(stake);
    setWay(stake === 'nothing' ? 'close' : undefined);
  };
  return (
    <ReasonDialog
      title={t('anonymous.title')}
      submitLabel={t('anonymous.submit')}
      ready={() => {
        setAsked(true);
        return atStake !== undefined && way !== undefined;
      }}
      act={async (given) => {
        if (atStake === undefined || way === undefined) return;
        await actOnPetition(file.id, 'close-anonymous', {
          ...{ ...given, version: petition.version, atStake, way },
          foundFalse: !found,
        });
      }}
      onDone={onDone}
      onClose={onClose}
    >
      <fieldset className="outcomes">
        <legend>{t('anonymous.stake')}</legend>
        {AtStake.options.map((one, at) => (
          <label className="outcome" key={one}>
            <input
              type="radio"
              name="at-stake"
              checked={atStake === one}
              {...(at === 0 && { 'data-first': true })}
              onChange={() => answer(one)}
            />
            {t(`anonymous.stake.${one}`)}
          </label>
        ))}
      </fieldset>
      {atStake && (
        <fieldset className="outcomes">
          <legend>{t('anonymous.way')}</legend>
          {ways.map((one) => (
            <label className="outcome" key={one}>
              <input type="radio" name="way" checked={way === one} onChange={() => setWay(one)} />
              {t(`anonymous.way.${one}`)}
            </label>
          ))}
        </fieldset>
      )}
      {asked && way === undefined && <p role="alert">{t('anonymous.first')}</p>}
    </ReasonDialog>
  );
}
