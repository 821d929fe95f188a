import { EntryDetail, EntryPage, type EntryRow, Registers } from '../../packages/contracts/src/index.ts';
import { type Api, describeAnswer } from './api.ts';
import { register } from './institution.ts';

/** Every row of the register, all its years, as any registrar reads it page by page. */
export async function readRegister(api: Api): Promise<EntryRow[]> {
  const { items } = Registers.parse(await get(api, '/api/v1/registers'));
  const years = items.find((item) => item.code === register.code)?.years ?? [];
  const rows: EntryRow[] = [];
  for (const year of [...years].sort()) rows.push(...(await readYear(api, year)));
  return rows;
}

async function readYear(api: Api, year: number): Promise<EntryRow[]> {
  const rows: EntryRow[] = [];
  for (let after = 0; ; ) {
    const path = `/api/v1/registers/${register.code}/entries?year=${year}&limit=500&after=${after}`;
    const { items, next } = EntryPage.parse(await get(api, path));
    rows.push(...items);
    if (next === null) return rows;
    after = next;
  }
}

/** SHA-256 of each document of an entry, as the entry names them, with the bytes that are there for it. */
export async function readDocuments(
  api: Api,
  { year, number }: { year: number; number: number },
): Promise<{ sha256: string; bytes: Buffer | undefined }[]> {
  const entry = `/api/v1/registers/${register.code}/entries/${year}/${number}`;
  const { documents } = EntryDetail.parse(await get(api, entry));
  return Promise.all(
    documents.map(async ({ id, sha256 }) => ({
      sha256,
      bytes: await api.download(`${entry}/documents/${id}/content`),
    })),
  );
}

async function get(api: Api, path: string): Promise<unknown> {
  const answer = await api.get(path);
  if (answer.kind !== 'answered' || answer.status !== 200)
    throw new Error(`${path}: ${describeAnswer(answer)}`);
  return answer.body;
}
