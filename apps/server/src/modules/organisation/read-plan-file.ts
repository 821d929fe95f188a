import { readFile } from 'node:fs/promises';
import { AppError, type FieldError } from '@opis/contracts';
import { OperatorError } from '../../platform/operator-error.ts';
import { errorText } from '../../platform/texts.ts';
import { findJsonPlaces, placeOf, toPlace } from './json-places.ts';
import { type OrganisationPlan, parsePlan } from './organisation-plan.ts';
import { organisationText } from './organisation-texts.ts';

/** A plan and the text it was read from, so that what is wrong in it can be shown in its place. */
export type PlanFile = { plan: OrganisationPlan; explain(error: unknown): unknown };

/** Reads a plan; what is wrong is a line each: file, line, column, sentence. */
export async function readPlanFile(file: string): Promise<PlanFile> {
  const text = await readFile(file, 'utf8')
    .then(withoutMark)
    .catch((error: NodeJS.ErrnoException) => {
      throw new OperatorError(
        organisationText('import.unreadable', { file, reason: error.code ?? error.message }),
      );
    });
  const json = parseJson(file, text);
  const line = ({ path, code }: FieldError) =>
    organisationText('import.wrong', {
      file,
      ...toTexts(placeOf(text, path)),
      path,
      sentence: errorText(code),
    });
  const explain = (error: unknown) =>
    error instanceof AppError && error.fields.length > 0
      ? new OperatorError(error.fields.map(line).join('\n'), { cause: error })
      : error;
  try {
    return { plan: parsePlan(json), explain };
  } catch (error) {
    throw explain(error);
  }
}

function parseJson(file: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    const place = toPlace(text, findJsonPlaces(text).brokenAt ?? text.length);
    throw new OperatorError(organisationText('import.not-json', { file, ...toTexts(place) }), {
      cause: error,
    });
  }
}

const toTexts = (place: { line: number; column: number }) => ({
  line: String(place.line),
  column: String(place.column),
});

// Some editors begin a file with a byte order mark.
const withoutMark = (text: string) => text.replace(/^\ufeff/, '');
