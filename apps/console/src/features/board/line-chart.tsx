type LineChartProps = {
  /** Lines over the same weeks; the first is the one in question, the second dashed. */
  lines: readonly (readonly (number | null)[])[];
  /** Words at the two ends of the axis of time. */
  ends: readonly [string, string];
  /** The axis of values. */
  from: number;
  to: number;
  show: (value: number) => string;
};

const width = 300;
const height = 150;

/** Lines over time with the two ends of the axis named; the figures stand in the table beside it. */
export function LineChart({ lines, ends, from, to, show }: LineChartProps) {
  const x = (at: number, of: number) => (of < 2 ? 0 : (at / (of - 1)) * width);
  const y = (value: number) => height - ((value - from) / Math.max(to - from, 1e-9)) * height;
  const path = (values: readonly (number | null)[]) =>
    values
      .flatMap((value, at) =>
        value === null ? [] : [`${x(at, values.length).toFixed(1)},${y(value).toFixed(1)}`],
      )
      .join(' ');
  return (
    <div className="board-lines" aria-hidden="true">
      <span className="board-axis is-top">{show(to)}</span>
      <svg viewBox={`-4 -4 ${width + 8} ${height + 8}`} preserveAspectRatio="none" aria-hidden="true">
        <line className="line-edge" x1="0" x2={width} y1="0" y2="0" />
        <line className="line-base" x1="0" x2={width} y1={height} y2={height} />
        {lines.map((values, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: lines have no other name, and never change places
          <polyline key={at} className={at === 0 ? 'line-point' : 'line-beside'} points={path(values)} />
        ))}
      </svg>
      <span className="board-axis">{show(from)}</span>
      <span className="board-ends">
        <span>{ends[0]}</span>
        <span>{ends[1]}</span>
      </span>
    </div>
  );
}
