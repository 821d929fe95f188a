import type { AbsenceReason, OrganisationPlanInput, Role } from '@opis/contracts';
import type { DemoVocabulary } from './demo-papers.ts';

/** An account of a demonstration: whose, and with which roles; no unit is the institution. */
export type DemoAccount = {
  username: string;
  staff: string;
  grants: readonly (readonly [Role, string | null])[];
};

/** Who is away, who stands in, who declares it; from when to when in days from today. */
export type DemoAbsence = {
  by: string;
  absent: string;
  substitute: string;
  from: number;
  to: number;
  reason: AbsenceReason;
};

/**
 * An invented institution, whole: what a seeder needs beside the use-cases. The accounts `registrator`, `registrator2`,
 * `digital`, `inspector`, `sef`, `director` and (without a password) `secretar-general` are in each.
 */
export type Demonstration = {
  plan: OrganisationPlanInput;
  accounts: readonly DemoAccount[];
  /** People who work without being shown on the sign-in page: they have no password. */
  silentAccounts: readonly DemoAccount[];
  absences: readonly DemoAbsence[];
  vocabulary: DemoVocabulary;
  /** The year before is there too, with its book closed. */
  pastYear?: true;
  /** To whom letters are addressed, and how they begin. */
  addressee: string;
  salutation: string;
  /** Units to which the registry gives what came without one. */
  routes: readonly string[];
  /** The unit of `sef` and `inspector`, whose works wait. */
  desk: string;
};
