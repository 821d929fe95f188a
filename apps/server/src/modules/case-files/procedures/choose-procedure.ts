import { AppError, type Direction, type ErrorCode, generalProcedure } from '@opis/contracts';
import type { Procedure } from './procedure.ts';

/** What of a paper says which procedure its file follows. */
export type PaperToPlace = {
  /** Asked for by name. */
  readonly procedure: string | null;
  readonly register: string;
  readonly direction: Direction;
  readonly category: string | null;
  readonly subRegister: string | null;
};

/**
 * The procedure of a new file: the one asked for; else that of its category, of its sub-register, of its direction; else
 * the general one. Throws validation with the field `procedure` when the one asked for cannot be.
 */
export function chooseProcedure(all: readonly Procedure[], paper: PaperToPlace): Procedure {
  if (paper.procedure !== null) return requireFitting(all, paper, paper.procedure);
  const fitting = all.filter((procedure) => procedure.active && unfit(procedure, paper) === undefined);
  const chosen =
    fitting.find(({ categories }) => paper.category !== null && categories.includes(paper.category)) ??
    fitting.find(
      ({ forSubRegisters }) => paper.subRegister !== null && forSubRegisters.includes(paper.subRegister),
    ) ??
    fitting.find(({ defaultFor }) => defaultFor.includes(paper.direction));
  return chosen ?? requireFitting(all, paper, generalProcedure);
}

function requireFitting(all: readonly Procedure[], paper: PaperToPlace, code: string): Procedure {
  const found = all.find((procedure) => procedure.code === code);
  if (found === undefined) throw refused('procedure.not-found');
  if (!found.active) throw refused('procedure.not-active');
  const why = unfit(found, paper);
  if (why !== undefined) throw refused(why);
  return found;
}

function unfit({ directions, register }: Procedure, paper: PaperToPlace): ErrorCode | undefined {
  if (!directions.includes(paper.direction)) return 'procedure.wrong-direction';
  return register !== undefined && register !== paper.register ? 'procedure.wrong-register' : undefined;
}

const refused = (code: ErrorCode) =>
  new AppError('validation', code, { fields: [{ path: 'procedure', code }] });
