import type { PartyPage } from '@opis/contracts';
import { Button, Field } from '@opis/ui';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { revealCnp } from '../../api/reveal-cnp.ts';
import { Dialog } from '../../parts/dialog.tsx';
import { FailureBand } from '../../parts/problem-view.tsx';
import { useSession } from '../../parts/session.tsx';
import { useText } from '../../parts/text.tsx';

/** `2••••••••••34`; the whole one only after a purpose was given, and only until this page is left. */
export function MaskedCnp({ party, masked }: { party: Pick<PartyPage, 'id'>; masked: string }) {
  const t = useText();
  const may = useSession().permissions.includes('party.reveal-cnp');
  const [asking, setAsking] = useState(false);
  const [cnp, setCnp] = useState<string | null>(null);
  if (cnp !== null) {
    return (
      <span className="line">
        <span className="strong">{cnp}</span>
        <button type="button" className="link-button" onClick={() => setCnp(null)}>
          {t('party.hide')}
        </button>
      </span>
    );
  }
  return (
    <span className="line">
      {masked}
      {may && (
        <button type="button" className="link-button" onClick={() => setAsking(true)}>
          {t('party.reveal')}
        </button>
      )}
      {asking && (
        <RevealDialog
          partyId={party.id}
          onClose={() => setAsking(false)}
          onRevealed={(whole) => {
            setCnp(whole);
            setAsking(false);
          }}
        />
      )}
    </span>
  );
}

type RevealDialogProps = { partyId: string; onClose: () => void; onRevealed: (cnp: string) => void };

function RevealDialog({ partyId, onClose, onRevealed }: RevealDialogProps) {
  const t = useText();
  const [purpose, setPurpose] = useState('');
  const [missing, setMissing] = useState(false);
  const [requestId] = useState(() => crypto.randomUUID());
  const revealing = useMutation({
    mutationFn: () => revealCnp(partyId, { requestId, purpose }),
    onSuccess: ({ cnp }) => onRevealed(cnp),
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const short = purpose.trim().length < 3;
    setMissing(short);
    if (!short && !revealing.isPending) revealing.mutate();
  };
  return (
    <Dialog title={t('party.reveal-title')} onClose={onClose}>
      <p>{t('party.reveal-body')}</p>
      <form className="act-form" noValidate onSubmit={submit}>
        {revealing.error && <FailureBand error={revealing.error} />}
        <Field
          id="purpose"
          label={t('party.reveal-purpose')}
          error={missing ? t('party.reveal-purpose-missing') : undefined}
        >
          {(control) => (
            <input
              {...control}
              data-first
              className="input"
              type="text"
              autoComplete="off"
              maxLength={200}
              value={purpose}
              onChange={(event) => setPurpose(event.target.value)}
            />
          )}
        </Field>
        <div className="dialog-actions">
          <Button kind="primary" type="submit" icon="seen" aria-disabled={revealing.isPending}>
            {t('party.reveal-submit')}
          </Button>
          <Button onClick={onClose}>{t('cancel')}</Button>
        </div>
      </form>
    </Dialog>
  );
}
