import { Button, Field, Icon, StatePanel } from '@opis/ui';
import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import { listAdministeredRegisters, listEntryReaders } from '../../api/administration.ts';
import { FailureState } from '../../parts/problem-view.tsx';
import { useText } from '../../parts/text.tsx';
import { useToday } from '../../parts/use-institution.ts';
import { AdminSection } from './admin-section.tsx';
import { Sources } from './rights-section.tsx';

/** „Cine poate citi aceasta?”: everybody who may read an entry, each with the reason; what it says stays unread. */
export function ReadersPage() {
  const t = useText();
  const { registru, an, numar } = useSearch({ from: '/administrare/citire' });
  const asked = registru !== undefined && an !== undefined && numar !== undefined;
  const { data, error, refetch } = useQuery({
    queryKey: ['administration', 'readers', registru, an, numar],
    queryFn: () => listEntryReaders({ register: registru ?? '', year: an ?? 0, number: numar ?? 0 }),
    enabled: asked,
  });
  return (
    <AdminSection id="readers" title={t('admin.readers-title')} body={t('admin.readers-body')}>
      <AskForm />
      {error && <FailureState error={error} onRetry={() => void refetch()} />}
      {data && data.items.length === 0 && (
        <StatePanel title={t('admin.readers-none')}>
          <p>{t('admin.readers-none-body')}</p>
        </StatePanel>
      )}
      {data && data.items.length > 0 && (
        <>
          <p className="meta" role="status">
            {t('admin.readers-count', { count: data.items.length })}
          </p>
          <ul className="readers sheet">
            {data.items.map((reader) => (
              <li key={reader.accountId}>
                <p>
                  <span className="strong">{reader.name}</span> <span className="second">{reader.title}</span>
                </p>
                {reader.row.length > 0 && (
                  <Reason label={t('admin.reads-row')}>
                    <Sources sources={reader.row} />
                  </Reason>
                )}
                {(reader.file.length > 0 || reader.named) && (
                  <Reason label={t('admin.reads-file')}>
                    {reader.named && <p className="second">{t('admin.reads-named')}</p>}
                    <Sources sources={reader.file} />
                  </Reason>
                )}
              </li>
            ))}
          </ul>
        </>
      )}
    </AdminSection>
  );
}

function Reason({ label, children }: { label: string; children: React.ReactNode }) {
  return (
    <div className="reader-reason">
      <p className="line">
        <Icon name="seen" size={14} />
        {label}
      </p>
      {children}
    </div>
  );
}

function AskForm() {
  const t = useText();
  const navigate = useNavigate();
  const today = useToday();
  const { registru, an, numar } = useSearch({ from: '/administrare/citire' });
  const { data } = useQuery({
    queryKey: ['administration', 'registers'],
    queryFn: listAdministeredRegisters,
  });
  const [register, setRegister] = useState(registru ?? 'general');
  const [number, setNumber] = useState(numar === undefined ? '' : String(numar));
  const [year, setYear] = useState(String(an ?? today.slice(0, 4)));
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!/^\d+$/.test(number.trim()) || !/^\d{4}$/.test(year.trim())) return;
    void navigate({
      to: '/administrare/citire',
      search: { registru: register, an: Number(year), numar: Number(number) },
    });
  };
  return (
    <form className="admin-inline" noValidate onSubmit={submit}>
      <Field id="readers-register" label={t('admin.register')}>
        {(control) => (
          <div className="select-shell">
            <select {...control} value={register} onChange={(event) => setRegister(event.target.value)}>
              {data?.items.map((each) => (
                <option key={each.code} value={each.code}>
                  {each.name}
                </option>
              ))}
            </select>
            <Icon name="down" />
          </div>
        )}
      </Field>
      <Field id="readers-number" label={t('admin.number')}>
        {(control) => (
          <input
            {...control}
            className="input is-short"
            inputMode="numeric"
            value={number}
            onChange={(event) => setNumber(event.target.value)}
          />
        )}
      </Field>
      <Field id="readers-year" label={t('admin.year')}>
        {(control) => (
          <input
            {...control}
            className="input is-short"
            inputMode="numeric"
            value={year}
            onChange={(event) => setYear(event.target.value)}
          />
        )}
      </Field>
      <Button kind="primary" type="submit" icon="seen">
        {t('admin.readers-ask')}
      </Button>
    </form>
  );
}
