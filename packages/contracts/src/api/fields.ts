import { z } from 'zod';
import { Id } from '../ids.ts';
import { isPlainDate } from '../registry/registration-number.ts';
import { toStoredText } from '../text/stored-text.ts';

/**
 * Text that a person typed: stored NFC with comma-below letters, trimmed, without control characters.
 * `max` counts characters after that. NUL and lone surrogates are refused.
 */
export function typedText(max: number, min = 1) {
  return z
    .string()
    .max(max * 4)
    .refine((text) => text.isWellFormed() && !text.includes('\0'), { error: 'field.not-text' })
    .transform(toStoredText)
    .pipe(z.string().min(min, { error: 'field.required' }).max(max, { error: 'field.too-long' }));
}

/** A plain date in Europe/Bucharest, `2026-06-29`. */
export const PlainDate = z
  .string()
  .refine(isPlainDate, { error: 'field.invalid' })
  .meta({ format: 'date', example: '2026-06-29' });

const queuePlace = /^(?:(?<day>\d{4}-\d{2}-\d{2})|never)~[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Where a page of a queue begins: after this row, and when it is sorted by term after its due day (`never` for none). */
export const QueueCursor = z.union([
  Id,
  z.string().refine(
    (place) => {
      const found = queuePlace.exec(place);
      return found !== null && (found.groups?.day === undefined || isPlainDate(found.groups.day));
    },
    { error: 'field.invalid' },
  ),
]);

/** An instant, ISO 8601 in UTC. */
export const Instant = z.iso.datetime().meta({ example: '2026-06-29T06:41:00.000Z' });

/** A code of a register, unit or category, as the institution wrote it. */
export const Code = z.string().regex(/^[a-z0-9][a-z0-9-]{0,39}$/, { error: 'field.invalid' });
