import { LetterExit, type LetterRow } from '@opis/contracts';
import { Field } from '@opis/ui';
import { useState } from 'react';
import { uploadFile } from '../../api/upload-file.ts';
import { showDate, toPlainDate } from '../../parts/dates.ts';
import { useText } from '../../parts/text.tsx';
import { readTypedDate } from '../../parts/typed-date.ts';
import { ActForm } from './act-form.tsx';
import { useLetterAct } from './use-letter-act.ts';

type LetterDialogProps = { letter: LetterRow; onClose: () => void };

/** Takes it back to draft, or gives it up: with the reason. */
export function ReasonDialog({ letter, kind, onClose }: LetterDialogProps & { kind: 'recall' | 'withdraw' }) {
  const t = useText();
  const { act, pending, error } = useLetterAct(letter, kind, onClose);
  const [reason, setReason] = useState('');
  const [missing, setMissing] = useState(false);
  const wrong = missing ? t('letter.reason-missing') : undefined;
  const submit = () => {
    const short = reason.trim().length < 3;
    setMissing(short);
    if (!short) void act({ reason });
  };
  return (
    <ActForm
      title={t(`letter.${kind}-title`)}
      submitLabel={t(`letter.${kind}`)}
      danger={kind === 'withdraw'}
      errors={wrong ? [{ target: 'letter-reason', text: wrong }] : []}
      onSubmit={submit}
      {...{ pending, error, onClose }}
    >
      <TextLine
        id="letter-reason"
        label={t('letter.recall-reason')}
        value={reason}
        error={wrong}
        first
        onChange={setReason}
      />
    </ActForm>
  );
}

/** The scan of the letter that was signed with ink, and the day on it. */
export function PaperDialog({ letter, onClose }: LetterDialogProps) {
  const t = useText();
  const { act, pending, error } = useLetterAct(letter, 'signed-paper', onClose);
  const [file, setFile] = useState<File | null>(null);
  const [failure, setFailure] = useState<unknown>(null);
  const day = useDay();
  const [tried, setTried] = useState(false);
  const noFile = tried && file === null ? t('letter.paper-missing') : undefined;
  const submit = async () => {
    setTried(true);
    const signedOn = day.read();
    if (file === null || signedOn === null) return;
    try {
      const { id: upload } = await uploadFile(file, {
        onProgress: () => {},
        signal: new AbortController().signal,
      });
      setFailure(null);
      await act({ upload, signedOn });
    } catch (broken) {
      setFailure(broken);
    }
  };
  return (
    <ActForm
      title={t('letter.paper-title')}
      submitLabel={t('letter.paper')}
      errors={[
        ...(noFile ? [{ target: 'letter-upload', text: noFile }] : []),
        ...day.errors('letter-signedOn'),
      ]}
      error={error ?? failure}
      onSubmit={() => void submit()}
      {...{ pending, onClose }}
    >
      <p>{t('letter.paper-body')}</p>
      <Field id="letter-upload" label={t('letter.paper-file')} error={noFile}>
        {(control) => (
          <input
            {...control}
            data-first
            type="file"
            className="input is-file"
            accept="application/pdf,image/*"
            onChange={(event) => setFile(event.target.files?.[0] ?? null)}
          />
        )}
      </Field>
      <DayField id="letter-signedOn" label={t('letter.paper-day')} day={day} />
    </ActForm>
  );
}

/** Given to the addressee against signature. */
export function HandOverDialog({ letter, onClose }: LetterDialogProps) {
  const t = useText();
  const { act, pending, error } = useLetterAct(letter, 'hand-over', onClose);
  const [receivedBy, setReceivedBy] = useState(letter.addressee);
  const [note, setNote] = useState('');
  const day = useDay();
  const [missing, setMissing] = useState(false);
  const wrong = missing ? t('letter.received-missing') : undefined;
  const submit = () => {
    const on = day.read();
    const short = receivedBy.trim().length < 2;
    setMissing(short);
    if (on !== null && !short) void act({ on, receivedBy, note });
  };
  return (
    <ActForm
      title={t('letter.hand-over-title', { number: letter.caseFile.registrationNumber })}
      submitLabel={t('letter.hand-over')}
      errors={[...(wrong ? [{ target: 'letter-receivedBy', text: wrong }] : []), ...day.errors('letter-on')]}
      onSubmit={submit}
      {...{ pending, error, onClose }}
    >
      <TextLine
        id="letter-receivedBy"
        label={t('letter.received-by')}
        value={receivedBy}
        error={wrong}
        first
        onChange={setReceivedBy}
      />
      <DayField id="letter-on" label={t('letter.left-day')} day={day} />
      <TextLine
        id="letter-note"
        label={t('letter.note')}
        value={note}
        optional={t('optional')}
        onChange={setNote}
      />
    </ActForm>
  );
}

