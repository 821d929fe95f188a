import { AppError, type LetterKind, type LetterTemplate, LetterTemplateText } from '@opis/contracts';
import { sql } from 'kysely';
import type { Db, Tx } from '../../../platform/db.ts';
import type { TemplateCodes } from '../../case-files/index.ts';
import { shippedTemplates } from './shipped-templates.ts';

type TemplateRow = {
  code: string;
  version: number;
  kind: string;
  procedure: string | null;
  retired: boolean;
  text: object;
  saved_at: Date;
  saved_by: string;
};

/** The newest version of each template, the institution's own before the one that came with the program. */
export async function listTemplates(db: Db | Tx): Promise<LetterTemplate[]> {
  const { rows } = await sql<TemplateRow>`
    SELECT DISTINCT ON (letter_templates.code) letter_templates.code, letter_templates.version, letter_templates.kind,
      letter_templates.procedure, letter_templates.retired, letter_templates.text, letter_templates.saved_at,
      coalesce(account_names.name, '') AS saved_by
    FROM letter_templates LEFT JOIN account_names ON account_names.account_id = letter_templates.saved_by
    ORDER BY letter_templates.code, letter_templates.version DESC
  `.execute(db);
  const own = new Map(rows.map((row) => [row.code, toTemplate(row)]));
  const shipped = shippedTemplates.filter(({ code }) => !own.has(code));
  return [...shipped, ...own.values()].toSorted(
    (left, right) => left.kind.localeCompare(right.kind) || left.name.localeCompare(right.name, 'ro'),
  );
}

function toTemplate(row: TemplateRow): LetterTemplate {
  const { code, version, retired } = row;
  return {
    ...LetterTemplateText.parse(row.text),
    ...{ code, version, retired },
    savedAt: row.saved_at.toISOString(),
    savedBy: row.saved_by,
  };
}

/** The template codes of every kind that are still offered: what a declaration of a procedure may name. */
export const letterTemplateCodes = ({ db }: { db: Db }): TemplateCodes => ({
  codes: async () =>
    new Set((await listTemplates(db)).filter(({ retired }) => !retired).map(({ code }) => code)),
});

/** What templates are offered for; `named`: the codes that the procedure declares, whosesoever they are. */
export type TemplateUse = {
  procedure?: string | undefined;
  kind?: LetterKind | undefined;
  named?: readonly string[] | undefined;
};

/** Templates offered to a procedure: those that it names in its order, then its own, then those of every procedure. */
export function templatesFor(
  all: readonly LetterTemplate[],
  { procedure, kind, named = [] }: TemplateUse,
): LetterTemplate[] {
  const offered = all.filter(
    (template) =>
      !template.retired &&
      (kind === undefined || template.kind === kind) &&
      (procedure === undefined ||
        template.procedure === null ||
        template.procedure === procedure ||
        named.includes(template.code)),
  );
  const place = ({ code, procedure: of }: LetterTemplate) => {
    const at = named.indexOf(code);
    return at >= 0 ? at : named.length + Number(of === null);
  };
  return offered.toSorted((left, right) => place(left) - place(right));
}

/** The template asked for, or the first of its kind for the procedure. Throws `letter.template-not-found`. */
export function requireTemplate(
  all: readonly LetterTemplate[],
  { code, ...use }: TemplateUse & { kind: LetterKind; code?: string | undefined },
): LetterTemplate {
  const found = templatesFor(all, use).find((template) => code === undefined || template.code === code);
  if (found === undefined) {
    const fields = [{ path: 'template', code: 'letter.template-not-found' as const }];
    throw new AppError('validation', 'letter.template-not-found', { fields });
  }
  return found;
}
