import type { ToolSettings } from './find-tools.ts';

/** What the settings say of the works on files. */
export type ProcessingSettings = {
  /** Where clamd listens; undefined: there is no antivirus, and that is shown. */
  readonly scanner: string | undefined;
  /** Nothing is shown or given before the antivirus has said that it is clean. */
  readonly holdUntilClean: boolean;
  /** Pages recognised at once. */
  readonly engines: number;
  /** Whether PDF/A copies are made by themselves. */
  readonly archiveCopies: boolean;
  readonly tools: ToolSettings;
};
