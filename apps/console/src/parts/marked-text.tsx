import { markMatches } from './fold-text.ts';

/** A text with the words that were typed in bold: why it was found. */
export function MarkedText({ text, typed }: { text: string; typed: string }) {
  let position = 0;
  return markMatches(text, typed).map((piece) => {
    position += piece.text.length;
    return piece.match ? (
      <b className="strong" key={position}>
        {piece.text}
      </b>
    ) : (
      piece.text
    );
  });
}
