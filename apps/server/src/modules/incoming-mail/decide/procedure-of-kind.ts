import type { RegisteredKind } from '@opis/contracts';

/**
 * The procedure of what a person recognised by themselves; undefined ones follow their category. A report of wrongdoing
 * follows that of its register, an answer the file that it goes into.
 */
const procedures: Readonly<Partial<Record<RegisteredKind, string>>> = {
  petition: 'petition',
  'foi-request': 'foi-request',
};

export const procedureOfKind = (kind: RegisteredKind): string | null => procedures[kind] ?? null;
