const longDate = new Intl.DateTimeFormat('ro', {
  day: 'numeric',
  month: 'long',
  year: 'numeric',
  timeZone: 'UTC',
});

/** `25 decembrie 2026`, of a plain date. */
export const toLongDate = (on: string): string => longDate.format(new Date(`${on}T12:00:00Z`));
