/** Widths repeat in this order, so that the bars have the shape of words and never move. */
const widths = ['is-wide', 'is-mid', 'is-full', 'is-short', 'is-mid', 'is-wide'];

/** Bars in the true shape of a table that is on its way; still, and silent for readers. */
export function SkeletonRows({ rows, columns }: { rows: number; columns: number }) {
  return (
    <>
      {Array.from({ length: rows }, (_, row) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: bars have no identity
        <tr className="skeleton-row" key={row}>
          {Array.from({ length: columns }, (_, column) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: bars have no identity
            <td key={column}>
              <span className={`skeleton ${widths[(row * 5 + column) % widths.length]}`} />
            </td>
          ))}
        </tr>
      ))}
    </>
  );
}
