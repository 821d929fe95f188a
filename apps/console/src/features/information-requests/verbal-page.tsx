import { InformationDomain, type RecordVerbalResponse, RequesterKind } from '@opis/contracts';
import { Button, Segmented, Stamp } from '@opis/ui';
import { Link } from '@tanstack/react-router';
import { type FormEvent, useEffect, useRef, useState } from 'react';
import { NoAnswerError, ProblemError } from '../../api/http.ts';
import { recordVerbal } from '../../api/information-requests.ts';
import { FocusedSummary } from '../../parts/focused-summary.tsx';
import { FailureBand } from '../../parts/problem-view.tsx';
import { useText } from '../../parts/text.tsx';
import { useInstitution } from '../../parts/use-institution.ts';
import { useKeys } from '../../parts/use-keys.ts';
import { usePageTitle } from '../../parts/use-page-title.ts';
import { Area, Line, Pick, Tick } from './dialog-fields.tsx';
import { fieldErrors } from './information-form.tsx';
import './information.css';
import { InformationTabs } from './information-tools.tsx';

const empty = {
  name: '',
  kind: 'natural' as RequesterKind,
  information: '',
  answer: '',
  domain: null as InformationDomain | null,
  press: false,
  phone: false,
};

/** A spoken request answered on the spot (art. 8): who, what, what was said; Ctrl+Enter gives it a number. */
export function VerbalPage() {
  const t = useText();
  usePageTitle(t('info.verbal-title'));
  const [typed, setTyped] = useState(empty);
  const [last, setLast] = useState<RecordVerbalResponse | null>(null);
  const { pending, error, send } = useVerbal((done) => {
    setLast(done);
    setTyped(empty);
    document.getElementById('info-sender')?.focus();
  });
  const set = (changes: Partial<typeof empty>) => setTyped((before) => ({ ...before, ...changes }));
  const submit = () => void send(typed);
  useKeys({ 'Ctrl+Enter': submit, F9: submit });
  useEffect(() => document.getElementById('info-sender')?.focus(), []);
  const wrong = fieldErrors(error);
  return (
    <>
      <div className="page-head">
        <h1>{t('info.verbal-title')}</h1>
      </div>
      <InformationTabs verbal />
      {last && <Done done={last} />}
      <form
        className="verbal"
        noValidate
        onSubmit={(event: FormEvent) => {
          event.preventDefault();
          submit();
        }}
      >
        {wrong.length > 0 && <FocusedSummary title={t('act.error')} errors={wrong} />}
        {error !== null && wrong.length === 0 && <FailureBand error={error} />}
        <Line
          id="sender"
          label={t('info.verbal-who')}
          value={typed.name}
          onChange={(name) => set({ name })}
          first
        />
        <Segmented
          name="verbal-kind"
          label={t('info.requester')}
          value={typed.kind}
          choices={RequesterKind.options.map((value) => ({ value, label: t(`info.requester.${value}`) }))}
          onChange={(kind) => set({ kind })}
        />
        <Area
          id="information"
          label={t('info.verbal-asked')}
          rows={2}
          value={typed.information}
          onChange={(information) => set({ information })}
        />
        <Area
          id="answer"
          label={t('info.verbal-answer')}
          rows={3}
          value={typed.answer}
          onChange={(answer) => set({ answer })}
        />
        <Pick
          id="domain"
          label={t('info.domain')}
          value={typed.domain}
          empty={t('info.choose')}
          options={InformationDomain.options.map((value) => ({ value, label: t(`info.domain.${value}`) }))}
          onChange={(domain) => set({ domain })}
        />
        <Tick id="press" label={t('info.press')} checked={typed.press} onChange={(press) => set({ press })} />
        <Tick
          id="phone"
          label={t('info.by-phone')}
          checked={typed.phone}
          onChange={(phone) => set({ phone })}
        />
        <div className="dialog-actions">
          <Button
            kind="primary"
            size="main"
            type="submit"
            icon="registered"
            keyHint="Ctrl+Enter"
            aria-disabled={pending}
          >
            {pending ? t('act.saving') : t('info.verbal-submit')}
          </Button>
        </div>
      </form>
    </>
  );
}

function Done({ done }: { done: RecordVerbalResponse }) {
  const t = useText();
  const institution = useInstitution();
  const [number] = done.registrationNumber.split('/');
  return (
    <div className="verbal-done" role="status">
      <Stamp
        institution={institution?.shortName ?? ''}
        face="paper"
        content={{ number: Number(number), date: done.registeredOn, time: done.registeredTime }}
      />
      <p>
        {t('info.verbal-done')}{' '}
        <Link to="/lucrari/$id" params={{ id: done.id }} preload={false}>
          {t('info.verbal-open')}
        </Link>
      </p>
    </div>
  );
}

function useVerbal(onDone: (done: RecordVerbalResponse) => void) {
  const requestId = useRef(crypto.randomUUID());
  const [pending, setPending] = useState(false);
  const [error, setError] = useState<unknown>(null);
  async function send({ name, kind, phone, domain, ...said }: typeof empty) {
    if (pending) return;
    setPending(true);
    setError(null);
    try {
      const done = await recordVerbal({
        ...said,
        requestId: requestId.current,
        channel: phone ? 'phone' : 'counter',
        sender: { kind, name },
        ...(domain && { domain }),
      });
      requestId.current = crypto.randomUUID();
      onDone(done);
    } catch (failure) {
      if (failure instanceof ProblemError || !(failure instanceof NoAnswerError))
        requestId.current = crypto.randomUUID();
      setError(failure);
    } finally {
      setPending(false);
    }
  }
  return { send, pending, error };
}
