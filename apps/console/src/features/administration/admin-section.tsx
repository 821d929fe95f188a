import { Button, type IconName } from '@opis/ui';
import type { ReactNode } from 'react';

type AdminSectionProps = {
  id: string;
  title: string;
  /** What the list is, in a sentence or two. */
  body?: string;
  act?: { label: string; icon: IconName; onPress: () => void };
  children: ReactNode;
};

/** A part of administration that is one list: its name, what it is, and how something is added to it. */
export function AdminSection({ id, title, body, act, children }: AdminSectionProps) {
  return (
    <section className="admin-section" aria-labelledby={`${id}-title`}>
      <div className="admin-head">
        <h2 id={`${id}-title`}>{title}</h2>
        <span className="grow" />
        {act && (
          <Button kind="primary" icon={act.icon} onClick={act.onPress}>
            {act.label}
          </Button>
        )}
      </div>
      {body && <p className="second admin-body">{body}</p>}
      {children}
    </section>
  );
}
