import type { Permission, Register, SessionResponse } from '@opis/contracts';
import { createContext, useContext } from 'react';
import { readSession } from '../api/read-session.ts';

/** Who is signed in; null when nobody is. */
export const sessionQuery = {
  queryKey: ['session'],
  queryFn: readSession,
  staleTime: Number.POSITIVE_INFINITY,
};

/** The signed-in person, for every page behind the sign-in. */
export const SessionContext = createContext<SessionResponse | null>(null);

export function useSession(): SessionResponse {
  const session = useContext(SessionContext);
  if (!session) throw new Error('used outside a session');
  return session;
}

/**
 * Which screens exist for this person. `works`: rows of the book only as far as they are theirs. What may be done in
 * them is said by the server, row by row.
 */
export type Screens = {
  counter: boolean;
  /** E-mail that came in. */
  mail: boolean;
  /** Works of one's own and of one's units. */
  works: boolean;
  /** Handing them on: to a person, or to their first unit. */
  assign: boolean;
  /** Letters: of one's own and one's units, and those to dispatch. */
  letters: boolean;
  registers: 'book' | 'works' | null;
  parties: boolean;
  /** Works counted. */
  reports: boolean;
  /** How the units stand that one leads. */
  board: boolean;
  /** Setting up the house: structure, people, registers. */
  administration: boolean;
  /** How the machine stands. */
  system: boolean;
};

export function screensOf(session: SessionResponse, registers: readonly Register[]): Screens {
  const may = (permission: Permission) => session.permissions.includes(permission);
  return {
    counter: may('entry.register') && registers.some((register) => register.canRegister),
    mail: may('mail.intake'),
    works: may('case.work') || may('case.assign'),
    assign: may('case.assign') || may('case.route'),
    letters: may('case.work') || may('case.assign') || may('entry.dispatch'),
    registers:
      registers.length === 0 ? null : may('entry.read-book') ? 'book' : may('party.read') ? 'works' : null,
    parties: may('party.read'),
    reports: may('case.work') || may('case.assign') || may('entry.read-book'),
    board: may('case.assign'),
    administration: may('organisation.manage'),
    system: may('organisation.manage'),
  };
}

/** The register that is meant when none is named: never a confidential one while there is another. */
export function usualRegister(registers: readonly Register[]): Register | undefined {
  return registers.find((register) => !register.confidential) ?? registers[0];
}
