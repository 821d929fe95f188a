import type { SearchReason } from '@opis/contracts';
import { markMatches } from '../../parts/fold-text.ts';

/** A text with the places that were sought in bold over a yellow line. */
export function FoundText({ text, marks }: { text: string; marks: SearchReason['marks'] }) {
  const cuts = [0, ...marks.flat(), text.length];
  return cuts.slice(0, -1).map((from, at) => {
    const piece = text.slice(from, cuts[at + 1]);
    return at % 2 === 1 ? (
      // biome-ignore lint/suspicious/noArrayIndexKey: pieces of one text stand where they stand
      <mark className="found" key={at}>
        {piece}
      </mark>
    ) : (
      piece
    );
  });
}

/** The same by the words as they were typed, where the server marked nothing. */
export function TypedText({ text, typed }: { text: string; typed: string }) {
  let position = 0;
  const marks: SearchReason['marks'] = [];
  for (const piece of markMatches(text, typed)) {
    if (piece.match) marks.push([position, position + piece.text.length]);
    position += piece.text.length;
  }
  return <FoundText text={text} marks={marks} />;
}
