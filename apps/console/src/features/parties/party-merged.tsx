import type { MergedParty, PartyPage } from '@opis/contracts';
import { Button, Field } from '@opis/ui';
import { useState } from 'react';
import { showInstant } from '../../parts/dates.ts';
import { useText } from '../../parts/text.tsx';
import { showToast } from '../../parts/toast.tsx';
import { errorAt, PartyActDialog, toFieldErrors } from './party-act-dialog.tsx';
import { usePartyAct } from './use-party-act.ts';

/** The writings that were merged into this one, who did it and why; the newest can be taken back. */
export function PartyMerged({ party }: { party: PartyPage }) {
  const t = useText();
  const [undoing, setUndoing] = useState<MergedParty | null>(null);
  if (party.merged.length === 0) return null;
  return (
    <section className="party-part" aria-labelledby="merged-title">
      <h2 className="party-part-title" id="merged-title">
        {t('party.merged-title')}
      </h2>
      <ul>
        {party.merged.map((merged) => (
          <li className="contact-row" key={merged.mergeId}>
            <span className="strong">{merged.name}</span>
            <span className="meta">
              {t('party.merged-by', { by: merged.mergedBy, at: showInstant(merged.mergedAt) })}
            </span>
            {merged.reason && (
              <span className="meta">{t('party.merged-reason', { reason: merged.reason })}</span>
            )}
            {merged.canUndo && party.actions.includes('merge') && (
              <Button
                kind="quiet"
                size="small"
                aria-label={t('party.unmerge-of', { name: merged.name })}
                onClick={() => setUndoing(merged)}
              >
                {t('party.unmerge')}
              </Button>
            )}
          </li>
        ))}
      </ul>
      {undoing && <UnmergeDialog party={party} merged={undoing} onClose={() => setUndoing(null)} />}
    </section>
  );
}

type UnmergeDialogProps = { party: PartyPage; merged: MergedParty; onClose: () => void };

function UnmergeDialog({ party, merged, onClose }: UnmergeDialogProps) {
  const t = useText();
  const [reason, setReason] = useState('');
  const [short, setShort] = useState(false);
  const [requestId] = useState(() => crypto.randomUUID());
  const acting = usePartyAct(party.id, () => {
    showToast(t('party.unmerged'));
    onClose();
  });
  const found = short ? [{ target: 'act-reason', text: t('party.reason-short') }] : [];
  const errors = toFieldErrors(found, acting.error);
  const submit = () => {
    const isShort = reason.trim().length < 3;
    setShort(isShort);
    if (!isShort) acting.mutate({ path: 'unmerge', body: { requestId, mergeId: merged.mergeId, reason } });
  };
  return (
    <PartyActDialog
      title={t('party.unmerge-title', { name: merged.name })}
      submitLabel={t('party.unmerge-submit')}
      state={acting}
      errors={errors}
      onSubmit={submit}
      onClose={onClose}
    >
      <p>{t('party.unmerge-body')}</p>
      <Field id="act-reason" label={t('party.unmerge-reason')} error={errorAt(errors, 'act-reason')}>
        {(control) => (
          <input
            {...control}
            data-first
            data-step
            className="input"
            autoComplete="off"
            maxLength={500}
            value={reason}
            onChange={(event) => setReason(event.target.value)}
          />
        )}
      </Field>
    </PartyActDialog>
  );
}
