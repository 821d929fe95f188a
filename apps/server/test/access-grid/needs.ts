import { type Permission, permissionsOf } from '@opis/contracts';
import type { Who } from './who.ts';

/**
 * `may`: what is answered is about what was sent, not about who sent it. `missing`: whoever may is told that what they
 * name is not there; all others are refused before anything is looked up.
 */
type Answer = 'may' | 'missing' | 403 | 404;
type Need = (who: Who) => Answer;
type Can = (who: Who) => boolean;

const everybody: Need = () => 'may';
/** Somebody else's own, or of a kind that is not there for programs. */
const nobody: Need = () => 404;
/** By a person in a browser alone, never with a token. */
const person: Need = () => 403;
const onlyWho =
  (can: Can, otherwise: 403 | 404 = 403): Need =>
  (who) =>
    can(who) ? 'may' : otherwise;
const orMissing =
  (need: Need): Need =>
  (who) => {
    const answer = need(who);
    return answer === 'may' ? 'missing' : answer;
  };
/** Over the institution as a whole. */
const institution = (permission: Permission) => onlyWho((who) => who.holds(permission, 'institution'));
/** Wherever it was granted: people and bodies belong to no unit. */
const anywhere = (permission: Permission) => onlyWho(({ role }) => permissionsOf[role].includes(permission));

const over = (permission: Permission) => (who: Who) => who.holds(permission, 'unit');
const leads: Can = (who) => who.reads && who.holds('case.assign', 'unit');
const solves: Can = (who) => leads(who) || (who.reads && who.holds('case.work', 'unit'));
const routes: Can = over('case.route');
const writes: Can = (who) => who.reads && (routes(who) || solves(who));

/** Of a file: who sees its row in the book knows that it is there. */
const ofFile =
  (can: Can): Need =>
  (who) => {
    if (can(who)) return 'may';
    return who.reads || who.seesRow ? 403 : 404;
  };
/** Of what its readers alone know: a task, a letter, a request. */
const ofReader =
  (can: Can): Need =>
  (who) => {
    if (!who.reads) return 404;
    return can(who) ? 'may' : 403;
  };
const ofRow = (permission: Permission) => ofFile(over(permission));

const file = '/case-files/:id';
const letter = '/letters/:id';
const petition = '/petitions/:id';
const request = '/information-requests/:id';
const entry = '/registers/:code/entries/:year/:number';
const scan = '/scans/:id';
const message = '/mail-intake/:id';
const account = '/administration/accounts/:id';

