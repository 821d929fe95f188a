import type { CaseFileDetail, CaseProcedure, CaseRequirement } from '@opis/contracts';
import { Tag } from '@opis/ui';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { markRequirement } from '../../api/procedures.ts';
import { showDate, toPlainDate } from '../../parts/dates.ts';
import { FailureBand } from '../../parts/problem-view.tsx';
import { useText } from '../../parts/text.tsx';
import { caseFileKeys } from '../works/keep-case-file.ts';

/** The documents that the procedure asks for: which are there, which are missing. */
export function Requirements({ file, declared }: { file: CaseFileDetail; declared: CaseProcedure }) {
  const t = useText();
  const queries = useQueryClient();
  const marking = useMutation({
    mutationFn: (mark: { code: string; present: boolean; documentId?: string | null }) =>
      markRequirement(file.id, { requestId: crypto.randomUUID(), ...mark }),
    onSuccess: (after) =>
      queries.setQueryData<CaseFileDetail>(
        caseFileKeys.detail(file.id),
        (page) => page && { ...page, declared: after },
      ),
  });
  if (declared.requirements.length === 0) return null;
  return (
    <section className="requirements" aria-labelledby="requirements-title">
      <h3 id="requirements-title">
        {t('requirements.title')}{' '}
        <Tag tone={declared.missing.documents > 0 ? 'warn' : 'ok'}>
          {t('requirements.missing', { count: declared.missing.documents })}
        </Tag>
      </h3>
      {marking.error && <FailureBand error={marking.error} />}
      <ul>
        {declared.requirements.map((one) => (
          <RequirementRow
            key={one.code}
            one={one}
            items={file.items}
            mayEdit={file.actions.includes('edit')}
            onMark={(present, documentId = null) => marking.mutate({ code: one.code, present, documentId })}
          />
        ))}
      </ul>
    </section>
  );
}

type RowProps = {
  one: CaseRequirement;
  items: CaseFileDetail['items'];
  mayEdit: boolean;
  onMark: (present: boolean, documentId?: string | null) => void;
};

function RequirementRow({ one, items, mayEdit, onMark }: RowProps) {
  const t = useText();
  const { present, optional, hint } = one;
  const scanned = items.filter(({ file }) => file !== null);
  return (
    <li className={present === null && !optional ? 'is-missing' : undefined}>
      <label className="check requirement">
        <input
          type="checkbox"
          checked={present !== null}
          disabled={!mayEdit}
          onChange={(event) => onMark(event.target.checked)}
        />
        <span>
          {one.name}
          {optional && <span className="second"> {t('requirements.optional')}</span>}
          {hint && <span className="meta"> {hint}</span>}
        </span>
      </label>
      {present === null ? (
        <span className="meta">{t(optional ? 'requirements.not-there' : 'requirements.lacks')}</span>
      ) : (
        <span className="requirement-proof">
          {mayEdit && scanned.length > 0 ? (
            <select
              className="input is-small"
              aria-label={t('requirements.which', { name: one.name })}
              value={present.documentId ?? ''}
              onChange={(event) => onMark(true, event.target.value || null)}
            >
              <option value="">{t('requirements.on-paper')}</option>
              {scanned.map(({ file, position, title }) => (
                <option key={file?.documentId} value={file?.documentId}>
                  {t('requirements.line', { position, title })}
                </option>
              ))}
            </select>
          ) : (
            <span>{present.title ?? t('requirements.on-paper')}</span>
          )}
          <span className="meta">
            {t('requirements.said', { by: present.by, date: showDate(toPlainDate(present.at)) })}
          </span>
        </span>
      )}
    </li>
  );
}
