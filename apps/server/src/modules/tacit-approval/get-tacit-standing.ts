import { AppError, type TacitAction, type TacitStanding } from '@opis/contracts';
import { toLegalTime } from '../../platform/clock.ts';
import { type FileStanding, readFileStandings } from '../case-files/index.ts';
import { type Actor, holds } from '../identity/index.ts';
import { readEntryReach } from '../registry/index.ts';
import { type IrregularityWindow, irregularityWindow } from './irregularity-window.ts';
import type { TacitDeps } from './tacit-approval-deps.ts';
import { readTacitFile, type TacitFile } from './tacit-store.ts';

/** A file, what tacit approval makes of it, and by whose right. */
export type TacitPlace = {
  file: FileStanding;
  tacit: TacitFile;
  window: IrregularityWindow | null;
  today: string;
  actions: TacitAction[];
};

/** Reads it for whoever may see the file. Throws `case-file.not-found`. */
export async function readTacitPlace(deps: TacitDeps, actor: Actor, id: string): Promise<TacitPlace> {
  const eyes = { reach: await readEntryReach(deps, actor), clock: deps.clock, actor };
  const file = (await readFileStandings(deps.db, eyes, [id])).get(id);
  const tacit = file && (await readTacitFile(deps.db, id));
  if (file === undefined || tacit === undefined) throw new AppError('not-found', 'case-file.not-found');
  const { ruleId, ruleValidFrom, startOn, targetOn } = tacit;
  const window =
    tacit.applies && ruleId !== null && ruleValidFrom !== null && startOn !== null && targetOn !== null
      ? irregularityWindow(await deps.deadlines.read(), { ruleId, ruleValidFrom, startOn, targetOn })
      : null;
  const today = toLegalTime(deps.clock.now()).date;
  return { file, tacit, window, today, actions: actionsOf({ actor, file, tacit, window, today }) };
}

function actionsOf({
  actor,
  file,
  tacit,
  window,
  today,
}: Omit<TacitPlace, 'actions'> & { actor: Actor }): TacitAction[] {
  const inTime = window !== null && today <= window.until;
  const mayTell =
    inTime && tacit.running && !tacit.extended && tacit.letterId === null && file.actions.includes('note');
  const mayDecide = tacit.foundAt !== null && tacit.effect === null && mayDecideIn(actor, file);
  return [...(mayTell ? ['notify-irregularity' as const] : []), ...(mayDecide ? ['decide' as const] : [])];
}

/** Who leads the unit where the file lies, or directs above it; of a file that no unit has, who directs the institution. */
export const mayDecideIn = (actor: Pick<Actor, 'scopes'>, { unitId, reader }: FileStanding): boolean =>
  reader && holds(actor, 'case.assign', unitId);

/** How the file stands with tacit approval, and what the asker may do about it. */
export async function getTacitStanding(deps: TacitDeps, actor: Actor, id: string): Promise<TacitStanding> {
  return toStanding(await readTacitPlace(deps, actor, id));
}

export function toStanding({ tacit, window, today, actions }: TacitPlace): TacitStanding {
  return {
    applies: tacit.applies,
    answerBy: tacit.applies ? tacit.targetOn : null,
    irregularity: window && {
      ...window,
      open: today <= window.until,
      letterId: tacit.letterId,
      leftOn: tacit.leftOn,
    },
    found:
      tacit.foundAt === null || tacit.passedOn === null
        ? null
        : {
            at: tacit.foundAt.toISOString(),
            passedOn: tacit.passedOn,
            effect: tacit.effect,
            basis: tacit.basis,
            decidedAt: tacit.decidedAt?.toISOString() ?? null,
            decidedBy: tacit.decidedBy,
            signalLetterId: tacit.signalLetterId,
          },
    actions,
  };
}
