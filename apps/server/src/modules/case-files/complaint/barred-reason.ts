import type { Assignee, ErrorCode } from '@opis/contracts';
import { errorText } from '../../../platform/texts.ts';

/** Whom a file complains of, and every unit and person that may not have it. */
export type Barred = { readonly targetId: string | null; readonly ids: ReadonlySet<string> };

/** Why a unit or a person may not have the file, in words (OG 27/2002 art. 11); null when they may. */
export function barredReason(
  { targetId, ids }: Barred,
  id: string,
  substituteId?: string,
): Assignee['barred'] {
  if (ids.has(id))
    return reason(id === targetId ? 'case-file.barred-target' : 'case-file.barred-subordinate');
  const represented = substituteId !== undefined && ids.has(substituteId);
  return represented ? reason('case-file.barred-substitute') : null;
}

const reason = (code: ErrorCode) => ({ code, detail: errorText(code) });
