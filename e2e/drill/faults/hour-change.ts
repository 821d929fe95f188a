import { setTimeout as sleep } from 'node:timers/promises';
import { toLegalTime } from '../../../apps/server/src/platform/clock.ts';
import { EntryPage } from '../../../packages/contracts/src/index.ts';
import { gatherCrowd } from '../crowd.ts';
import { register } from '../institution.ts';
import { brief, proveWhole } from '../prove-whole.ts';
import { underFalseClock } from './false-clock.ts';
import type { Fault, FaultScene } from './fault.ts';
import { nextHourChange } from './legal-nights.ts';

const seconds = { before: 4, after: 4 };

const hourChange = (month: 'March' | 'October'): Fault => ({
  name: `night of ${month} in which the hour changes`,
  sentence: `callers register across the change of the hour on the last Sunday of ${month}`,
  needs: 'false-clock',
  async prove(scene) {
    const { installation, report, random, clock } = scene;
    const change = nextHourChange(new Date(), month);
    clock.set(new Date(change.getTime() - 60_000));
    const product = await installation.start(clock.environment);
    clock.set(new Date(change.getTime() - seconds.before * 1000));
    const crowd = gatherCrowd(installation.api, { ...underFalseClock, random });
    await sleep((seconds.before + seconds.after) * 1000);
    await crowd.finish();
    const refusals = [...crowd.refusals.keys()];
    report.check('nobody was refused or had to come back', refusals.length === 0, brief(refusals));
    const before = crowd.acknowledged.filter((item) => new Date(item.registeredAt) < change).length;
    const after = crowd.acknowledged.length - before;
    const counts = `${before} before, ${after} after`;
    report.check('papers were registered on both sides of the change', before > 10 && after > 10, counts);
    await proveDay(scene, { day: toLegalTime(change).date, count: crowd.acknowledged });
    await proveWhole(scene, crowd);
    await product.stop();
  },
});

export const springNight = hourChange('March');
export const autumnNight = hourChange('October');

// A day of 23 or 25 hours is one day: the book of that day holds them all.
async function proveDay(
  { installation, report }: FaultScene,
  { day, count }: { day: string; count: readonly { requestId: string }[] },
) {
  const expected = new Set(count.map((item) => item.requestId)).size;
  let found = 0;
  for (let after: number | null = 0; after !== null; ) {
    const path = `/api/v1/registers/${register.code}/entries?year=${day.slice(0, 4)}&from=${day}&to=${day}&limit=500&after=${after}`;
    const answer = await installation.api.get(path);
    const page: EntryPage = EntryPage.parse(answer.kind === 'answered' ? answer.body : undefined);
    found += page.items.length;
    after = page.next;
  }
  report.check(`all of them stand under ${day}`, found === expected, `${found} of ${expected}`);
}
