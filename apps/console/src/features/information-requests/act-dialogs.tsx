import {
  AnswerBy,
  CourtCaseState,
  InformationDomain,
  type InformationRequest,
  RequesterKind,
  RequestForm,
} from '@opis/contracts';
import { Segmented } from '@opis/ui';
import { useState } from 'react';
import { useText } from '../../parts/text.tsx';
import { useToday } from '../../parts/use-institution.ts';
import { type ActDialogProps, Area, Line, Pick, Tick } from './dialog-fields.tsx';
import { InformationForm } from './information-form.tsx';
import { standingOf, useTariffs } from './tariffs.ts';
import { useInformationAct } from './use-information-act.ts';

/** What the request says (art. 6 (3)). */
export function DetailsDialog({ request, onDone, onClose }: ActDialogProps) {
  const t = useText();
  const { act, ...state } = useInformationAct(request, onDone);
  const [details, setDetails] = useState(request.details);
  const set = (changes: Partial<typeof details>) => setDetails((before) => ({ ...before, ...changes }));
  return (
    <InformationForm
      title={t('info.act.edit-details')}
      submitLabel={t('info.save')}
      {...state}
      wide
      onSubmit={() => void act('details', { ...details, signed: details.form === 'paper' && details.signed })}
      onClose={onClose}
    >
      <Area
        id="information"
        label={t('info.information')}
        hint={t('info.information-hint')}
        value={details.information ?? ''}
        onChange={(information) => set({ information: information || null })}
        first
      />
      <Pick
        id="domain"
        label={t('info.domain')}
        value={details.domain}
        empty={t('info.unset')}
        options={InformationDomain.options.map((value) => ({ value, label: t(`info.domain.${value}`) }))}
        onChange={(domain) => set({ domain })}
      />
      <Segmented
        name="info-form"
        label={t('info.form')}
        value={details.form}
        choices={RequestForm.options.map((value) => ({ value, label: t(`info.form.${value}`) }))}
        onChange={(form) => set({ form })}
      />
      {details.form === 'paper' && (
        <Tick
          id="signed"
          label={t('info.signed')}
          checked={details.signed}
          onChange={(signed) => set({ signed })}
        />
      )}
      <Segmented
        name="info-requester"
        label={t('info.requester')}
        value={details.requesterKind}
        choices={RequesterKind.options.map((value) => ({ value, label: t(`info.requester.${value}`) }))}
        onChange={(requesterKind) => set({ requesterKind })}
      />
      <Tick id="press" label={t('info.press')} checked={details.press} onChange={(press) => set({ press })} />
      <Pick
        id="answerBy"
        label={t('info.answer-by')}
        value={details.answerBy}
        empty={t('info.unset')}
        options={AnswerBy.options.map((value) => ({ value, label: t(`info.by.${value}`) }))}
        onChange={(answerBy) => set({ answerBy })}
      />
      <Line
        id="answerAddress"
        label={t('info.answer-address')}
        value={details.answerAddress ?? ''}
        onChange={(answerAddress) => set({ answerAddress: answerAddress || null })}
      />
    </InformationForm>
  );
}

/** Why thirty days are needed (art. 7 (1)). */
export function ExtendDialog({ request, onDone, onClose }: ActDialogProps) {
  const t = useText();
  const { act, ...state } = useInformationAct(request, onDone);
  const [reason, setReason] = useState('');
  return (
    <InformationForm
      title={t('info.act.extend')}
      submitLabel={t('info.extend-submit')}
      {...state}
      onSubmit={() => void act('extension', { reason })}
      onClose={onClose}
    >
      <p className="act-note">{t('info.extend-note')}</p>
      <Area id="reason" label={t('info.reason')} value={reason} onChange={setReason} first />
    </InformationForm>
  );
}

