import { setTimeout as sleep } from 'node:timers/promises';
import { toLegalTime } from '../../../apps/server/src/platform/clock.ts';
import { gatherCrowd } from '../crowd.ts';
import { brief, proveWhole } from '../prove-whole.ts';
import { underFalseClock } from './false-clock.ts';
import type { Fault } from './fault.ts';
import { nextNewYear } from './legal-nights.ts';

const seconds = { before: 6, after: 6 };

export const yearTurn: Fault = {
  name: '31 December, 23:59:59',
  sentence:
    'the year turns in Europe/Bucharest while callers register: numbers begin at 1, the old book stays whole',
  needs: 'false-clock',
  async prove(scene) {
    const { installation, report, random, clock } = scene;
    const midnight = nextNewYear(new Date());
    const oldYear = toLegalTime(midnight).year - 1;
    clock.set(new Date(midnight.getTime() - 60_000));
    const product = await installation.start(clock.environment);
    clock.set(new Date(midnight.getTime() - seconds.before * 1000));
    const crowd = gatherCrowd(installation.api, { ...underFalseClock, random });
    await sleep((seconds.before + seconds.after) * 1000);
    await crowd.finish();
    const refusals = [...crowd.refusals.keys()];
    report.check('nobody was refused or had to come back', refusals.length === 0, brief(refusals));
    const [old, fresh] = [oldYear, oldYear + 1].map((year) =>
      crowd.acknowledged.filter((item) => item.year === year),
    );
    const [last, first] = [old?.at(-1), fresh?.find((item) => item.number === 1)];
    const turned = `${last?.number}/${last?.year} at ${last?.registeredAt}, then ${first?.number}/${first?.year} at ${first?.registeredAt}`;
    report.check(
      'the first paper after midnight is number 1 of the new year',
      (old?.length ?? 0) > 10 && (fresh?.length ?? 0) > 10 && new Date(first?.registeredAt ?? 0) >= midnight,
      turned,
    );
    const late = old?.filter((item) => new Date(item.registeredAt) >= midnight) ?? [];
    report.check(
      'nothing entered the old book after midnight',
      late.length === 0,
      brief(late.map((item) => item.registeredAt)),
    );
    await proveWhole(scene, crowd);
    await product.stop();
  },
};
