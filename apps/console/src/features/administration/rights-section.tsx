import type { RightSource } from '@opis/contracts';
import { StatePanel } from '@opis/ui';
import { useQuery } from '@tanstack/react-query';
import { readAccountRights } from '../../api/administration.ts';
import { showDate, toPlainDate } from '../../parts/dates.ts';
import { FailureState } from '../../parts/problem-view.tsx';
import { useText } from '../../parts/text.tsx';
import { permissionLabels } from './permission-labels.ts';
import { roleLabels } from './show-value.ts';

/** Every permission that the account holds now, and under each why: the role, where, since when, in whose place. */
export function RightsSection({ accountId }: { accountId: string }) {
  const t = useText();
  const { data, error, refetch } = useQuery({
    queryKey: ['administration', 'rights', accountId],
    queryFn: () => readAccountRights(accountId),
  });
  return (
    <>
      <h3 className="admin-subhead">{t('admin.why')}</h3>
      {error && <FailureState error={error} onRetry={() => void refetch()} />}
      {data && data.permissions.length === 0 && (
        <StatePanel title={t('admin.may-nothing')}>
          <p>{t('admin.may-nothing-body')}</p>
        </StatePanel>
      )}
      <ul className="rights">
        {data?.permissions.map(({ permission, sources }) => (
          <li key={permission}>
            <p className="strong">{t(permissionLabels[permission])}</p>
            <Sources sources={sources} />
          </li>
        ))}
        {data && data.files.length > 0 && (
          <li>
            <p className="strong">{t('admin.reads-files')}</p>
            <ul>
              {data.files.map((source) => (
                <li className="second" key={`${source.role}${source.unit}${source.standingInFor?.name}`}>
                  {t(source.reach === 'subtree' ? 'admin.files-subtree' : 'admin.files-unit', {
                    unit: source.unitName ?? t('admin.whole-institution'),
                    role: t(roleLabels[source.role]),
                  })}
                </li>
              ))}
            </ul>
          </li>
        )}
      </ul>
    </>
  );
}

/** „din rolul registrator, peste toată instituția, din 29.06.2026, dat de …”. */
export function Sources({ sources }: { sources: readonly RightSource[] }) {
  const t = useText();
  return (
    <ul>
      {sources.map((source) => (
        <li className="second" key={`${source.role}${source.unit}${source.standingInFor?.name}`}>
          {t('admin.source', {
            role: t(roleLabels[source.role]),
            where: source.unitName ?? t('admin.whole-institution'),
            since: showDate(toPlainDate(source.since)),
          })}
          {source.grantedBy && t('admin.source-by', { name: source.grantedBy })}
          {source.standingInFor &&
            t('admin.source-for', {
              name: source.standingInFor.name,
              until: showDate(source.standingInFor.until),
            })}
        </li>
      ))}
    </ul>
  );
}
