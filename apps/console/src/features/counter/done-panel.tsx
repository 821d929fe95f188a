import { Button, buttonClass, Icon, IconButton, Stamp } from '@opis/ui';
import { Link } from '@tanstack/react-router';
import { useKeyLabels } from '../../parts/key-hint.tsx';
import { useRegisters, useUnits } from '../../parts/reference-lists.ts';
import { type MessageId, useText } from '../../parts/text.tsx';
import { useInstitution } from '../../parts/use-institution.ts';
import { OpenCaseFile } from '../works/open-case-file.tsx';
import type { Printing, PrintState } from './use-printing.ts';
import type { Done } from './use-submission.ts';

/** The number, huge, because it is committed. What follows is for the hands: print again, copy, open. */
export function DonePanel({ done, printing }: { done: Done; printing: Printing }) {
  const t = useText();
  const keyOf = useKeyLabels();
  const institution = useInstitution();
  const { response } = done;
  const { number, registeredOn, registeredTime, registrationNumber } = response;
  return (
    <section className="sheet done" aria-label={t('counter.done.label')}>
      <Stamp
        key={registrationNumber}
        institution={institution?.shortName ?? ''}
        content={{ number, date: registeredOn, time: registeredTime }}
      />
      <DoneFacts done={done} />
      <div className="done-acts">
        <Button icon="print" keyHint={keyOf('F8')} onClick={printing.printLabel}>
          {t('counter.done.print-label')}
        </Button>
        <Button onClick={printing.printReceipt}>{t('counter.done.print-receipt')}</Button>
        <IconButton
          icon="copy"
          label={t('counter.done.copy-number', { number: registrationNumber })}
          onClick={() => void navigator.clipboard?.writeText(registrationNumber)}
        />
        <span className="grow" />
        <OpenCaseFile entryKey={{ register: response.register, year: response.year, number }} size="normal" />
        <Link
          className={buttonClass({ kind: 'quiet' })}
          to="/registre/$code/$year/$number"
          params={{ code: response.register, year: String(response.year), number: String(number) }}
        >
          {t('counter.done.open')}
        </Link>
      </div>
      <p className="done-prints" role="status">
        <PrintLine state={printing.label} paper="label" />
        <PrintLine state={printing.receipt} paper="receipt" />
        <span className="grow" />
        {done.seconds !== null && (
          <span className="second">{t('counter.done.seconds', { seconds: done.seconds })}</span>
        )}
      </p>
    </section>
  );
}

function DoneFacts({ done: { response, body } }: { done: Done }) {
  const t = useText();
  const units = useUnits();
  const { data } = useRegisters();
  const unit = units.find((one) => one.code === body.unit);
  const subRegisters =
    data?.items.find((register) => register.code === response.register)?.subRegisters ?? [];
  const subRegister = subRegisters.find((one) => one.code === response.subRegister);
  return (
    <dl className="done-facts">
      <dt>{t('counter.done.sender')}</dt>
      <dd className="strong">{body.sender?.name ?? t('counter.done.own')}</dd>
      <dt>{t('counter.done.subject')}</dt>
      <dd className="done-subject">{body.subject}</dd>
      {unit && (
        <>
          <dt>{t('counter.done.unit')}</dt>
          <dd>{unit.name}</dd>
        </>
      )}
      {subRegister && response.subNumber !== null && (
        <>
          <dt>{t('counter.done.sub-register')}</dt>
          <dd>
            {t('counter.done.sub-number', { name: subRegister.name, number: String(response.subNumber) })}
          </dd>
        </>
      )}
    </dl>
  );
}

const printTexts: Readonly<
  Record<'label' | 'receipt', Readonly<Record<Exclude<PrintState, 'idle'>, MessageId>>>
> = {
  label: {
    sending: 'counter.print.label-sending',
    sent: 'counter.print.label-sent',
    failed: 'counter.print.label-failed',
  },
  receipt: {
    sending: 'counter.print.receipt-sending',
    sent: 'counter.print.receipt-sent',
    failed: 'counter.print.receipt-failed',
  },
};

function PrintLine({ state, paper }: { state: PrintState; paper: 'label' | 'receipt' }) {
  const t = useText();
  if (state === 'idle') return null;
  return (
    <span className={`print-line is-${state}`}>
      <Icon name={state === 'failed' ? 'error' : state === 'sent' ? 'check' : 'print'} />
      {t(printTexts[paper][state])}
    </span>
  );
}
