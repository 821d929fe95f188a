import type { DeliveryReport, MessageFlag, MessageKind, PartFlag, PartKind } from '@opis/contracts';

/**
 * Where the bytes of a part are: in hand, or still inside the message as received, encoded as its header says; `slice`:
 * only these of the decoded ones.
 */
export type PartBytes =
  | { readonly content: Uint8Array }
  | {
      readonly from: number;
      readonly to: number;
      readonly encoding: 'base64' | 'quoted-printable' | 'none';
      readonly slice?: { readonly from: number; readonly to: number };
    };

/** A part as the reader found it. */
export type ParsedPart = {
  readonly kind: PartKind;
  /** As sent, cleaned; null of a text. */
  readonly name: string | null;
  /** What the message says it is: to be compared with what it is. */
  readonly declaredType: string;
  readonly contentId: string | null;
  readonly bytes: PartBytes;
  readonly flags: readonly PartFlag[];
};

/** What the header says, cleaned and bounded; all of it the sender's word. Ids stand without angle brackets. */
export type ParsedHeaders = {
  readonly messageId: string | null;
  readonly inReplyTo: string | null;
  readonly referenceIds: readonly string[];
  readonly fromName: string | null;
  readonly fromAddress: string | null;
  readonly replyTo: string | null;
  readonly toAddresses: readonly string[];
  readonly ccAddresses: readonly string[];
  readonly subject: string;
  readonly sentAt: Date | null;
  readonly autoSubmitted: string | null;
  /** A list or a bulk sender sent it: whoever answers it answers a crowd. */
  readonly byList: boolean;
  /** Where the institution's own servers say that it came from: the nearest hop outside. */
  readonly hop: MailHop;
};

/** Who handed a message to the institution's servers; each null when they do not say. */
export type MailHop = {
  readonly address: string | null;
  readonly helo: string | null;
  /** MAIL FROM, as the server wrote it (Return-Path). */
  readonly sender: string | null;
};

/** A message as far as it could be read; never throws anything away: what is not here is in the message as received. */
export type ParsedMessage = ParsedHeaders & {
  readonly kind: MessageKind;
  readonly deliveryReport: DeliveryReport | null;
  readonly state: 'parsed' | 'unparsable';
  readonly flags: readonly MessageFlag[];
  readonly remoteImages: number;
  readonly preview: string;
  readonly parts: readonly ParsedPart[];
};
