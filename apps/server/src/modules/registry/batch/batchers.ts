import type { RegisterRow } from '../registers.ts';
import { type BatcherDeps, type BookBatcher, bookBatcher } from './book-batcher.ts';

/** The batchers of this process, one a register. */
export type Batchers = { of(register: RegisterRow): BookBatcher };

/** Makes them on first use; each lives as long as the process. */
export function bookBatchers(deps: BatcherDeps): Batchers {
  const byRegister = new Map<string, BookBatcher>();
  return {
    of(register) {
      const known = byRegister.get(register.id);
      if (known) return known;
      const made = bookBatcher(deps, register);
      byRegister.set(register.id, made);
      return made;
    },
  };
}
