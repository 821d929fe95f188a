/** A key, shown only where it works now. Readers get it from `aria-keyshortcuts` of what it presses. */
export function Kbd({ children }: { children: string }) {
  return (
    <span className="kbd" aria-hidden="true">
      {children}
    </span>
  );
}
