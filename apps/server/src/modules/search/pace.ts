/** Called between two steps, with how long the last one took; false ends the following early. */
export type Pace = (stepMs: number) => Promise<boolean>;
