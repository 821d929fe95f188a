import { AppError, type EmergencySheetDetail, type VoidEmergencyLinesRequest } from '@opis/contracts';
import { claimCommand } from '../../../platform/claim-command.ts';
import { recordEvent } from '../../events/index.ts';
import type { Actor } from '../../identity/index.ts';
import type { MakeSheetDeps } from './make-sheet.ts';
import { voidLines } from './sheet-store.ts';
import { getSheet } from './sheet-views.ts';

/**
 * Ends lines of a returned sheet on which nothing was written, with the reason, so that every printed number has an end.
 * A line that was entered or voided meanwhile is refused when it was named, and left alone when it was not.
 */
export async function voidEmergencyLines(
  deps: MakeSheetDeps,
  actor: Actor,
  command: VoidEmergencyLinesRequest & { sheetId: string },
): Promise<EmergencySheetDetail> {
  const { requestId, ...body } = command;
  const { sheetId, reason } = command;
  const sheet = await getSheet(deps, actor, sheetId);
  const numbers = command.numbers && [...new Set(command.numbers)];
  if (numbers?.some((number) => !sheet.lines.some((line) => line.number === number)))
    throw new AppError('not-found', 'emergency.line-not-found');
  const at = deps.clock.now();
  await deps.db.transaction().execute(async (tx) => {
    const claim = { accountId: actor.accountId, requestId, action: 'emergency.void-lines', body, at };
    if (!(await claimCommand(tx, claim))) return;
    const voided = await voidLines(tx, { sheetId, numbers, reason, at, by: actor.accountId });
    if (numbers && voided.length < numbers.length) throw new AppError('conflict', 'emergency.line-settled');
    for (const number of voided) {
      const subject = { at, subjectType: 'emergency-sheet', subjectId: sheetId } as const;
      await recordEvent(tx, actor, { ...subject, type: 'emergency.line-voided', data: { number } });
    }
  });
  return getSheet(deps, actor, sheetId);
}
