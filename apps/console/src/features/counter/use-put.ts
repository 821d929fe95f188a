import type { CounterForm } from './counter-form.ts';
import type { Counter } from './use-counter.ts';

/** Changes some fields of the form. */
export function usePut(counter: Counter) {
  return (part: Partial<CounterForm>) => counter.changeForm((form) => ({ ...form, ...part }));
}
