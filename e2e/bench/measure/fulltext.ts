import { namedQuery } from '../../../apps/server/src/platform/db.ts';
import { foldText } from '../../../packages/contracts/src/text/fold-text.ts';
import type { BigSite } from '../big-set/open-big-site.ts';
import { seededRandom, type TextQuery, textQueries } from '../big-set/vocabulary.ts';
import { openCaller } from '../load/keep-alive-caller.ts';
import { askHttp, searchRequest, timed, toTimes } from './searches.ts';

/** The ways in which words in documents are asked for. */
export const fulltextKinds = Object.keys(textQueries) as TextQuery[];

type Times = { p50: number; p95: number };

/** Milliseconds of one kind of question: by who may read 300 papers, by who may read half of all, without rights. */
export type FulltextTimes = { reader: Times; registrar: Times; bare: Times };

export type FulltextFigures = {
  entries: number;
  documents: number;
  caseFiles: number;
  seconds: BigSite['seconds'];
  times: Readonly<Record<TextQuery, FulltextTimes>>;
};

const askings = 150;
const warmUps = 15;

/** Asks every kind in turn: each question by the one, the other and in SQL without rights, one after the other. */
export async function measureFulltext(
  site: BigSite,
  { entries, documents }: { entries: number; documents: number },
): Promise<FulltextFigures> {
  const caller = await openCaller(site.address, (error) => {
    throw error;
  });
  const [files] = await namedQuery<{ count: number }>(
    site.bare,
    'bench-files',
    'SELECT count(*)::int AS count FROM case_files',
    [],
  );
  try {
    const times = {} as Record<TextQuery, FulltextTimes>;
    for (const kind of fulltextKinds) {
      const random = seededRandom(17);
      const took: Record<keyof FulltextTimes, number[]> = { reader: [], registrar: [], bare: [] };
      for (let at = 0; at < askings + warmUps; at++) {
        const text = textQueries[kind](random);
        const one = {
          reader: await timed(() => askHttp(caller, searchRequest(site, site.cast.reader.token, text))),
          registrar: await timed(() => askHttp(caller, searchRequest(site, site.cast.registrarToken, text))),
          bare: await timed(() => askBare(site, kind, text)),
        };
        if (at < warmUps) continue;
        for (const who of ['reader', 'registrar', 'bare'] as const) took[who].push(one[who]);
      }
      times[kind] = {
        reader: toTimes(took.reader),
        registrar: toTimes(took.registrar),
        bare: toTimes(took.bare),
      };
    }
    return { entries, documents, caseFiles: files?.count ?? 0, seconds: site.seconds, times };
  } finally {
    caller.close();
  }
}

/** The newest twenty documents with the words, whoever may read them. */
function askBare(site: BigSite, kind: TextQuery, text: string) {
  const words = foldText(text).split(' ').filter(Boolean);
  const query = kind === 'phrase' ? words.join(' <-> ') : words.join(' & ');
  const value = kind === 'typing' ? `${query}:*` : query;
  return namedQuery(
    site.bare,
    'bench-bare-text',
    `SELECT held.document_id, documents.name FROM search_documents AS held
     JOIN documents ON documents.id = held.document_id
     WHERE held.words @@ to_tsquery('simple', $1) ORDER BY held.registered_at DESC LIMIT 20`,
    [value],
  );
}
