import { AppError, type LetterPreview } from '@opis/contracts';
import { receiveMade } from '../documents/index.ts';
import type { Actor } from '../identity/index.ts';
import { lacksOf } from './letter.ts';
import type { LetterPrintDeps } from './letter-deps.ts';
import { toMergeValues } from './letter-facts.ts';
import { demandsOf } from './neighbours.ts';
import { renderLetter } from './render-letter.ts';
import { findStoredPdf } from './stored-pdf.ts';
import { requireLetter, type SeenLetter } from './views/get-letter.ts';

type Kept = { pdf: Promise<Buffer>; at: number };

/** Papers just set, so that each page of a preview is not set anew; a few, for as long as somebody looks. */
export type LetterPapers = { of(deps: LetterPrintDeps, seen: SeenLetter): Promise<Buffer> };

const keepMs = 30_000;
const mostKept = 20;

/** Opens the store of papers; one for the process. */
export function letterPapers(elapsedMs: () => number = () => performance.now()): LetterPapers {
  const kept = new Map<string, Kept>();
  return {
    of(deps, seen) {
      const key = `${seen.state.id} ${seen.row.version}`;
      const found = kept.get(key);
      if (found && elapsedMs() - found.at < keepMs) return found.pdf;
      const pdf = findStoredPdf(deps, seen.state).then((stored) => stored ?? renderLetter(deps, seen));
      kept.set(key, { pdf, at: elapsedMs() });
      pdf.catch(() => kept.delete(key));
      const [oldest] = kept.keys();
      if (kept.size > mostKept && oldest !== undefined) kept.delete(oldest);
      return pdf;
    },
  };
}

export type PreviewDeps = LetterPrintDeps & { papers: LetterPapers };

/** How many pages the letter has as it would leave now, and what it lacks. */
export async function previewLetter(deps: PreviewDeps, actor: Actor, id: string): Promise<LetterPreview> {
  const seen = await requireLetter(deps, actor, id);
  const [pdf, demands, institution] = await Promise.all([
    deps.papers.of(deps, seen),
    demandsOf(deps, seen.facts, seen.state.kind),
    deps.organisation.institution(),
  ]);
  const pages = await withPdf(deps, pdf, (source) => deps.previews.countPages(source));
  const fields = toMergeValues(seen.facts, {
    institution,
    content: seen.state.draft,
    datedOn: seen.state.datedOn,
  });
  const signers = seen.state.status === 'draft' ? null : (seen.state.route?.signatures.length ?? 0);
  const assigned = seen.state.status !== 'draft' || seen.facts.assigned;
  const lacks = lacksOf(seen.state.draft, { demands, fields, signers, kind: seen.state.kind, assigned });
  return { pages: pages ?? 1, version: seen.row.version, lacks };
}

/** PNG of one page of it. Throws `document.no-preview`. */
export async function previewPage(
  deps: PreviewDeps,
  actor: Actor,
  { id, page }: { id: string; page: number },
): Promise<Uint8Array> {
  const pdf = await deps.papers.of(deps, await requireLetter(deps, actor, id));
  return withPdf(deps, pdf, async (source) => {
    const pages = await deps.previews.countPages(source);
    if (pages !== undefined && page > pages) throw new AppError('not-found', 'document.no-preview');
    return deps.previews.renderPage(source, page);
  });
}

/** The letter as PDF, as it would leave now, with the name to save it by. */
export async function letterPdf(
  deps: PreviewDeps,
  actor: Actor,
  id: string,
): Promise<{ number: string; bytes: Buffer }> {
  const seen = await requireLetter(deps, actor, id);
  return { number: seen.facts.registrationNumber, bytes: await deps.papers.of(deps, seen) };
}

type Source = Parameters<LetterPrintDeps['previews']['countPages']>[0];

async function withPdf<Result>(
  { files }: LetterPrintDeps,
  pdf: Buffer,
  use: (source: Source) => Promise<Result>,
): Promise<Result> {
  const file = await receiveMade(files, pdf);
  try {
    return await use({ sha256: file.sha256, mediaType: file.mediaType, path: file.localPath });
  } finally {
    await file.discard();
  }
}
