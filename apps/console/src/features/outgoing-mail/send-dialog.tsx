import type { LetterDetail, LetterMail } from '@opis/contracts';
import { Field, type SummaryError } from '@opis/ui';
import { useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { NoAnswerError, ProblemError } from '../../api/http.ts';
import { sendLetterByEmail } from '../../api/outgoing-mail.ts';
import { useText } from '../../parts/text.tsx';
import { showToast } from '../../parts/toast.tsx';
import { ActForm } from '../letters/act-form.tsx';
import { Attachments } from './attachments.tsx';
import { refreshMessages } from './outgoing-keys.ts';
import { Check, type Later, LaterFields, Line, lacksHour, notBeforeOf } from './send-fields.tsx';

type Form = Later & { address: string; subject: string; body: string; despite: boolean };
type SendProps = { letter: LetterDetail; mail: LetterMail; onClose: () => void };

/** Address, subject and text of the message that carries a letter; now, or at an hour chosen. */
export function SendDialog({ letter, mail, onClose }: SendProps) {
  const t = useText();
  const { proposal } = mail;
  const { address, subject, body } = proposal;
  const [form, setForm] = useState<Form>({ address, subject, body, later: false, hour: '', despite: false });
  const [tried, setTried] = useState(false);
  const { send, pending, error } = useSending(letter, onClose);
  const bounced =
    (proposal.bounced && form.address === address) || isProblem(error, 'outgoing-mail.bounced-before');
  const wrong = useWrong(form);
  const set = (change: Partial<Form>) => setForm((before) => ({ ...before, ...change }));
  const submit = () => {
    setTried(true);
    if (wrong.length === 0) void send(form);
  };
  return (
    <ActForm
      title={t('outgoing.send.title', { number: letter.caseFile.registrationNumber })}
      submitLabel={t('outgoing.send.submit')}
      errors={tried ? wrong : []}
      onSubmit={submit}
      {...{ pending, error, onClose }}
    >
      <Line
        id="letter-address"
        label={t('outgoing.send.address')}
        hint={t('outgoing.send.address-hint')}
        value={form.address}
        inputMode="email"
        data-first
        onText={(text) => set({ address: text })}
      />
      {bounced && (
        <>
          <p role="status">{t('outgoing.send.bounced')}</p>
          <Check
            label={t('outgoing.send.despite')}
            checked={form.despite}
            onCheck={(despite) => set({ despite })}
          />
        </>
      )}
      <Line
        id="letter-subject"
        label={t('outgoing.send.subject')}
        value={form.subject}
        onText={(text) => set({ subject: text })}
      />
      <Field id="letter-body" label={t('outgoing.send.body')}>
        {(control) => (
          <textarea
            {...control}
            className="input outgoing-body"
            rows={8}
            value={form.body}
            onChange={(event) => set({ body: event.target.value })}
          />
        )}
      </Field>
      <Attachments caseFileId={letter.caseFile.id} proposal={proposal} />
      <LaterFields value={form} onChange={set} />
    </ActForm>
  );
}

function useWrong({ address, subject, later, hour }: Form): readonly SummaryError[] {
  const t = useText();
  const lack = (missing: boolean, target: string, text: string) => (missing ? [{ target, text }] : []);
  return [
    ...lack(address.trim() === '', 'letter-address', t('outgoing.send.address-missing')),
    ...lack(subject.trim() === '', 'letter-subject', t('outgoing.send.subject-missing')),
    ...lack(lacksHour({ later, hour }), 'letter-notBefore', t('outgoing.send.hour-missing')),
  ];
}

const isProblem = (error: unknown, code: string) =>
  error instanceof ProblemError && error.problem.code === code;

function useSending(letter: LetterDetail, onDone: () => void) {
  const t = useText();
  const queries = useQueryClient();
  const requestId = useRef(crypto.randomUUID());
  const [pending, setPending] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const send = async ({ address, subject, body, later, hour, despite }: Form) => {
    if (pending) return;
    setPending(true);
    setError(null);
    try {
      await sendLetterByEmail(letter.id, {
        ...{ requestId: requestId.current, version: letter.version, address, subject, body },
        notBefore: notBeforeOf({ later, hour }),
        despiteBounce: despite,
      });
      showToast(t('outgoing.send.done'));
      onDone();
    } catch (failure) {
      if (!(failure instanceof NoAnswerError)) requestId.current = crypto.randomUUID();
      setError(failure);
    } finally {
      setPending(false);
      refreshMessages(queries);
    }
  };
  return { send, pending, error };
}
