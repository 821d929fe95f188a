import type { LetterRow, OutgoingBatch } from '@opis/contracts';
import { Button } from '@opis/ui';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { NoAnswerError } from '../../api/http.ts';
import { readBatch, readBatchWork, sendLettersByEmail } from '../../api/outgoing-mail.ts';
import { Dialog } from '../../parts/dialog.tsx';
import { FailureBand } from '../../parts/problem-view.tsx';
import { useText } from '../../parts/text.tsx';
import { ActForm } from '../letters/act-form.tsx';
import { MessageState } from './message-state.tsx';
import { outgoingKeys, refreshMessages } from './outgoing-keys.ts';
import './outgoing-mail.css';
import { type Later, LaterFields, lacksHour, notBeforeOf } from './send-fields.tsx';

/** Of what is ready, sends all that leaves by e-mail: chosen, followed, each with what it came to. */
export function SendMany({ letters }: { letters: readonly LetterRow[] }) {
  const t = useText();
  const [open, setOpen] = useState(false);
  const [work, setWork] = useState<string | null>(null);
  const ready = letters.filter(
    ({ sendBy, actions }) => sendBy === 'email' && actions.includes('record-sent'),
  );
  if (ready.length === 0 && work === null) return null;
  return (
    <p>
      <Button icon="dispatched" onClick={() => setOpen(true)}>
        {t('outgoing.many.open', { count: ready.length })}
      </Button>
      {open && work === null && (
        <ChooseDialog letters={ready} onBegun={setWork} onClose={() => setOpen(false)} />
      )}
      {open && work !== null && (
        <ResultDialog
          key={work}
          workId={work}
          letters={ready}
          onBegun={setWork}
          onClose={() => {
            setOpen(false);
            setWork(null);
          }}
        />
      )}
    </p>
  );
}

type ChooseProps = { letters: readonly LetterRow[]; onBegun: (workId: string) => void; onClose: () => void };

function ChooseDialog({ letters, onBegun, onClose }: ChooseProps) {
  const t = useText();
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set());
  const requestId = useRef(crypto.randomUUID());
  const [pending, setPending] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const [hour, setHour] = useState<Later>({ later: false, hour: '' });
  const [tried, setTried] = useState(false);
  const chosen = letters.filter(({ id }) => !left.has(id));
  const wrong = [
    ...(chosen.length === 0 ? [{ target: 'outgoing-choices', text: t('outgoing.many.none') }] : []),
    ...(tried && lacksHour(hour)
      ? [{ target: 'letter-notBefore', text: t('outgoing.send.hour-missing') }]
      : []),
  ];
  const submit = async () => {
    setTried(true);
    if (pending || chosen.length === 0 || lacksHour(hour)) return;
    setPending(true);
    try {
      const items = chosen.map(({ id, version }) => ({ id, version }));
      const notBefore = notBeforeOf(hour);
      onBegun((await sendLettersByEmail({ requestId: requestId.current, items, notBefore })).workId);
    } catch (failure) {
      if (!(failure instanceof NoAnswerError)) requestId.current = crypto.randomUUID();
      setError(failure);
    } finally {
      setPending(false);
    }
  };
  return (
    <ActForm
      title={t('outgoing.many.title')}
      submitLabel={t('outgoing.many.submit')}
      errors={wrong}
      onSubmit={() => void submit()}
      {...{ pending, error, onClose }}
    >
      <fieldset className="outgoing-choices" id="outgoing-choices">
        <legend>{t('outgoing.many.choose')}</legend>
        {letters.map(({ id, caseFile, addressee }) => (
          <label key={id} className="outgoing-choice">
            <input
              type="checkbox"
              checked={!left.has(id)}
              onChange={(event) => setLeft(toggled(left, id, !event.target.checked))}
            />
            {t('outgoing.many.item', { number: caseFile.registrationNumber, addressee })}
          </label>
        ))}
      </fieldset>
      <LaterFields value={hour} onChange={(change) => setHour((before) => ({ ...before, ...change }))} />
    </ActForm>
  );
}

function toggled(before: ReadonlySet<string>, id: string, inside: boolean): ReadonlySet<string> {
  const after = new Set(before);
  if (inside) after.add(id);
  else after.delete(id);
  return after;
}

type ResultProps = ChooseProps & { workId: string };

/** Of a sending that is over, the letters that did not leave and still may. */
const failedOf = (letters: readonly LetterRow[], batch: OutgoingBatch | undefined) =>
  letters.filter(({ id }) =>
    batch?.items.some(
      ({ letterId, message, errorCode }) =>
        letterId === id && (errorCode !== null || message?.state === 'failed'),
    ),
  );

function ResultDialog({ workId, letters, onBegun, onClose }: ResultProps) {
  const t = useText();
  const queries = useQueryClient();
  const { data: work } = useQuery({
    queryKey: outgoingKeys.work(workId),
    queryFn: ({ signal }) => readBatchWork(workId, signal),
    refetchInterval: ({ state }) => (state.data?.finishedAt ? false : 1_000),
  });
  const { data: batch } = useQuery({
    queryKey: outgoingKeys.batch(workId),
    queryFn: ({ signal }) => readBatch(workId, signal),
    refetchInterval: 2_000,
  });
  const again = useMutation({
    mutationFn: (items: readonly LetterRow[]) =>
      sendLettersByEmail({
        requestId: crypto.randomUUID(),
        items: items.map(({ id, version }) => ({ id, version })),
        notBefore: null,
      }),
    onSuccess: (begun) => onBegun(begun.workId),
  });
  const failed = work?.finishedAt ? failedOf(letters, batch) : [];
  const close = () => {
    refreshMessages(queries);
    onClose();
  };
  return (
    <Dialog title={t('outgoing.many.title')} onClose={close}>
      <p role="status">{t('outgoing.many.progress', { done: work?.done ?? 0, total: work?.total ?? 0 })}</p>
      <h3>{t('outgoing.many.result')}</h3>
      <ul className="outgoing-letter-list">
        {batch?.items.map(({ letterId, registrationNumber, addressee, message, errorText }) => (
          <li key={letterId}>
            {t('outgoing.many.item', { number: registrationNumber, addressee })}
            {message && <MessageState message={message} />}
            {errorText && <p className="meta">{errorText}</p>}
          </li>
        ))}
      </ul>
      {again.error && <FailureBand error={again.error} />}
      <div className="dialog-actions">
        {failed.length > 0 && (
          <Button aria-disabled={again.isPending} onClick={() => !again.isPending && again.mutate(failed)}>
            {t('outgoing.many.again', { count: failed.length })}
          </Button>
        )}
        <Button kind="primary" data-first onClick={close}>
          {t('outgoing.many.close')}
        </Button>
      </div>
    </Dialog>
  );
}
