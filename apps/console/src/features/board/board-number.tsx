import type { BoardFigure } from '@opis/contracts';
import { Link, useSearch } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { BoardNumberSearch } from './board-search.ts';

type BoardNumberProps = {
  figure: BoardFigure;
  count: number;
  /** Narrowed to whom or when. */
  of?: Omit<BoardNumberSearch, 'cifra'>;
  /** Said instead of the bare number, where no column or row says what it counts. */
  label?: string;
  className?: string;
  children?: ReactNode;
};

/** A number of the board, which opens the works that it counts; nothing opens nothing. */
export function BoardNumber({ figure, count, of, label, className, children }: BoardNumberProps) {
  const { compartiment } = useSearch({ from: '/serviciul-meu' });
  if (count === 0) return <span className={className}>{children ?? count}</span>;
  return (
    <Link
      className={className}
      to="/serviciul-meu"
      search={{ ...(compartiment && { compartiment }), cifra: figure, ...of }}
      aria-label={label}
      replace
    >
      {children ?? count}
    </Link>
  );
}
