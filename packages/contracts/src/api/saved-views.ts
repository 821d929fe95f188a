import { z } from 'zod';
import { Id, RequestId } from '../ids.ts';
import { typedText } from './fields.ts';

/** A list of the console whose filters can be kept under a name. */
export const SavedViewList = z.enum(['works']);
export type SavedViewList = z.infer<typeof SavedViewList>;

/** What stands after the `?` of the list's address, without it: `coada=unitate&vechime=7`. */
const SavedQuery = z
  .string()
  .max(500, { error: 'field.too-long' })
  .regex(/^[\w.~!*'()%+=&:,/@-]*$/, { error: 'field.invalid' });

/** Filters of a list that one account keeps under a name; shown as a tab, in the order of saving. */
export const SavedView = z.object({ id: Id, list: SavedViewList, name: z.string(), query: z.string() });
export type SavedView = z.infer<typeof SavedView>;
export const SavedViews = z.object({ items: z.array(SavedView) });
export type SavedViews = z.infer<typeof SavedViews>;

/** Errors: `identity.view-name-taken`, `identity.too-many-views` (twenty are kept), `request.id-reused`. */
export const SaveViewRequest = z.strictObject({
  requestId: RequestId,
  list: SavedViewList,
  name: typedText(40),
  query: SavedQuery,
});
export type SaveViewRequest = z.infer<typeof SaveViewRequest>;
