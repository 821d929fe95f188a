/** How much of a message is looked at. What lies beyond stays in the message as received. */
export const parseLimits = {
  /** Of the message's own header, in bytes. */
  headerBytes: 256 * 1024,
  /** Of all parts together. */
  allHeaderBytes: 2 * 1024 * 1024,
  parts: 200,
  /** Of multiparts within each other. */
  depth: 20,
  /** Of messages within each other that are opened. */
  messageDepth: 5,
  /** A body above this is never held in memory: it is named by its place in the message. */
  heldBytes: 128 * 1024,
  /** The same of a text that people read in place. */
  heldTextBytes: 1024 * 1024,
  /** Of what is held, in all. */
  skeletonBytes: 12 * 1024 * 1024,
  textLength: 500_000,
  previewLength: 300,
  addresses: 500,
  references: 100,
  /** Of what winmail.dat files hold together, decoded: what is larger stays in them. */
  winmailBytes: 32 * 1024 * 1024,
  winmailFiles: 50,
} as const;
