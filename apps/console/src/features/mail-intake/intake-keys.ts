/** Under which names answers about incoming mail are kept. */
export const intakeKeys = {
  all: ['mail-intake'] as const,
  list: (view: 'queue' | 'done') => ['mail-intake', 'list', view] as const,
  found: (text: string) => ['mail-intake', 'list', 'found', text] as const,
  one: (id: string) => ['mail-intake', 'one', id] as const,
  count: ['mail-intake', 'count'] as const,
  rules: ['mail-intake', 'rules'] as const,
};
