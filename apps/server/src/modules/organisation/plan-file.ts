import {
  AppError,
  type ErrorCode,
  type FieldError,
  type FileMistake,
  type OrganisationPlan,
} from '@opis/contracts';
import { decodeText } from '../../platform/decode-text.ts';
import { errorText } from '../../platform/texts.ts';
import { parsePlan } from './parse-plan.ts';
import { readCsv } from './plan-csv.ts';
import { PlanFileError, type ReadFile } from './plan-mistakes.ts';
import { readYaml } from './plan-yaml.ts';

/** A plan and the file it was read from, so that what is wrong in it can be shown in its place. */
export type PlanFile = { plan: OrganisationPlan; mistakesOf(error: AppError): FileMistake[] };

/** Reads a YAML (or JSON) or, by its name, a CSV file. Throws `PlanFileError` with everything that is wrong. */
export function readPlanFile(name: string, bytes: Uint8Array): PlanFile {
  const text = decodeText(bytes);
  const read = /\.(?:csv|txt|tsv)$/i.test(name) ? readCsv(text) : readYaml(text);
  const mistakesOf = (error: AppError) => error.fields.map((field) => toMistake(field, read));
  try {
    return { plan: parsePlan(read.value), mistakesOf };
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    throw new PlanFileError(mistakesOf(error), { cause: error });
  }
}

function toMistake({ path, code }: FieldError, { placeOf }: ReadFile): FileMistake {
  return { ...placeOf(path), path, detail: errorText(code satisfies ErrorCode) };
}
