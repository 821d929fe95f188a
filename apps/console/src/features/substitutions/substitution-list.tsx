import type { Substitution } from '@opis/contracts';
import { Button, Icon, Tag } from '@opis/ui';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { endSubstitution } from '../../api/substitutions.ts';
import { showDate } from '../../parts/dates.ts';
import { Dialog } from '../../parts/dialog.tsx';
import { FailureBand } from '../../parts/problem-view.tsx';
import { useSession } from '../../parts/session.tsx';
import { Sentence, useText } from '../../parts/text.tsx';
import { showToast } from '../../parts/toast.tsx';
import { AbsenceDialog } from './absence-dialog.tsx';
import { refreshSubstitutions } from './use-substitutions.ts';

/** Absences with who stands in, each with what may be done to it. */
export function SubstitutionList({ items }: { items: readonly Substitution[] }) {
  return (
    <ul className="substitutions">
      {items.map((item) => (
        <SubstitutionLine key={item.id} item={item} />
      ))}
    </ul>
  );
}

const tones = { current: 'conf', coming: 'blue', past: 'plain' } as const;

function SubstitutionLine({ item }: { item: Substitution }) {
  const t = useText();
  const { staffId } = useSession();
  const [asked, setAsked] = useState<'change' | 'end' | null>(null);
  const { absent, substitute, actingToday, state } = item;
  const role = absent.staffId === staffId ? 'away' : substitute.staffId === staffId ? 'stands-in' : 'other';
  const passedOn = actingToday && actingToday.staffId !== substitute.staffId ? actingToday.displayName : null;
  const endWord = state === 'coming' ? 'substitution.cancel' : 'substitution.end';
  const close = () => setAsked(null);
  return (
    <li className="substitution">
      <Icon name="standing-in" />
      <div className="grow">
        <p className="line">
          <span>
            <Sentence
              id={`substitution.${role}`}
              values={{ absent: absent.displayName, substitute: substitute.displayName }}
            />
          </span>
          <Tag tone={tones[state]}>{t(`substitution.state.${state}`)}</Tag>
        </p>
        <p className="meta">
          {t('substitution.period', {
            from: showDate(item.firstDay),
            to: showDate(item.lastDay),
            reason: t(`absence.reason.${item.reason}`),
          })}
          {passedOn && <> · {t('substitution.passed-on', { name: passedOn })}</>}
        </p>
      </div>
      {item.actions.includes('change') && (
        <Button
          size="small"
          aria-label={t('substitution.act-label', {
            act: t('substitution.change'),
            name: absent.displayName,
          })}
          onClick={() => setAsked('change')}
        >
          {t('substitution.change')}
        </Button>
      )}
      {item.actions.includes('end') && (
        <Button
          size="small"
          aria-label={t('substitution.act-label', { act: t(endWord), name: absent.displayName })}
          onClick={() => setAsked('end')}
        >
          {t(endWord)}
        </Button>
      )}
      {asked === 'change' && (
        <AbsenceDialog whose={role === 'away' ? 'mine' : 'team'} before={item} onClose={close} />
      )}
      {asked === 'end' && <EndDialog item={item} onClose={close} />}
    </li>
  );
}

function EndDialog({ item, onClose }: { item: Substitution; onClose: () => void }) {
  const t = useText();
  const queries = useQueryClient();
  const [requestId] = useState(() => crypto.randomUUID());
  const ending = useMutation({
    mutationFn: () => endSubstitution(item.id, requestId),
    onSuccess: () => {
      refreshSubstitutions(queries);
      showToast(t('substitution.ended', { name: item.absent.displayName }));
      onClose();
    },
  });
  return (
    <Dialog title={t('substitution.end-title')} onClose={onClose}>
      {ending.error && <FailureBand error={ending.error} />}
      <p>
        {t('substitution.end-body', {
          absent: item.absent.displayName,
          substitute: item.substitute.displayName,
        })}
      </p>
      <div className="dialog-actions">
        <Button
          kind="primary"
          data-first
          aria-disabled={ending.isPending}
          onClick={() => !ending.isPending && ending.mutate()}
        >
          {t(item.state === 'coming' ? 'substitution.cancel' : 'substitution.end')}
        </Button>
        <Button onClick={onClose}>{t('substitution.keep')}</Button>
      </div>
    </Dialog>
  );
}