const others = LetterExit.exclude(['hand']);

/** Left in another way: how, and on which day. */
export function SentDialog({ letter, onClose }: LetterDialogProps) {
  const t = useText();
  const { act, pending, error } = useLetterAct(letter, 'sent', onClose);
  const [how, setHow] = useState(others.safeParse(letter.sendBy).data ?? 'post');
  const [note, setNote] = useState('');
  const day = useDay();
  const submit = () => {
    const on = day.read();
    if (on !== null) void act({ how, on, note });
  };
  return (
    <ActForm
      title={t('letter.sent-title', { number: letter.caseFile.registrationNumber })}
      submitLabel={t('letter.sent')}
      errors={day.errors('letter-on')}
      onSubmit={submit}
      {...{ pending, error, onClose }}
    >
      <Field id="letter-how" label={t('letter.sent-how')}>
        {(control) => (
          <select
            {...control}
            className="input"
            data-first
            value={how}
            onChange={(event) => setHow(others.catch('other').parse(event.target.value))}
          >
            {others.options.map((one) => (
              <option key={one} value={one}>
                {t(`letter.exit.${one}`)}
              </option>
            ))}
          </select>
        )}
      </Field>
      <DayField id="letter-on" label={t('letter.left-day')} day={day} />
      <TextLine
        id="letter-note"
        label={t('letter.note')}
        value={note}
        optional={t('optional')}
        onChange={setNote}
      />
    </ActForm>
  );
}

/** Came back undelivered. */
export function CameBackDialog({ letter, onClose }: LetterDialogProps) {
  const t = useText();
  const { act, pending, error } = useLetterAct(letter, 'returned', onClose);
  const [reason, setReason] = useState('');
  const [missing, setMissing] = useState(false);
  const day = useDay();
  const wrong = missing ? t('letter.reason-missing') : undefined;
  const submit = () => {
    const on = day.read();
    const short = reason.trim().length < 3;
    setMissing(short);
    if (on !== null && !short) void act({ on, reason });
  };
  return (
    <ActForm
      title={t('letter.came-back-title', { number: letter.caseFile.registrationNumber })}
      submitLabel={t('letter.came-back')}
      errors={[...(wrong ? [{ target: 'letter-reason', text: wrong }] : []), ...day.errors('letter-on')]}
      onSubmit={submit}
      {...{ pending, error, onClose }}
    >
      <p>{t('letter.came-back-body')}</p>
      <TextLine
        id="letter-reason"
        label={t('letter.came-back-reason')}
        value={reason}
        error={wrong}
        first
        onChange={setReason}
      />
      <DayField id="letter-on" label={t('letter.left-day')} day={day} />
    </ActForm>
  );
}

type TextLineProps = {
  id: string;
  label: string;
  value: string;
  error?: string | undefined;
  optional?: string;
  first?: boolean;
  onChange: (value: string) => void;
};

function TextLine({ id, label, value, error, optional, first = false, onChange }: TextLineProps) {
  return (
    <Field id={id} label={label} error={error} optional={optional}>
      {(control) => (
        <input
          {...control}
          className="input"
          {...(first && { 'data-first': true })}
          maxLength={500}
          value={value}
          autoComplete="off"
          onChange={(event) => onChange(event.target.value)}
        />
      )}
    </Field>
  );
}

/** A day as hands write it; today unless somebody says otherwise. */
function useDay() {
  const t = useText();
  const today = toPlainDate(new Date());
  const [typed, setTyped] = useState(showDate(today));
  const [wrong, setWrong] = useState(false);
  const read = () => {
    const day = readTypedDate(typed, today) ?? null;
    setWrong(day === null);
    return day;
  };
  const error = wrong ? t('letter.day-missing') : undefined;
  return {
    typed,
    setTyped,
    read,
    error,
    errors: (target: string) => (error ? [{ target, text: error }] : []),
  };
}

function DayField({ id, label, day }: { id: string; label: string; day: ReturnType<typeof useDay> }) {
  return (
    <Field id={id} label={label} error={day.error}>
      {(control) => (
        <input
          {...control}
          className="input is-day"
          value={day.typed}
          inputMode="numeric"
          autoComplete="off"
          onChange={(event) => day.setTyped(event.target.value)}
        />
      )}
    </Field>
  );
}
