import { median } from '../statistics.ts';
import type { Figures } from './figures.ts';
import { judgeFulltext } from './render-fulltext.ts';
import { judgeIntake } from './render-intake.ts';
import { judgeMixed, judgeSearches } from './render-searches.ts';

/** One promise of the design, what was measured, and whether it was kept. */
export type Verdict = { what: string; budget: string; measured: string; kept: boolean };

/** Ratio of product to reference in every round. */
export function ratiosOf<Round>(
  rounds: readonly Round[],
  ratio: (round: Round) => number,
): { middle: number; lowest: number; highest: number } {
  const values = rounds.map(ratio);
  return { middle: median(values), lowest: Math.min(...values), highest: Math.max(...values) };
}

/** Holds the figures against section 7 of the design, in its order. */
export function judgeBudgets(figures: Figures): Verdict[] {
  return [
    ...judgeRegistrations(figures),
    ...judgeSearches(figures.searches ?? []),
    ...(figures.fulltext ? judgeFulltext(figures.fulltext) : []),
    ...(figures.intake ? judgeIntake(figures.intake) : []),
    ...(figures.mixed ? judgeMixed(figures.mixed) : []),
    ...judgeStarts(figures),
    ...judgeMemory(figures),
  ];
}

function judgeRegistrations({ registrations, slowFlush }: Figures): Verdict[] {
  const overL1 = ratiosOf(registrations, (round) => round.opis32.perSecond / round.l1.perSecond);
  const overL2 = ratiosOf(registrations, (round) => round.opis32.perSecond / round.l2.perSecond);
  const slow = ratiosOf(slowFlush, (round) => round.opis32.perSecond / round.l1.perSecond);
  const alone = ratiosOf(registrations, (round) => round.opis1.p50 / round.l1Single.p50);
  const p99 = median(registrations.map((round) => round.opis32.p99));
  const many = 'Registrations through HTTP, 32 callers, one book';
  return [
    atLeast(many, { ratio: overL1, budget: 3, of: 'L1' }),
    atLeast(`${many}, target`, { ratio: overL1, budget: 4, of: 'L1' }),
    share(many, { ratio: overL2, budget: 0.15 }),
    share(`${many}, target`, { ratio: overL2, budget: 0.25 }),
    { what: `${many}: p99`, budget: 'under 30 ms', measured: `${p99.toFixed(1)} ms`, kept: p99 < 30 },
    atLeast('The same with a flush of 3 ms', { ratio: slow, budget: 10, of: 'L1 of that run' }),
    {
      what: 'One registration, one caller: p50',
      budget: 'at most 3 × L1 with one client',
      measured: `${alone.middle.toFixed(2)} ×`,
      kept: alone.middle <= 3,
    },
  ];
}

type Held = { ratio: { middle: number }; budget: number };

const atLeast = (what: string, { ratio, budget, of }: Held & { of: string }): Verdict => ({
  what,
  budget: `at least ${budget} × ${of}`,
  measured: `${ratio.middle.toFixed(2)} ×`,
  kept: ratio.middle >= budget,
});

const share = (what: string, { ratio, budget }: Held): Verdict => ({
  what,
  budget: `at least ${budget * 100} % of L2`,
  measured: `${(ratio.middle * 100).toFixed(0)} %`,
  kept: ratio.middle >= budget,
});

function judgeStarts({ starts }: Figures): Verdict[] {
  const slowest = Math.max(...starts.later);
  return [
    underSeconds('First start on a new data folder, demonstration made', starts.first, 30),
    underSeconds('Later starts, the slowest', slowest, 8),
  ];
}

const underSeconds = (what: string, ms: number, budget: number): Verdict => ({
  what,
  budget: `under ${budget} s`,
  measured: `${(ms / 1000).toFixed(1)} s`,
  kept: ms < budget * 1000,
});

function judgeMemory({ memory }: Figures): Verdict[] {
  return [
    underMegabytes('Memory of the server, idle', memory.idle, 350),
    underMegabytes('Memory while 20 uploads of 100 MB stream in, the most', memory.underUploads, 700),
  ];
}

const underMegabytes = (what: string, bytes: number, budget: number): Verdict => ({
  what,
  budget: `under ${budget} MB`,
  measured: `${(bytes / 1e6).toFixed(0)} MB`,
  kept: bytes < budget * 1e6,
});
