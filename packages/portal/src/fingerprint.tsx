/** A hash in groups of four, so that two people can compare it aloud. */
export function Fingerprint({ label, hash }: { label?: string; hash: string }) {
  return (
    <p>
      {label && `${label}: `}
      <span className="hash">{hash.replace(/.{4}(?=.)/g, '$& ')}</span>
    </p>
  );
}
