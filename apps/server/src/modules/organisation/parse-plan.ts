import { AppError, type ErrorCode, errorCodes, OrganisationPlan } from '@opis/contracts';

/** Checks a plan that came from outside. Throws `request.invalid` with the path of each wrong value. */
export function parsePlan(given: unknown): OrganisationPlan {
  const parsed = OrganisationPlan.safeParse(given);
  if (parsed.success) return parsed.data;
  const fields = parsed.error.issues.map(({ path, message }) => ({
    path: path.join('.'),
    code: toCode(message),
  }));
  throw new AppError('validation', 'request.invalid', { fields, cause: parsed.error });
}

function toCode(message: string): ErrorCode {
  if (message.endsWith('received undefined')) return 'field.required';
  return errorCodes.find((code) => code === message) ?? 'field.invalid';
}
