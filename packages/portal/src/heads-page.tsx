import { formatPlainDate } from '@opis/contracts';
import { Fingerprint } from './fingerprint.tsx';
import type { PortalFrame } from './frame.ts';
import { Page } from './page.tsx';
import { texts } from './portal-texts.ts';

/** The head of one public book when a day was signed; `number` is the last number given. */
export type PublicHead = { registerName: string; year: number; number: number; hash: string };

/** One signed day; `heads` are the books that moved. */
export type SignedDay = { day: string; signedOn: string; signedTime: string; heads: PublicHead[] };

/** Signed days, newest first. `older` is the address of the next page, `publicKey` the seal's key as PEM. */
export type HeadsModel = { days: SignedDay[]; older: string | null; isNewest: boolean; publicKey: string };

/** The public heads: whoever keeps one can prove later that nothing before it was changed. */
export function HeadsPage({ frame, model }: { frame: PortalFrame; model: HeadsModel }) {
  return (
    <Page frame={frame} title={texts('heads.heading')} back="/v">
      <div className="column stack-large">
        <div className="stack">
          <h1>{texts('heads.heading')}</h1>
          <p className="lead">{texts('heads.lead')}</p>
          <p>
            <a href="/registru/amprente/heads.jsonl">{texts('heads.download')}</a>
          </p>
          <PublicKey pem={model.publicKey} />
        </div>
        {model.days.length === 0 && <p>{texts('heads.none')}</p>}
        {model.days.map((day) => (
          <DaySection key={day.day} day={day} />
        ))}
        <Paging model={model} />
      </div>
    </Page>
  );
}

function PublicKey({ pem }: { pem: string }) {
  return (
    <details>
      <summary>{texts('heads.key')}</summary>
      <div className="stack">
        <p>{texts('heads.key.text')}</p>
        <pre className="hash">{pem.trim()}</pre>
      </div>
    </details>
  );
}

function DaySection({ day }: { day: SignedDay }) {
  const signed = texts('heads.signed', { date: formatPlainDate(day.signedOn), time: day.signedTime });
  return (
    <section className="sheet day">
      <h2>{texts('heads.day', { date: formatPlainDate(day.day) })}</h2>
      <p className="muted small">{signed}</p>
      {day.heads.length === 0 ? <p>{texts('heads.quiet')}</p> : day.heads.map(toHead)}
    </section>
  );
}

function toHead(head: PublicHead) {
  return (
    <dl className="head-facts" key={`${head.registerName} ${head.year}`}>
      <dt>{texts('heads.register')}</dt>
      <dd>{texts('register.book.value', { register: head.registerName, year: String(head.year) })}</dd>
      <dt>{texts('heads.number')}</dt>
      <dd>{head.number}</dd>
      <dt>{texts('heads.hash')}</dt>
      <dd>
        <Fingerprint hash={head.hash} />
      </dd>
    </dl>
  );
}

function Paging({ model }: { model: HeadsModel }) {
  return (
    <p className="paging">
      {model.older && <a href={model.older}>{texts('heads.older')}</a>}
      {!model.isNewest && <a href="/registru/amprente">{texts('heads.newest')}</a>}
    </p>
  );
}
