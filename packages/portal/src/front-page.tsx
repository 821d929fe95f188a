import { Button, Field } from '@opis/ui';
import type { PortalFrame } from './frame.ts';
import { toLongDate } from './long-date.ts';
import { Page } from './page.tsx';
import { texts } from './portal-texts.ts';

/** What the front page says beside its frame. Only what can be done today is offered. */
export type FrontModel = {
  /** As the institution writes it; empty when it was not said. */
  openingHours: string;
  /** The next day of the week on which the institution is closed (plain date), and why. */
  closedOn: { day: string; name: string } | null;
  /** The institution and all that is in it is invented. */
  demonstration: boolean;
};

/** `/`: what a citizen can do here without an account, and how to reach people. */
export function FrontPage({ frame, model }: { frame: PortalFrame; model: FrontModel }) {
  return (
    <Page frame={frame} title={texts('front.heading')}>
      <div className="two">
        <div className="column stack-large">
          <div className="stack">
            <h1>{texts('front.heading')}</h1>
            <p className="lead">{texts('front.lead')}</p>
            {model.demonstration && <p className="small muted">{texts('front.demonstration')}</p>}
          </div>
          <ul className="doors">
            <Door href="/v" name="verify" />
            <Door href="/registru/amprente" name="heads" />
          </ul>
        </div>
        <aside className="stack-large">
          <Search />
          <Hours frame={frame} model={model} />
          <p>
            <a href="/intrare">{texts('front.staff')}</a>
          </p>
        </aside>
      </div>
    </Page>
  );
}

function Door({ href, name }: { href: string; name: 'verify' | 'heads' }) {
  return (
    <li className="door">
      <a className="door-link" href={href}>
        {texts(`front.${name}`)}
      </a>
      <span className="muted">{texts(`front.${name}.text`)}</span>
    </li>
  );
}

/** The number as it stands on the receipt; the verification asks for what is missing. */
function Search() {
  return (
    <form className="sheet fields is-search" action="/v" method="get">
      <h2>{texts('front.search')}</h2>
      <Field id="numar" label={texts('front.search.number')} hint={texts('front.search.hint')} hintFirst>
        {(control) => (
          <input {...control} className="input wide" name="numar" autoComplete="off" spellCheck={false} />
        )}
      </Field>
      <Button kind="primary" size="main" type="submit">
        {texts('front.search.submit')}
      </Button>
    </form>
  );
}

function Hours({ frame, model }: { frame: PortalFrame; model: FrontModel }) {
  const { openingHours, closedOn } = model;
  return (
    <section className="stack">
      <h2>{texts('front.hours')}</h2>
      {openingHours !== '' && <p className="num">{openingHours}</p>}
      <p>
        {frame.institution.address}
        {closedOn && (
          <>
            <br />
            <strong>{texts('front.closed')}</strong> {toLongDate(closedOn.day)}, {closedOn.name}.
          </>
        )}
      </p>
    </section>
  );
}