/** Where what is asked is published (art. 5). */
export function PointDialog({ request, onDone, onClose }: ActDialogProps) {
  const t = useText();
  const { act, ...state } = useInformationAct(request, onDone);
  const [where, setWhere] = useState('');
  const [late, setLate] = useState(false);
  return (
    <InformationForm
      title={t('info.act.point')}
      submitLabel={t('info.point-submit')}
      {...state}
      onSubmit={() => void act('pointing', { where, late })}
      onClose={onClose}
    >
      <Area id="where" label={t('info.where')} value={where} onChange={setWhere} rows={2} first />
      <LateTick request={request} kind="redirect" late={late} onChange={setLate} />
    </InformationForm>
  );
}

/** Past its days a decision is possible only knowingly: why stands beside the box. */
export function LateTick({
  request,
  kind,
  late,
  onChange,
}: {
  request: InformationRequest;
  kind: 'refuse' | 'redirect';
  late: boolean;
  onChange: (late: boolean) => void;
}) {
  const t = useText();
  const window = request.windows.find((each) => each.kind === kind && each.past);
  if (!window) return null;
  const { value, article, act, on } = window;
  const words = { days: value, article, act, day: on.split('-').reverse().join('.') };
  return (
    <>
      <p className="act-note is-late">{t('info.late-why', words)}</p>
      <Tick id="late" label={t('info.late-known')} checked={late} onChange={onChange} />
    </>
  );
}

/** What copies cost, by the tariff. */
export function ChargeDialog({ request, onDone, onClose }: ActDialogProps) {
  const t = useText();
  const { act, ...state } = useInformationAct(request, onDone);
  const [quantities, setQuantities] = useState<Readonly<Record<string, string>>>({});
  const today = useToday();
  const { data } = useTariffs();
  const tariffs = (data?.items ?? []).filter((tariff) => standingOf(tariff, today) === 'holds');
  const lines = Object.entries(quantities).flatMap(([tariff, typed]) =>
    Number(typed) > 0 ? [{ tariff, quantity: Number(typed) }] : [],
  );
  return (
    <InformationForm
      title={t('info.act.charge')}
      submitLabel={t('info.charge-submit')}
      {...state}
      onSubmit={() => void act('charges', { lines })}
      onClose={onClose}
    >
      {tariffs.length === 0 && <p className="act-note">{t('info.no-tariff')}</p>}
      {tariffs.map(({ code, name, amount }, at) => (
        <Line
          key={code}
          id={at === 0 ? 'lines' : `lines-${code}`}
          type="number"
          label={t('info.tariff', { name, amount: amount.replace('.', ',') })}
          value={quantities[code] ?? ''}
          onChange={(typed) => setQuantities((before) => ({ ...before, [code]: typed }))}
          first={at === 0}
        />
      ))}
    </InformationForm>
  );
}

/** The receipt of what copies cost. */
export function PaymentDialog({ request, onDone, onClose }: ActDialogProps) {
  const t = useText();
  const { act, ...state } = useInformationAct(request, onDone);
  const [paidOn, setPaidOn] = useState(useToday());
  const [receipt, setReceipt] = useState('');
  const charge = request.charges.find((each) => each.paidOn === null);
  return (
    <InformationForm
      title={t('info.act.record-payment')}
      submitLabel={t('info.save')}
      {...state}
      onSubmit={() => void act(`charges/${charge?.id}/payment`, { paidOn, receipt })}
      onClose={onClose}
    >
      <Line id="receipt" label={t('info.receipt')} value={receipt} onChange={setReceipt} first />
      <Line id="paidOn" type="date" label={t('info.paid-on')} value={paidOn} onChange={setPaidOn} />
    </InformationForm>
  );
}

