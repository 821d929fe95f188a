import { randomUUID } from 'node:crypto';
import { mkdir, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { aScan, type PageToScan } from '../../apps/server/test/a-scan.ts';
import { encodeLabelCode } from '../../packages/contracts/src/registry/label-code.ts';
import type { ConsoleWindow } from './console.ts';

/** The office of the demonstration's registrar, whose scanner drops files in the folder of that name. */
const scanOffice = 'ghiseul-2';

/** A file as the scanner leaves it: whole at once, under its name. */
export async function dropScan(scanDir: string, name: string, pages: readonly PageToScan[]): Promise<void> {
  const folder = join(scanDir, scanOffice);
  await mkdir(folder, { recursive: true });
  const half = join(scanDir, `.${name}`);
  await writeFile(half, await aScan(pages));
  await rename(half, join(folder, name));
}

/** An entry whose paper is to be scanned, and the code of its label. */
export async function aLabelledEntry(
  window: ConsoleWindow,
  { sheets = 1, subject = 'Cerere de eliberare a unui certificat de urbanism' } = {},
) {
  const entry = await window.read<{ id: string; year: number; number: number; registrationNumber: string }>(
    '/registers/general/entries',
    {
      requestId: randomUUID(),
      channel: 'counter',
      subject,
      sender: { kind: 'natural', name: 'Lăcrămioara Pârâianu-Țifrea' },
      ...{ sheets, annexes: 0, unit: 'persoane-adulte' },
    },
  );
  const { year, number } = entry;
  return { ...entry, label: encodeLabelCode({ register: 'G', year, number }) };
}
