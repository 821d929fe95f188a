/** Names of what is kept of tasks: under case files, so that their news have them read again. */
export const taskKeys = {
  list: (queue: string) => ['case-files', 'tasks', queue],
  counts: ['case-files', 'task-counts'],
  one: (fileId: string, id: string) => ['case-files', 'task', fileId, id],
  ofFile: (fileId: string) => ['case-files', 'tasks-of', fileId],
  askable: (fileId: string) => ['case-files', 'askable', fileId],
} as const;
