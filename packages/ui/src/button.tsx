import type { AnchorHTMLAttributes, ButtonHTMLAttributes, ReactNode, Ref } from 'react';
import { Icon, type IconName } from './icon.tsx';
import { Kbd } from './kbd.tsx';

type ButtonLook = {
  /** One primary in a region; danger for what cannot be taken back. */
  kind?: 'primary' | 'secondary' | 'quiet' | 'danger';
  size?: 'small' | 'normal' | 'main';
  icon?: IconName;
  /** The key that does the same, shown at the right: `F9`. */
  keyHint?: string;
};

/** Label = the verb of the act. Disabled buttons say why in a hint near them. */
export function Button({
  kind,
  size,
  icon,
  keyHint,
  children,
  ...rest
}: ButtonLook & ButtonHTMLAttributes<HTMLButtonElement> & { ref?: Ref<HTMLButtonElement> | undefined }) {
  return (
    <button
      type="button"
      aria-keyshortcuts={keyHint}
      {...rest}
      className={buttonClass({ kind, size }, rest.className)}
    >
      <ButtonContent icon={icon} keyHint={keyHint}>
        {children}
      </ButtonContent>
    </button>
  );
}

/** The same look on a link: it goes somewhere, it does nothing. */
export function ButtonLink({
  kind,
  size,
  icon,
  keyHint,
  children,
  ...rest
}: ButtonLook & AnchorHTMLAttributes<HTMLAnchorElement>) {
  return (
    <a aria-keyshortcuts={keyHint} {...rest} className={buttonClass({ kind, size }, rest.className)}>
      <ButtonContent icon={icon} keyHint={keyHint}>
        {children}
      </ButtonContent>
    </a>
  );
}

/** A picture alone, for close, more, copy, previous and next; the label is what readers and tooltips say. */
export function IconButton({
  icon,
  label,
  ...rest
}: { icon: IconName; label: string } & ButtonHTMLAttributes<HTMLButtonElement>) {
  return (
    <button
      type="button"
      title={label}
      aria-label={label}
      {...rest}
      className={`icon-button ${rest.className ?? ''}`.trim()}
    >
      <Icon name={icon} />
    </button>
  );
}

/** Class of a button's look, for a router's own link. */
export function buttonClass({ kind = 'secondary', size = 'normal' }: ButtonLook, extra = ''): string {
  return `button is-${kind} is-${size} ${extra}`.trim();
}

/** What stands inside a button: picture, words, key. */
export function ButtonContent({ icon, keyHint, children }: ButtonLook & { children: ReactNode }) {
  return (
    <>
      {icon && <Icon name={icon} />}
      {children}
      {keyHint && <Kbd>{keyHint}</Kbd>}
    </>
  );
}
