import { Segmented, Tag } from '@opis/ui';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { listRefusalGrounds } from '../../api/information-requests.ts';
import { useText } from '../../parts/text.tsx';
import { LateTick } from './act-dialogs.tsx';
import { type ActDialogProps, Area } from './dialog-fields.tsx';
import { InformationForm } from './information-form.tsx';
import { useInformationAct } from './use-information-act.ts';

/** Whole or in part, with grounds of the catalogue and why each applies here (art. 12). */
export function RefuseDialog({ request, onDone, onClose }: ActDialogProps) {
  const t = useText();
  const { act, ...state } = useInformationAct(request, onDone);
  const [scope, setScope] = useState<'whole' | 'part'>('whole');
  const [whys, setWhys] = useState<Readonly<Record<string, string>>>({});
  const [given, setGiven] = useState('');
  const [late, setLate] = useState(false);
  const { data } = useQuery({
    queryKey: ['refusal-grounds'],
    queryFn: ({ signal }) => listRefusalGrounds(signal),
    staleTime: 600_000,
  });
  const grounds = Object.entries(whys).map(([code, why]) => ({ code, why }));
  const choose = (code: string, on: boolean) =>
    setWhys(({ [code]: before = '', ...rest }) => (on ? { ...rest, [code]: before } : rest));
  return (
    <InformationForm
      title={t('info.act.refuse')}
      submitLabel={t('info.draft-submit')}
      {...state}
      wide
      onSubmit={() => void act('refusal', { scope, grounds, late, ...(scope === 'part' && { given }) })}
      onClose={onClose}
    >
      <Segmented
        name="info-scope"
        label={t('info.scope')}
        value={scope}
        choices={(['whole', 'part'] as const).map((value) => ({ value, label: t(`info.scope.${value}`) }))}
        onChange={setScope}
      />
      {scope === 'part' && (
        <Area id="given" label={t('info.given')} rows={2} value={given} onChange={setGiven} />
      )}
      <fieldset className="info-grounds" id="info-grounds" tabIndex={-1}>
        <legend>{t('info.grounds')}</legend>
        {(data?.items ?? []).map(({ code, name, article, verified }, at) => (
          <div key={code} className="info-ground">
            <label className="check" htmlFor={`info-ground-${code}`}>
              <input
                id={`info-ground-${code}`}
                {...(at === 0 && { 'data-first': true })}
                type="checkbox"
                checked={code in whys}
                onChange={(event) => choose(code, event.target.checked)}
              />
              <span>
                {name} <span className="meta">{article}</span>
              </span>
              {!verified && <Tag tone="warn">{t('info.unverified')}</Tag>}
            </label>
            {code in whys && (
              <Area
                id={`why-${code}`}
                label={t('info.why')}
                rows={2}
                value={whys[code] ?? ''}
                onChange={(why) => setWhys((before) => ({ ...before, [code]: why }))}
              />
            )}
          </div>
        ))}
      </fieldset>
      <LateTick request={request} kind="refuse" late={late} onChange={setLate} />
    </InformationForm>
  );
}
