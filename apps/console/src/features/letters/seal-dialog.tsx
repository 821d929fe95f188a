import type { LetterRow, SigningCredential } from '@opis/contracts';
import { Field } from '@opis/ui';
import { type QueryClient, useQuery, useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { listCredentials, readLetter, readSigningBatch, sealLetters } from '../../api/letters.ts';
import { showDate, toPlainDate } from '../../parts/dates.ts';
import { Dialog } from '../../parts/dialog.tsx';
import { FailureBand } from '../../parts/problem-view.tsx';
import { useText } from '../../parts/text.tsx';
import { showToast } from '../../parts/toast.tsx';
import { ActForm } from './act-form.tsx';
import { keepLetter } from './letter-keys.ts';

type SealDialogProps = {
  /** Signed with one PIN, one after another. */
  letters: readonly LetterRow[];
  onClose: () => void;
};

/** One's own certificate and what it asks; what is typed goes with this signing and is never kept. */
export function SealDialog({ letters, onClose }: SealDialogProps) {
  const t = useText();
  const { data, error } = useQuery({
    queryKey: ['signing', 'credentials'],
    queryFn: ({ signal }) => listCredentials(signal),
  });
  const [first] = data?.items ?? [];
  if (first)
    return <SealForm letters={letters} credentials={data?.items ?? []} first={first} onClose={onClose} />;
  return (
    <Dialog title={t('letter.sign-title')} onClose={onClose}>
      {error ? <FailureBand error={error} /> : data && <p>{t('letter.sign-none')}</p>}
    </Dialog>
  );
}

const between = 700;
const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

function SealForm({
  letters,
  credentials,
  first,
  onClose,
}: SealDialogProps & { credentials: readonly SigningCredential[]; first: SigningCredential }) {
  const t = useText();
  const queries = useQueryClient();
  const requestId = useRef(crypto.randomUUID());
  const [chosen, setChosen] = useState(first);
  const [pin, setPin] = useState('');
  const [otp, setOtp] = useState('');
  const [pending, setPending] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const [failed, setFailed] = useState(false);
  const submit = async () => {
    if (pending) return;
    setPending(true);
    setError(null);
    setFailed(false);
    try {
      const authorisation = { ...(chosen.asks.pin && { pin }), ...(chosen.asks.otp && { otp }) };
      const items = letters.map(({ id, version }) => ({ id, version }));
      const asked = { requestId: requestId.current, credential: chosen.id, authorisation, items };
      const { batchId } = await sealLetters(asked);
      let batch = await readSigningBatch(batchId);
      while (batch.finishedAt === null) {
        await wait(between);
        batch = await readSigningBatch(batchId);
      }
      requestId.current = crypto.randomUUID();
      if (batch.signed > 0) await keepAll(queries, letters);
      if (batch.signed < letters.length) return setFailed(true);
      const number = letters[0]?.caseFile.registrationNumber ?? '';
      showToast(
        letters.length > 1
          ? t('letter.done.signed-many', { count: letters.length })
          : t('letter.done.signed', { number }),
      );
      onClose();
    } catch (failure) {
      requestId.current = crypto.randomUUID();
      setError(failure);
    } finally {
      setPending(false);
    }
  };
  return (
    <ActForm
      title={t('letter.sign-title')}
      submitLabel={t(pending ? 'letter.sign-progress' : 'letter.sign')}
      errors={failed ? [{ target: 'letter-pin', text: t('letter.sign-failed') }] : []}
      onSubmit={() => void submit()}
      {...{ pending, error, onClose }}
    >
      <Field
        id="letter-credential"
        label={t('letter.sign-credential')}
        hint={t('letter.sign-issuer', {
          name: chosen.name,
          issuer: chosen.issuer,
          date: showDate(toPlainDate(chosen.notAfter)),
        })}
      >
        {(control) => (
          <select
            {...control}
            className="input"
            value={chosen.id}
            onChange={(event) => setChosen(credentials.find(({ id }) => id === event.target.value) ?? first)}
          >
            {credentials.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </select>
        )}
      </Field>
      {chosen.asks.pin && (
        <Secret
          id="letter-pin"
          label={t('letter.sign-pin')}
          hint={chosen.kind === 'p12' ? t('letter.sign-pin-demo') : undefined}
          value={pin}
          onChange={setPin}
          first
        />
      )}
      {chosen.asks.otp && (
        <Secret id="letter-otp" label={t('letter.sign-otp')} value={otp} onChange={setOtp} />
      )}
    </ActForm>
  );
}

async function keepAll(queries: QueryClient, letters: readonly LetterRow[]) {
  for (const { id } of letters) keepLetter(queries, await readLetter(id), { moved: true });
}

type SecretProps = {
  id: string;
  label: string;
  hint?: string | undefined;
  value: string;
  first?: boolean;
  onChange: (value: string) => void;
};

function Secret({ id, label, hint, value, first = false, onChange }: SecretProps) {
  return (
    <Field id={id} label={label} hint={hint}>
      {(control) => (
        <input
          {...control}
          {...(first && { 'data-first': true })}
          className="input"
          type="password"
          maxLength={64}
          autoComplete="off"
          value={value}
          onChange={(event) => onChange(event.target.value)}
        />
      )}
    </Field>
  );
}
