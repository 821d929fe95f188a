import type { ProcedureRow } from '@opis/contracts';
import { Tag } from '@opis/ui';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { listProcedures, readProcedure } from '../../api/procedures.ts';
import { showDate, toPlainDate } from '../../parts/dates.ts';
import { FailureState } from '../../parts/problem-view.tsx';
import { useCategories } from '../../parts/reference-lists.ts';
import { useText } from '../../parts/text.tsx';
import { AdminSection } from './admin-section.tsx';

/** In which ways files go: each procedure with its versions. They change by file, so that what changes is read first. */
export function ProceduresPage() {
  const t = useText();
  const { data, error, refetch } = useQuery({
    queryKey: ['administration', 'procedures'],
    queryFn: listProcedures,
  });
  const [chosen, choose] = useState<string | null>(null);
  if (error) return <FailureState error={error} onRetry={() => void refetch()} />;
  if (!data) return null;
  return (
    <AdminSection id="procedures" title={t('admin.procedures')} body={t('admin.procedures-lead')}>
      <div className="admin-table-shell sheet">
        <table className="admin-table" aria-label={t('admin.procedures-table')}>
          <thead>
            <tr>
              <th scope="col">{t('admin.procedure-name')}</th>
              <th scope="col">{t('admin.procedure-version')}</th>
              <th scope="col">{t('admin.procedure-origin')}</th>
              <th scope="col">{t('admin.procedure-terms')}</th>
              <th scope="col">{t('admin.procedure-fields')}</th>
              <th scope="col">{t('admin.procedure-documents')}</th>
              <th scope="col">{t('admin.procedure-tacit')}</th>
            </tr>
          </thead>
          <tbody>
            {data.items.map((procedure) => (
              <ProcedureLine
                key={procedure.code}
                procedure={procedure}
                open={procedure.code === chosen}
                onOpen={() => choose(procedure.code === chosen ? null : procedure.code)}
              />
            ))}
          </tbody>
        </table>
      </div>
      {chosen === null ? (
        <p className="second admin-body">{t('admin.procedure-choose')}</p>
      ) : (
        <ProcedureVersions key={chosen} code={chosen} />
      )}
    </AdminSection>
  );
}

type LineProps = { procedure: ProcedureRow; open: boolean; onOpen: () => void };

function ProcedureLine({ procedure, open, onOpen }: LineProps) {
  const t = useText();
  const { code, name, version, origin, active, terms, fields, requiredDocuments, tacitApproval } = procedure;
  return (
    <tr className={open ? 'is-current' : undefined}>
      <td>
        <button type="button" className="link-button" aria-expanded={open} onClick={onOpen}>
          {name}
        </button>{' '}
        <span className="meta">{code}</span>
        {!active && <Tag tone="warn">{t('admin.procedure-retired')}</Tag>}
      </td>
      <td className="is-centred">{version}</td>
      <td>{t(`admin.origin-${origin}`)}</td>
      <td>{terms.map(({ rule }) => rule).join(', ') || t('admin.procedure-none')}</td>
      <td className="is-centred">{fields.length}</td>
      <td className="is-centred">{requiredDocuments.length}</td>
      <td>{t(`admin.tacit-${tacitApproval}`)}</td>
    </tr>
  );
}

function ProcedureVersions({ code }: { code: string }) {
  const t = useText();
  const categories = useCategories();
  const { data, error, refetch } = useQuery({
    queryKey: ['administration', 'procedures', code],
    queryFn: ({ signal }) => readProcedure(code, signal),
  });
  if (error) return <FailureState error={error} onRetry={() => void refetch()} />;
  if (!data) return null;
  const { procedure, versions } = data;
  const names = procedure.categories.map((one) => categories.find((row) => row.code === one)?.name ?? one);
  return (
    <section className="procedure-versions sheet" aria-labelledby="versions-title">
      <h3 id="versions-title">{procedure.name}</h3>
      <dl className="facts">
        <dt>{t('admin.procedure-categories')}</dt>
        <dd>{names.join(', ') || t('admin.procedure-none')}</dd>
        <dt>{t('admin.procedure-public')}</dt>
        <dd>
          {procedure.public.map((part) => publicName(t, procedure, part)).join(', ') ||
            t('admin.procedure-none')}
        </dd>
      </dl>
      <h4>{t('admin.procedure-versions')}</h4>
      <ol className="procedure-version-list">
        {versions.map((one, at) => (
          <li key={one.version}>
            <p className="line">
              <span className="strong">
                {t('admin.procedure-declared', {
                  version: one.version,
                  date: showDate(toPlainDate(one.declaredAt)),
                })}
              </span>
              <span className="second">
                {t('admin.procedure-declared-by', { by: one.declaredBy ?? 'none' })}
              </span>
              <span className="grow" />
              <span className="second">
                {t('admin.procedure-files', { open: one.openFiles, all: one.allFiles })}
              </span>
            </p>
            {one.changes.length > 0 ? (
              <ul className="second">
                {one.changes.map((change) => (
                  <li key={change}>{change}</li>
                ))}
              </ul>
            ) : (
              <p className="second">
                {t(at === versions.length - 1 ? 'admin.procedure-first' : 'admin.procedure-same')}
              </p>
            )}
          </li>
        ))}
      </ol>
    </section>
  );
}

function publicName(t: ReturnType<typeof useText>, { fields }: ProcedureRow, part: string): string {
  const field = fields.find(({ name }) => `field:${name}` === part);
  if (field) return field.label;
  const known = ['status', 'unit', 'handler', 'term', 'route', 'documents', 'answer', 'outcome'] as const;
  const found = known.find((one) => one === part);
  return found ? t(`admin.public-${found}`) : part;
}
