import type { RefusalGround } from '@opis/contracts';
import { Button, Tag } from '@opis/ui';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { checkGround, listRefusalGrounds } from '../../api/information-requests.ts';
import { showDate } from '../../parts/dates.ts';
import { FailureBand } from '../../parts/problem-view.tsx';
import { useText } from '../../parts/text.tsx';
import { showToast } from '../../parts/toast.tsx';
import { AddGroundDialog } from './add-ground-dialog.tsx';

/** Grounds of refusal of Legea 544/2001: the lawyer vouches for each, and adds those that another act gives. */
export function Grounds({ checks }: { checks: boolean }) {
  const t = useText();
  const [adding, setAdding] = useState(false);
  const { data } = useQuery({
    queryKey: ['refusal-grounds'],
    queryFn: ({ signal }) => listRefusalGrounds(signal),
  });
  return (
    <section className="law-years">
      <h2>{t('law.grounds')}</h2>
      <p className="second law-body">{t('law.grounds-body')}</p>
      <ul className="law-grounds sheet">
        {data?.items.map((ground) => (
          <GroundRow key={`${ground.code} ${ground.validFrom}`} ground={ground} checks={checks} />
        ))}
      </ul>
      {checks && <Button onClick={() => setAdding(true)}>{t('law.ground-add')}</Button>}
      {adding && <AddGroundDialog onClose={() => setAdding(false)} />}
    </section>
  );
}

function GroundRow({ ground, checks }: { ground: RefusalGround; checks: boolean }) {
  const t = useText();
  const queries = useQueryClient();
  const { name, act, article, sentence, source, verified, checkedBy, checkedOn, version } = ground;
  const isChecked = checkedOn !== null;
  const saving = useMutation({
    mutationFn: () => checkGround(ground, { requestId: crypto.randomUUID(), version, checked: !isChecked }),
    onSuccess: () => showToast(t(isChecked ? 'law.ground-unchecked' : 'law.ground-checked', { name })),
    onSettled: () => queries.invalidateQueries({ queryKey: ['refusal-grounds'] }),
  });
  return (
    <li className="law-ground">
      <div>
        <b className="strong">{name}</b>{' '}
        <span className="second">
          {act}, {article}
        </span>
        <span className="second law-line">
          {sentence} {t('law.source', { source })}
        </span>
        {saving.error && <FailureBand error={saving.error} />}
      </div>
      <div className="law-ground-state">
        {!verified && (
          <Tag tone="warn" icon="law">
            {t('unverified')}
          </Tag>
        )}
        {ground.origin === 'institution' && <Tag>{t('law.own')}</Tag>}
        {checkedOn !== null && (
          <span className="second">
            {t('law.ground-by', { name: checkedBy ?? '–', date: showDate(checkedOn) })}
          </span>
        )}
        {checks && (
          <Button
            size="small"
            aria-label={t(isChecked ? 'law.ground-uncheck-one' : 'law.ground-check-one', { name })}
            aria-disabled={saving.isPending}
            onClick={() => !saving.isPending && saving.mutate()}
          >
            {t(isChecked ? 'law.ground-uncheck' : 'law.ground-check')}
          </Button>
        )}
      </div>
    </li>
  );
}
