/** What Node is told so that a built program names its sources in traces. */
export const nodeFlags: readonly string[];
