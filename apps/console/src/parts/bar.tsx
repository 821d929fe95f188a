import { useId } from 'react';
import './bar.css';

type BarProps = {
  /** Parts of the longest bar, 0 to 1. `late` is hatched, so that it shows without colour. */
  all: number;
  late?: number;
  /** Where the law ends. */
  tick?: number | null;
};

/** A length from zero. Shown, not told: its figure stands beside it. */
export function Bar({ all, late = 0, tick = null }: BarProps) {
  const hatch = useId();
  return (
    <svg className="bar" viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true">
      <defs>
        <pattern
          id={hatch}
          width="1.4"
          height="10"
          patternUnits="userSpaceOnUse"
          patternTransform="skewX(-20)"
        >
          <rect className="bar-late" width="0.9" height="10" />
        </pattern>
      </defs>
      <rect className="bar-all" width={all * 98} height="10" />
      {late > 0 && (
        <>
          <rect className="bar-under" width={late * 98} height="10" />
          <rect fill={`url(#${hatch})`} width={late * 98} height="10" />
        </>
      )}
      {tick !== null && <rect className="bar-tick" x={tick * 98} width="0.8" height="10" />}
    </svg>
  );
}
