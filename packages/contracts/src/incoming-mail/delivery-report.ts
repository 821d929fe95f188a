import { z } from 'zod';

/** What a mail server did for one recipient (RFC 3464, 2.3.3). */
export const DeliveryAction = z.enum(['failed', 'delayed', 'delivered', 'relayed', 'expanded']);
export type DeliveryAction = z.infer<typeof DeliveryAction>;

/** What the report says of one recipient. Addresses in lower case; `status` as `5.1.1` (RFC 3463), null when it has none. */
export const DeliveryReportRecipient = z.object({
  address: z.string(),
  /** The address that we had written to, when the server says it and it is another. */
  originalAddress: z.string().nullable(),
  action: DeliveryAction,
  status: z.string().nullable(),
  /** The far server's own words, at most 500 characters. */
  diagnostic: z.string().nullable(),
});
export type DeliveryReportRecipient = z.infer<typeof DeliveryReportRecipient>;

/**
 * A mail server's word about a message of ours. Anybody can write one: it proves nothing unless `originalMessageId` or
 * `references` holds a token of ours.
 */
export const DeliveryReport = z.object({
  /** Without angle brackets; of the message that the report speaks of, null when it does not return its header. */
  originalMessageId: z.string().nullable(),
  /** What else of ours it carries: message ids of its own header and of the returned one. */
  references: z.array(z.string()),
  /** ENVID that we gave with the message (RFC 3461). */
  envelopeId: z.string().nullable(),
  reportingServer: z.string().nullable(),
  recipients: z.array(DeliveryReportRecipient),
});
export type DeliveryReport = z.infer<typeof DeliveryReport>;
