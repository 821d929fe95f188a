import { Field } from '@opis/ui';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { listCompetentBodies } from '../../api/petitions.ts';
import { ChoiceField } from '../../parts/choice-field.tsx';
import { useText } from '../../parts/text.tsx';
import { LateTick } from './act-dialogs.tsx';
import { type ActDialogProps, Line } from './dialog-fields.tsx';
import { InformationForm } from './information-form.tsx';
import { useInformationAct } from './use-information-act.ts';

const nobody = { authority: '', address: '', email: '' };

/** To the authority that holds the information: one of the list, with where it is written to; else in words. */
export function RedirectDialog({ request, onDone, onClose }: ActDialogProps) {
  const t = useText();
  const { act, ...state } = useInformationAct(request, onDone);
  const { data } = useQuery({
    queryKey: ['competent-bodies'],
    queryFn: ({ signal }) => listCompetentBodies(signal),
  });
  const [bodyId, setBodyId] = useState<string | null>(null);
  const [to, setTo] = useState(nobody);
  const [late, setLate] = useState(false);
  const set = (changes: Partial<typeof to>) => setTo((before) => ({ ...before, ...changes }));
  const bodies = data?.items ?? [];
  const choose = (id: string | null) => {
    const body = bodies.find((each) => each.id === id);
    setBodyId(id);
    setTo(body ? { authority: body.name, address: body.address, email: body.email ?? '' } : nobody);
  };
  return (
    <InformationForm
      title={t('info.act.redirect')}
      submitLabel={t('info.redirect-submit')}
      {...state}
      onSubmit={() => void act('redirection', { ...to, late })}
      onClose={onClose}
    >
      <p className="act-note">{t('info.redirect-note')}</p>
      {bodies.length > 0 && (
        <Field id="info-body" label={t('info.authority-listed')} hint={t('info.authority-listed-hint')}>
          {(control) => (
            <ChoiceField
              control={control}
              label={t('info.authority-listed')}
              options={bodies.map(({ id, name, domains }) => ({ id, label: name, aside: domains }))}
              value={bodyId}
              onChange={choose}
              first
            />
          )}
        </Field>
      )}
      <Line
        id="authority"
        label={t('info.authority')}
        value={to.authority}
        onChange={(authority) => set({ authority })}
        first={bodies.length === 0}
      />
      <Line
        id="address"
        label={t('info.authority-address')}
        value={to.address}
        onChange={(address) => set({ address })}
      />
      <Line
        id="email"
        label={t('info.authority-email')}
        value={to.email}
        onChange={(email) => set({ email })}
      />
      <LateTick request={request} kind="redirect" late={late} onChange={setLate} />
    </InformationForm>
  );
}
