import { type RefObject, useCallback, useEffect, useState } from 'react';

type Windowed = {
  start: number;
  end: number;
  above: number;
  below: number;
  scrollTo: (index: number) => void;
};

/** Rows drawn above and below what is seen, so that a fast hand meets no white. */
const margin = 12;

/**
 * Which of many rows of one height are drawn: ten thousand rows cost as much as eighty. `head` is what stands fixed
 * over the rows in the same scrolling box.
 */
export function useWindowed(box: RefObject<HTMLElement | null>, count: number, rowHeight: number): Windowed {
  const [seen, setSeen] = useState({ top: 0, height: 800 });
  useEffect(() => {
    const element = box.current;
    if (!element) return;
    const look = () => setSeen({ top: element.scrollTop, height: element.clientHeight });
    look();
    element.addEventListener('scroll', look, { passive: true });
    const sizes = new ResizeObserver(look);
    sizes.observe(element);
    return () => {
      element.removeEventListener('scroll', look);
      sizes.disconnect();
    };
  }, [box]);
  const start = Math.max(0, Math.min(Math.floor(seen.top / rowHeight) - margin, count));
  const end = Math.min(count, Math.ceil((seen.top + seen.height) / rowHeight) + margin);
  const scrollTo = useCallback(
    (index: number) => {
      const element = box.current;
      if (!element) return;
      const head = element.querySelector('thead')?.getBoundingClientRect().height ?? 0;
      const top = index * rowHeight;
      const visible = element.clientHeight - head;
      if (top < element.scrollTop) element.scrollTop = top;
      else if (top + rowHeight > element.scrollTop + visible) element.scrollTop = top + rowHeight - visible;
    },
    [box, rowHeight],
  );
  return { start, end, above: start * rowHeight, below: (count - end) * rowHeight, scrollTo };
}