const posts: readonly [Need, ...string[]][] = [
  // One's own, and what is searched or counted by one's rights alone.
  [everybody, '/saved-views', '/entry-models', '/resolution-models', '/reports/saved', '/notices/read'],
  [everybody, '/reports/works', '/reports/works/rows', '/reports/works/exports', '/search'],
  [everybody, '/mail-intake/search'],
  // The paper of the grid was read by no machine: there are no words to mark for anybody (the matrix has one that was).
  [nobody, '/search/document-marks'],
  [everybody, '/petitions/report/export', '/substitutions', '/registers/:code/entries/similar'],
  // Each item is answered for itself.
  [everybody, '/case-files/assign', '/case-files/close', '/case-files/undo', '/tasks/answer'],
  [person, '/second-factors/totp', '/second-factors/totp/remove', '/second-factors/recovery-codes'],
  [person, '/second-factors/passkey-options', '/second-factors/totp/confirm', '/second-factors/passkeys'],
  [person, '/session/password'],
  [nobody, '/long-works/:id/cancellation', '/registers/:code/members', '/registers/:code/members/removal'],

  // The book.
  [onlyWho(over('entry.register')), '/registers/:code/entries'],
  [ofRow('entry.amend'), `${entry}/correction`, `${entry}/joinder`],
  [ofFile((who) => who.holds('entry.route', 'unit') && (who.reads || who.seesRow)), `${entry}/routing`],
  [ofRow('entry.dispatch'), `${entry}/dispatch`],
  [ofRow('entry.classify'), `${entry}/classification`],
  [ofRow('entry.annul'), `${entry}/annulment`],
  [onlyWho(over('entry.read-book')), '/registers/:code/exports'],
  [onlyWho(over('book.close')), '/registers/:code/books/:year/closing'],
  [onlyWho(over('history.import')), '/registers/:code/history'],
  [onlyWho(over('entry.register')), '/emergency/sheets'],
  [
    onlyWho(over('entry.register'), 404),
    '/emergency/sheets/:id/void',
    '/emergency/sheets/:id/lines/:number/entry',
  ],
  [
    onlyWho(({ role }) =>
      permissionsOf[role].some((each) => each === 'entry.register' || each === 'case.work'),
    ),
    '/uploads',
  ],

  // A file that lies at the unit, with nobody yet.
  [ofFile((who) => leads(who) || routes(who)), `${file}/assign`, `${file}/join`],
  [ofFile(leads), `${file}/return`, `${file}/close`, `${file}/reopen`],
  [ofFile(solves), `${file}/tasks`],
  [ofFile((who) => routes(who) || solves(who)), `${file}/complaint`],
  [ofFile(writes), `${file}/note`, `${file}/procedure`, `${file}/fields`, `${file}/requirements`],
  [ofFile(writes), `${file}/opis/order`, `${file}/opis/describe`, `${file}/documents`, `${file}/letters`],
  [ofReader(writes), `${file}/documents/:documentId/masked-copies`],
  [ofFile(writes), `${file}/tacit-approval/irregularity`],
  [ofFile(leads), `${file}/tacit-approval/decision`],

  // What is asked of the unit about a file of its own.
  [ofReader(over('case.endorse')), '/tasks/:id/answer', '/tasks/:id/return'],
  [ofReader(solves), '/tasks/:id/withdraw', '/tasks/:id/remind'],

  // A draft, and what only its signers or dispatchers do to a letter further on.
  [ofReader(writes), `${letter}/editing`, `${letter}/draft`, `${letter}/send-on-route`, `${letter}/withdraw`],
  [ofReader(() => false), `${letter}/recall`, `${letter}/signed-paper`, `${letter}/hand-over`],
  [ofReader(() => false), `${letter}/sent`, `${letter}/returned`, '/letters/seal'],

  // A message of the file: whoever dispatches for the register acts, its readers look on.
  [
    (who) => {
      if (who.holds('entry.dispatch', 'unit')) return 'may';
      return who.reads ? 403 : 404;
    },
    '/outgoing-messages/:id/withdraw',
    '/outgoing-messages/:id/send-now',
    '/outgoing-messages/:id/try-again',
    '/outgoing-messages/:id/decide',
  ],
  [ofReader(() => false), `${letter}/mail`],
  [institution('entry.dispatch'), '/outgoing-batches'],

  // Paper that was scanned waits for whoever registers, of which office it is.
  [anywhere('entry.register'), '/scans'],
  [orMissing(anywhere('entry.register')), `${scan}/edits`, `${scan}/undo`, `${scan}/file`, `${scan}/take`],
  [orMissing(anywhere('entry.register')), `${scan}/put-away`, `${scan}/bring-back`],
  [orMissing(anywhere('entry.register')), `${scan}/file-original`],

  // A message that is not there: nobody learns more of it by deciding about it.
  [
    nobody,
    `${message}/registration`,
    `${message}/return`,
    `${message}/hand-over`,
    `${message}/bounce`,
    '/mail-intake/refusal',
    '/mail-intake/left/:id/settlement',
  ],
  [institution('mail.rules'), '/intake-rules/trial', '/intake-rules/:id'],
  [orMissing(institution('mail.rules')), '/intake-rules/:id/retirement'],

  // Papers recognised as something else than a petition are nobody's to end as one.
  [ofFile(writes), `${petition}/triage`],
  [ofFile(() => false), `${petition}/close-anonymous`, `${petition}/redirection`, `${petition}/joinder`],
  [
    ofFile(() => false),
    `${petition}/redirection/withdrawal`,
    `${petition}/close-repeat`,
    `${petition}/extension`,
  ],
  [
    institution('case.route'),
    '/competent-bodies',
    '/competent-bodies/:id',
    '/competent-bodies/:id/retirement',
  ],

  [ofReader(writes), `${request}/details`],
  [
    ofReader(solves),
    `${request}/extension`,
    `${request}/refusal`,
    `${request}/redirection`,
    `${request}/pointing`,
  ],
  [ofReader(solves), `${request}/answer`, `${request}/clarification`, `${request}/charges`],
  [
    ofReader(() => false),
    `${request}/complaint-of`,
    `${request}/verdict`,
    `${request}/publication`,
    `${request}/publication/withdrawal`,
  ],
  [ofReader(() => false), `${request}/charges/:charge/payment`, `${request}/court-cases`],

  [onlyWho(over('entry.register')), '/information-requests/verbal'],
  [ofFile(over('entry.register')), `${request}/complaints`],
  [onlyWho(over('entry.read-book')), '/information-requests/report/:year/answers'],
  [onlyWho(over('entry.read-book')), '/information-requests/report/:year/exports'],
  [everybody, '/information-requests/register/:year/exports'],

  // Whoever sees the row is told in whose hand the paper is.
  [onlyWho((who) => who.reads || who.seesRow, 404), '/papers/give', '/papers/receive'],

  // Persons and bodies.
  [anywhere('party.read'), '/parties/search'],
  [orMissing(anywhere('party.reveal-cnp')), '/parties/:id/reveal'],
  [
    orMissing(anywhere('party.merge')),
    '/parties/:id/merge',
    '/parties/:id/unmerge',
    '/parties/:id/distinction',
  ],
  [anywhere('party.edit'), '/parties/:id/contacts'],
  [orMissing(anywhere('party.edit')), '/parties/:id/contacts/:contactId', '/parties/:id/representations'],
  [orMissing(anywhere('party.edit')), '/parties/:id/representations/:representationId/end'],

  // Of somebody without a post: whoever keeps the organisation, or declares for all of it.
  [
    onlyWho(
      (who) =>
        who.holds('organisation.manage', 'institution') || who.holds('substitution.declare', 'institution'),
      404,
    ),
    '/substitutions/:id/change',
    '/substitutions/:id/end',
  ],

  // The law and the house.
  [institution('rules.check'), '/information-requests/grounds'],
  [institution('rules.check'), '/information-requests/grounds/:code/:validFrom/check'],
  [institution('rules.check'), '/deadlines/rules/:rule/:validFrom/check', '/deadlines/years/:year/check'],
  [institution('organisation.manage'), '/deadlines/days/preview', '/copy-tariffs', '/letter-templates'],
  [institution('organisation.manage'), '/text-modules', '/administration/changes', '/administration/import'],
  [institution('organisation.manage'), '/administration/import/preview', '/administration/registers'],
  [institution('organisation.manage'), '/administration/registers/:code/sub-registers'],
  [institution('organisation.manage'), '/administration/reorganisations/preview'],
  [institution('organisation.manage'), '/administration/reorganisations'],
  [orMissing(institution('organisation.manage')), '/administration/acts/:id/revert'],
  [institution('organisation.manage'), '/administration/people/:code/open-work/hand-over'],
  [institution('organisation.manage'), '/mailboxes', '/mailboxes/test'],
  [institution('accounts.manage'), '/administration/accounts'],
  [orMissing(institution('accounts.manage')), `${account}/password`, `${account}/closing`],
  [orMissing(institution('accounts.manage')), `${account}/reopening`],
  [orMissing(institution('accounts.manage')), `${account}/grants`, `${account}/grants/withdrawal`],
];

const deletes: readonly [Need, ...string[]][] = [
  [nobody, '/saved-views/:id', '/entry-models/:id', '/resolution-models/:id', '/reports/saved/:id'],
  [nobody, '/uploads/:id', '/text-modules/:id'],
  [person, '/sessions/:id', '/second-factors/passkeys/:id'],
];

const spread = (method: string, table: readonly [Need, ...string[]][]): [string, Need][] =>
  table.flatMap(([need, ...paths]) =>
    paths.map((path): [string, Need] => [`${method} /api/v1${path}`, need]),
  );

/** What each route that changes something asks of who calls, said by the permissions that roles are declared with. */
export const needs: ReadonlyMap<string, Need> = new Map([
  ...spread('POST', posts),
  ...spread('DELETE', deletes),
]);
