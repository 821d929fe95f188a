import type { OrganisationPlan } from '@opis/contracts';
import { Document } from 'yaml';
import { readYaml as readFile, YamlMistakes } from '../../platform/yaml/read-yaml.ts';
import { organisationText } from './organisation-texts.ts';
import { PlanFileError, type ReadFile } from './plan-mistakes.ts';

/** Reads YAML, JSON being a part of it; only seats are counted. Throws `PlanFileError` where the text is none. */
export function readYaml(text: string): ReadFile {
  try {
    return readFile(text, (key) => key === 'seats');
  } catch (error) {
    if (!(error instanceof YamlMistakes)) throw error;
    throw new PlanFileError(error.mistakes, { cause: error });
  }
}

/** A plan as YAML that people can read and change; it is read back as the same plan. */
export function writeYaml(plan: OrganisationPlan): string {
  const document = new Document(plan);
  document.commentBefore = organisationText('yaml.heading').replace(/^/gm, ' ');
  return document.toString({ lineWidth: 0, singleQuote: true });
}
