/** What a mail server's letter says of a message of ours, without being a report that machines read (RFC 3464). */
export type BounceWords = {
  /** Its own words; what it returns of our message follows them. */
  readonly text: string;
  /** Everything that it carries, as received, below its own header: our message stands in it when it came back. */
  readonly returned: string;
};

/** Our message that a letter names, by its token. */
export type NamedMessage = { readonly messageId: string; readonly toAddress: string };

/**
 * `certain`: it says that this very message did not arrive, and why. Otherwise a person decides: `likely` that it came
 * back, or only `possible` (an absence, a delay).
 */
export type BounceJudgement = {
  readonly how: 'certain' | 'likely' | 'possible';
  readonly status: string | null;
  readonly diagnostic: string | null;
};

// Nobody else writes under these names; a fetched message has no envelope that would say more.
const servers = /^(?:mailer-?daemon|postmaster|microsoftexchange[0-9a-f]+)@/;

/** Whether a mail server wrote it: with the empty sender (RFC 5321, 4.5.5), or under the names that they write under. */
export const isFromServer = (message: {
  readonly channel: 'imap' | 'smtp';
  readonly envelopeFrom: string | null;
  readonly fromAddress: string | null;
}): boolean =>
  (message.channel === 'smtp' && message.envelopeFrom === null) || servers.test(message.fromAddress ?? '');

const mostNamed = 500;
const longestNamed = 400;

/** Everything in a text that is written as an address is, Message-IDs among them; each once. */
export const findAddresses = (text: string): string[] => [
  ...new Set(
    text
      .toLowerCase()
      .split(/[\s<>"'()[\],;:]+/)
      .filter((word) => word.length <= longestNamed && /.@./.test(word))
      .slice(0, mostNamed),
  ),
];

/** The Message-IDs of the headers that a text holds: of what came back, before all that it refers to. */
export const findMessageIds = (text: string): string[] =>
  [...text.matchAll(/^[> \t]*message-id:\s{0,5}<?([^\s<>]{1,400}@[^\s<>]{1,400})>?/gim)]
    .map(([, id = '']) => id.toLowerCase())
    .slice(0, mostNamed);

// Enhanced codes (RFC 3463) and replies (RFC 5321), then what servers of thirty years say in words.
const permanent =
  /\b5\.\d{1,3}\.\d{1,3}\b|\b55[0-4][ -]|permanent (?:fatal )?(?:error|failure)|user unknown|unknown user|no such (?:user|mailbox|recipient|address)|no mailbox here|mailbox (?:is |was )?(?:not found|full|unavailable|over quota)|recipient.{0,40}(?:rejected|not found|does not exist)|(?:couldn't|could not|can't|cannot|wasn't|was not) be? ?(?:delivered|found)|undeliver(?:able|ed)|delivery (?:to .{0,80} )?(?:has )?failed|returned to sender|nu a (?:putut fi|fost) livrat|livrarea a eșuat/i;
const notYet =
  /\b4\.\d{1,3}\.\d{1,3}\b|delayed|will (?:be |keep |continue |re)?t?r(?:y|ied|etried)|not yet been delivered|do not need to resend|warning message only|întârzi/i;

/** Judges what a mail server says of a message of ours that it names. */
export function judgeBounce(words: BounceWords, { messageId, toAddress }: NamedMessage): BounceJudgement {
  const said = beforeReturned(words.text);
  const failed = permanent.test(said);
  const waits = notYet.test(said);
  const isOurs = findAddresses(`${words.text} ${words.returned}`).includes(messageId.toLowerCase());
  const names = said.toLowerCase().includes(toAddress);
  const status = /\b5\.\d{1,3}\.\d{1,3}\b/.exec(said)?.[0] ?? null;
  const diagnostic = lineOf(said, permanent);
  if (failed && !waits && isOurs && names) return { how: 'certain', status, diagnostic };
  return { how: failed ? 'likely' : 'possible', status, diagnostic };
}

// What we wrote ourselves is no word of the server: our letter may say „550” and „undeliverable” as well as any.
const returnedBegins =
  /^[> \t]*(?:(?:return-path|received|message-id|mime-version|dkim-signature|x-[a-z-]{1,40}):|-{3,9} ?(?:below this line|original message|this is a copy|returned message|message header))/im;

function beforeReturned(text: string): string {
  const at = returnedBegins.exec(text)?.index;
  return at === undefined ? text : text.slice(0, at);
}

const longestLine = 400;

const lineOf = (text: string, pattern: RegExp): string | null =>
  text
    .split('\n')
    .find((line) => pattern.test(line))
    ?.trim()
    .slice(0, longestLine) ?? null;