/** Whether a complaint is founded, and why. */
export function VerdictDialog({ request, onDone, onClose }: ActDialogProps) {
  const t = useText();
  const { act, ...state } = useInformationAct(request, onDone);
  const [verdict, setVerdict] = useState<'upheld' | 'rejected'>('upheld');
  const [reasons, setReasons] = useState('');
  return (
    <InformationForm
      title={t('info.act.decide-complaint')}
      submitLabel={t('info.draft-submit')}
      {...state}
      onSubmit={() => void act('verdict', { verdict, reasons })}
      onClose={onClose}
    >
      <Segmented
        name="info-verdict"
        label={t('info.verdict')}
        value={verdict}
        choices={(['upheld', 'rejected'] as const).map((value) => ({
          value,
          label: t(`info.verdict.${value}`),
        }))}
        onChange={setVerdict}
      />
      <Area id="reasons" label={t('info.reasons')} value={reasons} onChange={setReasons} first />
    </InformationForm>
  );
}

/** A court case about the request (art. 22). */
export function CourtDialog({ request, onDone, onClose }: ActDialogProps) {
  const t = useText();
  const today = useToday();
  const { act, ...state } = useInformationAct(request, onDone);
  const [court, setCourt] = useState({
    court: '',
    number: '',
    filedOn: today,
    state: 'pending' as CourtCaseState,
  });
  const set = (changes: Partial<typeof court>) => setCourt((before) => ({ ...before, ...changes }));
  return (
    <InformationForm
      title={t('info.act.record-court-case')}
      submitLabel={t('info.save')}
      {...state}
      onSubmit={() =>
        void act('court-cases', { ...court, stateOn: court.state === 'pending' ? null : today })
      }
      onClose={onClose}
    >
      <Line
        id="court"
        label={t('info.court')}
        value={court.court}
        onChange={(name) => set({ court: name })}
        first
      />
      <Line
        id="number"
        label={t('info.court-number')}
        value={court.number}
        onChange={(number) => set({ number })}
      />
      <Line
        id="filedOn"
        type="date"
        label={t('info.filed-on')}
        value={court.filedOn}
        onChange={(filedOn) => set({ filedOn })}
      />
      <Segmented
        name="info-court-state"
        label={t('info.court-state')}
        value={court.state}
        choices={CourtCaseState.options.map((value) => ({ value, label: t(`info.court-state.${value}`) }))}
        onChange={(next) => set({ state: next })}
      />
    </InformationForm>
  );
}

/** What anybody will read: words written anew, masked copies alone. */
export function PublishDialog({ request, onDone, onClose }: ActDialogProps) {
  const t = useText();
  const { act, ...state } = useInformationAct(request, onDone);
  const [shown, setShown] = useState({
    title: '',
    question: request.details.information ?? request.subject,
    answer: '',
  });
  const [documents, setDocuments] = useState<readonly string[]>([]);
  const masked = request.documents.filter((document) => document.masked);
  const set = (changes: Partial<typeof shown>) => setShown((before) => ({ ...before, ...changes }));
  return (
    <InformationForm
      title={t('info.act.publish')}
      submitLabel={t('info.publish-submit')}
      {...state}
      wide
      onSubmit={() => void act('publication', { ...shown, documents })}
      onClose={onClose}
    >
      <p className="act-note">{t('info.publish-note')}</p>
      <Line
        id="title"
        label={t('info.publish-title')}
        value={shown.title}
        onChange={(title) => set({ title })}
        first
      />
      <Area
        id="question"
        label={t('info.publish-question')}
        rows={2}
        value={shown.question}
        onChange={(question) => set({ question })}
      />
      <Area
        id="answer"
        label={t('info.publish-answer')}
        rows={6}
        value={shown.answer}
        onChange={(answer) => set({ answer })}
      />
      {masked.length === 0 && <p className="meta">{t('info.publish-no-copies')}</p>}
      {masked.map(({ id, name }) => (
        <Tick
          key={id}
          id={`document-${id}`}
          label={name}
          checked={documents.includes(id)}
          onChange={(on) =>
            setDocuments((before) => (on ? [...before, id] : before.filter((each) => each !== id)))
          }
        />
      ))}
    </InformationForm>
  );
}
