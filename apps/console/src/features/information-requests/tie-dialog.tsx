import { ComplaintAbout } from '@opis/contracts';
import { Segmented } from '@opis/ui';
import { useState } from 'react';
import { useText } from '../../parts/text.tsx';
import { useToday } from '../../parts/use-institution.ts';
import { type ActDialogProps, Line } from './dialog-fields.tsx';
import { InformationForm } from './information-form.tsx';
import { useInformationAct } from './use-information-act.ts';

/** A complaint that has its number already: of which request it complains. */
export function TieDialog({ request, onDone, onClose }: ActDialogProps) {
  const t = useText();
  const { act, ...state } = useInformationAct(request, onDone);
  const today = useToday();
  const [number, setNumber] = useState('');
  const [year, setYear] = useState(today.slice(0, 4));
  const [about, setAbout] = useState<ComplaintAbout>('refusal');
  const [knownOn, setKnownOn] = useState(request.registeredOn);
  return (
    <InformationForm
      title={t('info.act.tie-complaint')}
      submitLabel={t('info.tie-submit')}
      {...state}
      onSubmit={() =>
        void act('complaint-of', { number: Number(number), year: Number(year), about, knownOn })
      }
      onClose={onClose}
    >
      <p className="act-note">{t('info.tie-note')}</p>
      <Line
        id="number"
        type="number"
        label={t('info.tie-number')}
        value={number}
        onChange={setNumber}
        first
      />
      <Line id="year" type="number" label={t('info.tie-year')} value={year} onChange={setYear} />
      <Segmented
        name="info-about"
        label={t('info.about')}
        value={about}
        choices={ComplaintAbout.options.map((value) => ({ value, label: t(`info.about.${value}`) }))}
        onChange={setAbout}
      />
      <Line
        id="knownOn"
        type="date"
        label={t('info.known-on')}
        hint={t('info.known-on-hint')}
        value={knownOn}
        onChange={setKnownOn}
      />
    </InformationForm>
  );
}
