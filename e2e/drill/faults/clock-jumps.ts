import { dirname, join } from 'node:path';
import { nothingTold, registerOnce, type Told } from '../acknowledge.ts';
import { type Answer, describeAnswer, problemCode } from '../api.ts';
import { aPaper } from '../paper.ts';
import { proveWhole } from '../prove-whole.ts';
import { readRegister } from '../read-book.ts';
import { type FalseClock, openFalseClock } from './false-clock.ts';
import type { Fault, FaultScene } from './fault.ts';
import { nextNewYear } from './legal-nights.ts';

const hour = 3600;

export const backAnHour: Fault = {
  name: 'clock jumps back an hour',
  sentence:
    'the clock of server and database jumps back: nothing is numbered before the last hour of the book',
  needs: 'false-clock',
  async prove(scene) {
    const { installation, clock } = scene;
    const product = await installation.start(clock.environment);
    const told = nothingTold();
    await mustRegister(scene, told, 'a paper is registered at the right hour');
    clock.shift(-hour);
    await mustBeRefused(scene, told, 'registry.clock-skew');
    clock.shift(hour);
    await mustRegister(scene, told, 'once the clock is right, papers are registered again');
    clock.shift(-1);
    await mustRegister(scene, told, 'a second back is borne: the hour of the book stands still meanwhile');
    clock.shift(1);
    await proveWhole(scene, told);
    await product.stop();
  },
};

export const backOverNewYear: Fault = {
  name: 'clock jumps back over New Year',
  sentence:
    'the new year has begun when the clock falls back into the old one: the old book takes nothing any more',
  needs: 'false-clock',
  async prove(scene) {
    const { installation, report, clock } = scene;
    const midnight = nextNewYear(new Date());
    clock.set(new Date(midnight.getTime() - 30_000));
    const product = await installation.start(clock.environment);
    const told = nothingTold();
    await mustRegister(scene, told, 'a paper is registered in the old year');
    clock.set(new Date(midnight.getTime() + 15_000));
    await mustRegister(scene, told, 'and one in the new year');
    clock.set(new Date(midnight.getTime() - 5_000));
    await mustBeRefused(scene, told, 'registry.clock-skew');
    clock.set(new Date(midnight.getTime() + 60_000));
    await mustRegister(scene, told, 'once the clock is right, papers are registered again');
    const years = told.acknowledged.map(({ number, year }) => `${number}/${year}`).join(', ');
    const [old] = told.acknowledged.map((item) => item.year);
    const expected = [`1/${old}`, `1/${(old ?? 0) + 1}`, `2/${(old ?? 0) + 1}`].join(', ');
    report.check('each year has its own numbers', years === expected, years);
    await proveWhole(scene, told);
    await product.stop();
  },
};

export const twoClocks: Fault = {
  name: 'server and database an hour apart',
  sentence: 'a server is started whose clock is an hour ahead of the database that runs: it gives no number',
  needs: 'false-clock',
  async prove(scene) {
    const { installation, clock } = scene;
    const first = await installation.start(clock.environment);
    const told = nothingTold();
    await mustRegister(scene, told, 'a paper is registered while both agree');
    await first.kill();
    const ahead = openAnother(clock, join(dirname(installation.dataDir), 'clock-ahead'));
    ahead.shift(hour);
    const second = await installation.start(ahead.environment);
    await mustBeRefused(scene, told, 'registry.clock-skew');
    ahead.shift(-hour);
    await mustRegister(scene, told, 'once they agree, papers are registered again');
    await proveWhole(scene, told);
    await second.stop();
  },
};

export const longSilence: Fault = {
  name: 'over seven days since the last record',
  sentence: 'after eight days of silence a person looks at the clock before anything is numbered',
  needs: 'false-clock',
  async prove(scene) {
    const { installation, clock } = scene;
    const product = await installation.start(clock.environment);
    const told = nothingTold();
    await mustRegister(scene, told, 'a paper is registered');
    clock.shift(8 * 24 * hour);
    await mustBeRefused(scene, told, 'registry.confirm-gap', 409);
    await mustRegister(scene, told, 'confirmed, it gets its number', { confirmGap: true });
    await mustRegister(scene, told, 'the next one needs no confirmation');
    await proveWhole(scene, told);
    await product.stop();
  },
};

const openAnother = (clock: FalseClock, file: string) =>
  openFalseClock(clock.environment.LD_PRELOAD ?? '', file);

async function mustRegister(scene: FaultScene, told: Told, what: string, changes: object = {}) {
  const answer = await tryOnce(scene, told, changes);
  const done = answer.kind === 'answered' && answer.status === 201;
  scene.report.check(what, done, done ? '' : describeAnswer(answer));
}

async function mustBeRefused(scene: FaultScene, told: Told, code: string, status = 503) {
  const before = await readRegister(scene.installation.api);
  const answer = await tryOnce(scene, told);
  const found = problemCode(answer, status);
  scene.report.check(
    `it is refused in Romanian, as ${code}`,
    found === code,
    found ?? describeAnswer(answer),
  );
  const after = await readRegister(scene.installation.api);
  const same = JSON.stringify(after) === JSON.stringify(before);
  scene.report.check(
    'and nothing at all was written in the book',
    same,
    `${before.length} rows, ${after.length} after`,
  );
}

const tryOnce = ({ installation, random }: FaultScene, told: Told, changes: object = {}): Promise<Answer> =>
  registerOnce(installation.api, told, { paper: aPaper(random, { scanned: false }), changes });
