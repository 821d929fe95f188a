import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { FalseClock } from '../faults/false-clock.ts';
import type { Installation } from '../installation.ts';
import { proveWhole, type Scene } from '../prove-whole.ts';
import type { Random } from '../seeded-random.ts';
import { openAsSuperuser, type Superuser } from '../superuser.ts';
import { type Change, listChanges } from './changes.ts';
import { forgeBook } from './forge-book.ts';
import { liveThreeDays, type SealedDays } from './three-days.ts';

/**
 * Everything that is kept is changed by one byte, by whom no right and no trigger stops, and `npx opis verify` has to
 * name it; then everything is rewritten and signed anew, and the witness has to name the first false head.
 */
export async function runTamper(scene: Scene, given: { random: Random; clock: FalseClock }) {
  const { installation } = scene;
  const days = await liveThreeDays({ installation, ...given });
  await proveWhole(scene, days.told);
  const database = await openAsSuperuser(installation.dataDir);
  await breakEveryLock(database);
  const ground = { database, dataDir: installation.dataDir, told: days.told };
  for (const change of listChanges(ground)) await proveNamed(scene, change);
  await proveForgery(scene, { database, days });
  await database.close();
  await days.product.stop();
}

async function breakEveryLock(database: Superuser) {
  await database.query('ALTER TABLE ledger_records DROP CONSTRAINT ledger_records_hash_of_body');
  // No trigger of this session fires, those of foreign keys included.
  await database.query('SET session_replication_role = replica');
}

async function proveNamed({ installation, report }: Scene, change: Change) {
  await change.make();
  const { code, findings } = await verify(installation);
  await change.undo();
  const [found, ...others] = findings;
  const named = found?.check === change.check && found.place.includes(change.place) && others.length === 0;
  const seen = `exit ${code}, ${findings.map(({ check, place }) => `[${check}] ${place}`).join(' | ')}`;
  report.check(`${change.what}: opis verify names it and ends with 1`, code === 1 && named, seen);
}

async function proveForgery(
  { installation, report }: Scene,
  { database, days }: { database: Superuser; days: SealedDays },
) {
  const { told, witness } = days;
  const file = join(installation.dataDir, 'martor.jsonl');
  writeFileSync(file, witness.map((line) => `${line}\n`).join(''));
  const restored = await verify(installation, ['--against', file]);
  report.check(
    'everything changed back: nothing is wrong, the witness agrees',
    restored.code === 0,
    restored.said,
  );
  // The second day's third paper: the first day's head must stay true.
  const entry = told.acknowledged[8];
  if (!entry) throw new Error('three days have nine papers');
  const seq = await forgeBook({ database, dataDir: installation.dataDir }, entry, 'Un cu totul alt conținut');
  const blind = await verify(installation);
  report.check(
    'everything rewritten and signed anew with the key in hand: from inside nothing shows',
    blind.code === 0,
    blind.said,
  );
  const { code, findings, said } = await verify(installation, ['--against', file]);
  const line = 1 + witness.findIndex((text) => coversFrom(text, { year: entry.year, seq }));
  const expected = `linia ${line}, ziua ${entry.registeredOn}`;
  const [found, ...others] = findings;
  report.check(
    'the witness names the first false head, and opis verify --against ends with 1',
    code === 1 && found?.check === 'head' && found.place.includes(expected) && others.length === 0,
    said,
  );
}

function coversFrom(line: string, { year, seq }: { year: number; seq: number }): boolean {
  const { books } = JSON.parse(line) as { books: { year: number; seq: number }[] };
  return books.some((head) => head.year === year && head.seq >= seq);
}

async function verify(installation: Installation, options: readonly string[] = []) {
  const { code, output, errors } = await installation.opis(['verify', ...options]);
  const findings = [...output.matchAll(/^GREȘIT \[(?<check>[a-z-]+)\] (?<place>.+)$/gm)].map(
    ({ groups }) => ({
      check: groups?.check ?? '',
      place: groups?.place ?? '',
    }),
  );
  return { code, findings, said: code === 0 ? '' : `${output.trim().split('\n').at(-1)} ${errors.trim()}` };
}
