import type { ReactNode } from 'react';
import { IntlProvider, useIntl } from 'react-intl';
import console from '../../messages/console.ro.json' with { type: 'json' };
import deadlines from '../../messages/deadlines.ro.json' with { type: 'json' };
import emergency from '../../messages/emergency.ro.json' with { type: 'json' };
import exports from '../../messages/exports.ro.json' with { type: 'json' };
import history from '../../messages/history.ro.json' with { type: 'json' };
import information from '../../messages/information.ro.json' with { type: 'json' };
import letters from '../../messages/letters.ro.json' with { type: 'json' };
import mailIntake from '../../messages/mail-intake.ro.json' with { type: 'json' };
import mailboxes from '../../messages/mailboxes.ro.json' with { type: 'json' };
import members from '../../messages/members.ro.json' with { type: 'json' };
import outgoing from '../../messages/outgoing-mail.ro.json' with { type: 'json' };
import parties from '../../messages/parties.ro.json' with { type: 'json' };
import petitions from '../../messages/petitions.ro.json' with { type: 'json' };
import procedures from '../../messages/procedures.ro.json' with { type: 'json' };
import reports from '../../messages/reports.ro.json' with { type: 'json' };
import scans from '../../messages/scans.ro.json' with { type: 'json' };
import search from '../../messages/search.ro.json' with { type: 'json' };
import security from '../../messages/security.ro.json' with { type: 'json' };
import signatures from '../../messages/signatures.ro.json' with { type: 'json' };
import substitutions from '../../messages/substitutions.ro.json' with { type: 'json' };
import system from '../../messages/system.ro.json' with { type: 'json' };
import tacit from '../../messages/tacit.ro.json' with { type: 'json' };
import tariffs from '../../messages/tariffs.ro.json' with { type: 'json' };
import tasks from '../../messages/tasks.ro.json' with { type: 'json' };
import works from '../../messages/works.ro.json' with { type: 'json' };

const messages = {
  ...exports,
  ...console,
  ...security,
  ...works,
  ...tasks,
  ...outgoing,
  ...parties,
  ...petitions,
  ...procedures,
  ...reports,
  ...tacit,
  ...tariffs,
  ...scans,
  ...mailboxes,
  ...search,
  ...signatures,
  ...substitutions,
  ...system,
  ...emergency,
  ...history,
  ...members,
  ...mailIntake,
  ...letters,
  ...information,
  ...deadlines,
};

/** Key of a sentence in the catalogue. */
export type MessageId = keyof typeof messages;
export type TextValues = Readonly<Record<string, string | number | boolean>>;

/** Opens the catalogue for everything inside. */
export function Texts({ children }: { children: ReactNode }) {
  return (
    <IntlProvider locale="ro" messages={messages}>
      {children}
    </IntlProvider>
  );
}

/** Gives the sentence of a key, its arguments filled in; plurals agree by ICU rules. */
export function useText(): (id: MessageId, values?: TextValues) => string {
  const intl = useIntl();
  return (id, values) => intl.formatMessage({ id }, values);
}

/** The same, with `<b>…</b>` of the catalogue set in semibold. */
export function Sentence({ id, values }: { id: MessageId; values?: TextValues }) {
  const intl = useIntl();
  return intl.formatMessage(
    { id },
    { ...values, b: (words: ReactNode[]) => <b className="strong">{words}</b> },
  );
}
