import { z } from 'zod';

/** How a message came in: fetched from a mailbox, or handed over by a mail server. */
export const MailChannel = z.enum(['imap', 'smtp']);
export type MailChannel = z.infer<typeof MailChannel>;

/** What it is: from somebody, a mail server's word about a message of ours (RFC 3464), or a machine's answer (RFC 3834). */
export const MessageKind = z.enum(['message', 'delivery-report', 'auto-reply']);
export type MessageKind = z.infer<typeof MessageKind>;

/** Whether its parts could be told apart; an `unparsable` one is kept whole and may be registered all the same. */
export const ParseState = z.enum(['parsed', 'unparsable']);
export type ParseState = z.infer<typeof ParseState>;

/**
 * Where it stands with the registry. `possibly`: it may belong to a file, but nothing proves it; a person decides.
 * `joined`: registered as part of an open file.
 */
export const MessageState = z.enum(['waiting', 'possibly', 'registered', 'joined', 'not-registered']);
export type MessageState = z.infer<typeof MessageState>;

/** What a person should know of a message before trusting what they see; in the order in which it is shown. */
export const MessageFlag = z.enum([
  /** Reading took too long. */
  'reading-took-too-long',
  /** Reading took too much memory, or ended the reader. */
  'reader-ended',
  /** The header is larger than what is read; the rest of it is in the message as received. */
  'header-cut',
  /** More parts than are taken out; the others are in the message as received. */
  'parts-left-inside',
  /** Messages within messages, deeper than is looked at. */
  'nested-too-deep',
  /** A text longer than is shown; the whole is in the message as received. */
  'text-cut',
  /** No text and no attachment. */
  'empty',
  /** No address that could be the sender's. */
  'no-sender',
  /** Several senders are named, or the header says „From” more than once. */
  'several-senders',
  /** A header that may stand once stands more often: programs disagree on which holds. */
  'repeated-headers',
  /** Marks that turn or hide letters stood in names or subject; they were taken out. */
  'hidden-characters',
  /** The shown name is itself another address than the sender's. */
  'name-looks-like-address',
  /** No day of sending, or one that cannot be. */
  'odd-date',
  /** Letters that could not be read in the character set that it names. */
  'wrong-charset',
  /** The border between parts is missing or broken: what follows the break is in the message as received. */
  'broken-structure',
  /** Says of itself that it is a piece of a longer message (message/partial), or that its content lies elsewhere. */
  'content-elsewhere',
  /** The page held program code or forms; they were taken out. */
  'active-content-removed',
  /** Pictures that would be fetched from elsewhere, and so tell that it was read; they are not. */
  'remote-content',
  /** Sealed for the recipient's certificate (S/MIME, OpenPGP): it cannot be read here. */
  'encrypted',
  /** Signed by its sender (S/MIME, OpenPGP). */
  'signed',
  /** A winmail.dat (TNEF) of which the attachments could not be taken out. */
  'winmail',
  /** An invitation or another entry of a calendar. */
  'calendar',
]);
export type MessageFlag = z.infer<typeof MessageFlag>;

/** What a part is in its message; `message`: a whole message inside it. */
export const PartKind = z.enum(['text', 'html', 'attachment', 'inline', 'message']);
export type PartKind = z.infer<typeof PartKind>;

/** What a person should know of a part before opening it. */
export const PartFlag = z.enum([
  /** A program, a script or a shortcut: a kind of file that harms who opens it. */
  'runs-code',
  /** What its bytes are is not what its name or its declared type says. */
  'type-differs',
  /** Its name held a path, or marks that turn or hide letters; it was changed. */
  'name-changed',
  /** Two endings, the first of which looks harmless („factura.pdf.exe”). */
  'double-ending',
  /** It has no bytes: only its name came. */
  'empty',
  /** Taken out of a winmail.dat (TNEF). */
  'from-winmail',
  /** An entry of a calendar. */
  'calendar',
]);
export type PartFlag = z.infer<typeof PartFlag>;

/** What a check of the sender's domain found (RFC 8601); `unchecked`: nobody looked. */
export const AuthResult = z.enum([
  'pass',
  'fail',
  'softfail',
  'neutral',
  'none',
  'policy',
  'temperror',
  'permerror',
  'unchecked',
]);
export type AuthResult = z.infer<typeof AuthResult>;
