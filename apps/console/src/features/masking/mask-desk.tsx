import type { PageWord } from '@opis/contracts';
import { type KeyboardEvent, type PointerEvent, useEffect, useId, useRef, useState } from 'react';
import { useText } from '../../parts/text.tsx';
import { coverBetween, isCovered, type Mask, stepFrame, stepToWord, toggleWords } from './masks.ts';
import './masking.css';

type MaskDeskProps = {
  /** Address of the picture of the page. */
  pictureUrl: string;
  alt: string;
  page: number;
  /** Words that can be chosen with keys; empty for a scan, undefined until they are read. */
  words: readonly PageWord[] | undefined;
  masks: readonly Mask[];
  onChange: (masks: readonly Mask[]) => void;
};

type Point = { x: number; y: number };
const firstFrame = { x: 0.1, y: 0.1, width: 0.3, height: 0.03 };

/**
 * A page on which masks are laid: with the mouse a rectangle is drawn, with keys a word or a line is chosen; on a page
 * without text keys move and stretch a frame. What is chosen is told to a reader of the screen.
 */
export function MaskDesk({ pictureUrl, alt, page, words, masks, onChange }: MaskDeskProps) {
  const t = useText();
  const helpId = useId();
  const [at, setAt] = useState(0);
  const [frame, setFrame] = useState(firstFrame);
  const [isFocused, setFocused] = useState(false);
  const drawing = useDrawing(page, (mask) => onChange([...masks, mask]));
  const own = masks.filter((mask) => mask.page === page);
  const word = words?.[at];

  const press = (event: KeyboardEvent) => {
    const isArrow = event.key.startsWith('Arrow') || event.key === 'Home' || event.key === 'End';
    const isChoice = event.key === ' ' || event.key.toLowerCase() === 'l';
    if ((!isArrow && !isChoice) || event.ctrlKey || event.altKey || event.metaKey) return;
    event.preventDefault();
    event.stopPropagation();
    // What is not known yet is not covered by a guess.
    if (words === undefined) return;
    if (isArrow) {
      if (word) setAt(stepToWord(words, at, event.key));
      else setFrame(stepFrame(frame, event.key, event.shiftKey));
    } else if (word) {
      const chosen = event.key === ' ' ? [word] : words.filter(({ line }) => line === word.line);
      onChange(toggleWords(masks, page, chosen));
    } else onChange([...masks, { page, ...frame, words: '' }]);
  };

  const help =
    words === undefined ? 'mask.keys-waiting' : words.length > 0 ? 'mask.keys-words' : 'mask.keys-frame';
  const said = word
    ? t('mask.at-word', { text: word.text, line: word.line + 1, covered: isCovered(masks, page, word) })
    : t('mask.at-frame', { x: Math.round(frame.x * 100), y: Math.round(frame.y * 100) });
  return (
    <div className="mask-desk">
      <p id={helpId} className="mask-help">
        {t(help)}
      </p>
      <div
        className="mask-page"
        role="application"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: keys choose what is covered
        tabIndex={0}
        aria-label={t('mask.desk')}
        aria-describedby={helpId}
        onKeyDown={press}
        onFocus={() => setFocused(true)}
        onBlur={() => setFocused(false)}
        {...drawing.handlers}
      >
        <img src={pictureUrl} alt={alt} draggable={false} />
        {own.map((mask) => (
          <span
            key={`${mask.x} ${mask.y} ${mask.width} ${mask.height}`}
            className="mask"
            style={toPlace(mask)}
          />
        ))}
        {drawing.drawn && <span className="mask is-drawn" style={toPlace(drawing.drawn)} />}
        {isFocused && words && <Cursor place={word ?? frame} />}
      </div>
      <p className="visually-hidden" aria-live="polite">
        {isFocused && words ? said : ''}
      </p>
    </div>
  );
}

/** Where the keys stand; it comes into sight as it moves. */
function Cursor({ place }: { place: Point & { width: number; height: number } }) {
  const ref = useRef<HTMLSpanElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new place is what brings it into sight
  useEffect(() => {
    // Newer browsers answer with a promise, which must not become the effect's end.
    ref.current?.scrollIntoView?.({ block: 'nearest' });
  }, [place.x, place.y]);
  return <span ref={ref} className="mask-cursor" style={toPlace(place)} />;
}

const percent = (share: number) => `${share * 100}%`;
const toPlace = ({ x, y, width, height }: Point & { width: number; height: number }) => ({
  left: percent(x),
  top: percent(y),
  width: percent(width),
  height: percent(height),
});

/** Drawing with the mouse, a pen or a finger: pressed at one corner, let go at the other. */
function useDrawing(page: number, onDrawn: (mask: Mask) => void) {
  const [from, setFrom] = useState<Point>();
  const [to, setTo] = useState<Point>();
  const end = (event: PointerEvent) => {
    const mask = from && coverBetween(page, from, pointOf(event));
    setFrom(undefined);
    setTo(undefined);
    if (mask) onDrawn(mask);
  };
  const handlers = {
    onPointerDown: (event: PointerEvent<HTMLElement>) => {
      if (event.button !== 0) return;
      event.currentTarget.setPointerCapture?.(event.pointerId);
      setFrom(pointOf(event));
    },
    onPointerMove: (event: PointerEvent) => from && setTo(pointOf(event)),
    onPointerUp: end,
    onPointerCancel: () => setFrom(undefined),
  };
  return { handlers, drawn: from && to ? coverBetween(page, from, to) : undefined };
}

function pointOf(event: PointerEvent): Point {
  const { left, top, width, height } = event.currentTarget.getBoundingClientRect();
  return { x: (event.clientX - left) / width, y: (event.clientY - top) / height };
}
