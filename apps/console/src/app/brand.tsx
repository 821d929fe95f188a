import { Link } from '@tanstack/react-router';

export function Brand() {
  return (
    <Link className="brand" to="/" aria-label="Opis">
      <Mark />
      <b>Opis</b>
    </Link>
  );
}

/** The mark: the list of everything that a file holds. */
export function Mark({ size = 24 }: { size?: number }) {
  return (
    <svg
      width={size}
      height={size}
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      strokeWidth="2"
      aria-hidden="true"
    >
      <rect x="1.5" y="1.5" width="21" height="21" rx="2.5" />
      <path d="M6 8h2M11 8h7M6 12h2M11 12h7M6 16h2M11 16h4" />
    </svg>
  );
}
