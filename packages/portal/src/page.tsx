import type { ReactNode } from 'react';
import type { PortalFrame } from './frame.ts';
import { texts } from './portal-texts.ts';

type PageProps = {
  frame: PortalFrame;
  /** The page's own title, the same words as its `h1`. */
  title: string;
  /** True when a form came back with errors: the title then says so first. */
  hasErrors?: boolean;
  /** Where „Înapoi” leads; without it there is none. */
  back?: string;
  children: ReactNode;
};

/** The sheet that every page for citizens is written on. No script, no style attribute: the content policy refuses both. */
export function Page({ frame, title, hasErrors = false, back, children }: PageProps) {
  const { institution, assets } = frame;
  const key = hasErrors ? 'page.error-title' : 'page.title';
  return (
    <html lang="ro">
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width,initial-scale=1" />
        <meta name="robots" content="noindex" />
        <title>{texts(key, { page: title, institution: institution.name })}</title>
        <link rel="stylesheet" href={assets.styles} />
      </head>
      <body>
        <a className="skip" href="#continut">
          {texts('frame.skip')}
        </a>
        <Letterhead frame={frame} />
        <main id="continut" className="wrap">
          {back && (
            <a className="back" href={back}>
              {texts('frame.back')}
            </a>
          )}
          {children}
        </main>
        <Foot institution={institution} />
      </body>
    </html>
  );
}

function Letterhead({ frame }: { frame: PortalFrame }) {
  return (
    <header>
      <div className="official">
        <div className="wrap">{texts('frame.official')}</div>
      </div>
      <div className="head">
        <div className="wrap">
          <a className="brand" href="/">
            {frame.assets.crest && <img src={frame.assets.crest} alt="" width={34} height={40} />}
            <b>{frame.institution.name}</b>
          </a>
          <nav className="nav" aria-label={texts('frame.nav')}>
            <a className="wide" href="/v">
              {texts('frame.verify')}
            </a>
            <a className="wide" href="/registru/amprente">
              {texts('frame.heads')}
            </a>
            <a className="wide" href="#ajutor">
              {texts('frame.help')}
            </a>
            <a className="menu" href="#meniu">
              {texts('frame.menu')}
            </a>
          </nav>
        </div>
      </div>
    </header>
  );
}

function Foot({ institution }: { institution: PortalFrame['institution'] }) {
  return (
    <footer className="foot">
      <div className="wrap">
        <section id="ajutor">
          <h2>{texts('frame.help.heading')}</h2>
          <p>{texts('frame.help.text')}</p>
          <p>
            <a className="big" href={toPhoneAddress(institution.phone)}>
              {institution.phone}
            </a>
          </p>
          <p>
            {institution.address}
            <br />
            <a href={`mailto:${institution.email}`}>{institution.email}</a>
          </p>
        </section>
        <section id="meniu">
          <h2>{texts('frame.menu')}</h2>
          <ul>
            <li>
              <a href="/">{texts('frame.front')}</a>
            </li>
            <li>
              <a href="/v">{texts('frame.verify')}</a>
            </li>
            <li>
              <a href="/registru/amprente">{texts('frame.heads')}</a>
            </li>
          </ul>
        </section>
        <p className="end">{texts('frame.end', { institution: institution.name })}</p>
      </div>
    </footer>
  );
}

/** `0200 000 120` → `tel:+40200000120`: a phone abroad dials it too. */
function toPhoneAddress(phone: string): string {
  const digits = phone.replace(/[^\d+]/g, '');
  return `tel:${/^0\d{9}$/.test(digits) ? `+4${digits}` : digits}`;
}
