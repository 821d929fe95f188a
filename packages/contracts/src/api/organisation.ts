import { z } from 'zod';
import { Id } from '../ids.ts';

/** A unit of the institution's tree; `depth` 0 is the root. In tree order. */
export const Unit = z.object({
  id: Id,
  code: z.string(),
  name: z.string(),
  /** Short name for narrow columns (column 8 of the book). */
  shortName: z.string(),
  parentId: Id.nullable(),
  depth: z.number().int(),
});
export type Unit = z.infer<typeof Unit>;
export const Units = z.object({ items: z.array(Unit) });

/** An office (*sediu*) of the institution. */
export const Office = z.object({ id: Id, code: z.string(), name: z.string(), address: z.string() });
export type Office = z.infer<typeof Office>;
export const Offices = z.object({ items: z.array(Office) });

/** What kind of document it is; proposes unit, sub-register and file of the nomenclature. */
export const Category = z.object({
  code: z.string(),
  name: z.string(),
  unitCode: z.string().nullable(),
  subRegister: z.string().nullable(),
  nomenclatureCode: z.string().nullable(),
});
export type Category = z.infer<typeof Category>;
export const Categories = z.object({ items: z.array(Category) });

/** One row of the *nomenclator arhivistic*. */
export const NomenclatureItem = z.object({ code: z.string(), title: z.string() });
export const Nomenclature = z.object({ items: z.array(NomenclatureItem) });
