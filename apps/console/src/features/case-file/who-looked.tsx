import type { CaseAccess } from '@opis/contracts';
import { Icon } from '@opis/ui';
import { useInfiniteQuery } from '@tanstack/react-query';
import { listCaseAccesses } from '../../api/read-case-file.ts';
import { showInstant } from '../../parts/dates.ts';
import { Dialog } from '../../parts/dialog.tsx';
import { FailureState } from '../../parts/problem-view.tsx';
import { Sentence, useText } from '../../parts/text.tsx';
import { caseFileKeys } from '../works/keep-case-file.ts';

/** Cine s-a uitat: every reading of the file and of its papers, as the person concerned may ask for it too. */
export function WhoLooked({ id, onClose }: { id: string; onClose: () => void }) {
  const t = useText();
  const pages = useInfiniteQuery({
    queryKey: caseFileKeys.accesses(id),
    queryFn: ({ pageParam, signal }) => listCaseAccesses(id, pageParam ?? undefined, signal),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
  });
  return (
    <Dialog title={t('looked.title')} onClose={onClose} wide>
      {pages.error && <FailureState error={pages.error} onRetry={() => void pages.refetch()} />}
      <ul className="looked">
        {pages.data?.pages.flatMap(({ items }) =>
          items.map((access) => (
            <li key={access.id}>
              <Icon name="seen" />
              <span className="grow">
                <Sentence
                  id={`looked.${access.kind}`}
                  values={{ own: access.own, by: access.by, purpose: purposeOf(access, t) }}
                />
                {access.onBehalfOf !== null && <>, {t('step.on-behalf', { name: access.onBehalfOf })}</>}
              </span>
              <span className="meta">{showInstant(access.at)}</span>
            </li>
          )),
        )}
      </ul>
      {pages.hasNextPage && (
        <button type="button" className="link-button" onClick={() => void pages.fetchNextPage()}>
          {t('case.older')}
        </button>
      )}
    </Dialog>
  );
}

/** Where it was seen, or the person's own words for why. */
function purposeOf({ purpose }: CaseAccess, t: ReturnType<typeof useText>): string {
  if (purpose === 'case-file-page' || purpose === 'entry-page' || purpose === 'document')
    return t(`looked.at-${purpose}`);
  return purpose;
}
