import type { Category } from '@opis/contracts';
import { useQueryClient } from '@tanstack/react-query';
import { procedureOfPaper, useProcedures } from '../procedures/use-procedures.ts';
import { isInDoubt } from './counter-draft.ts';
import { type CounterForm, toRegistration } from './counter-form.ts';
import { fetchSuggestions } from './party-suggestions.ts';
import { settleSender } from './sender-match.ts';
import { useDraft } from './use-draft.ts';
import { useSimilar } from './use-similar.ts';
import { useSubmission } from './use-submission.ts';
import { useUploads } from './use-uploads.ts';

export type CounterPlace = {
  accountId: string;
  /** The register that is written in unless another was chosen. */
  defaultRegister: string;
  today: string;
  categories: readonly Category[];
};

/** Everything that the counter screen knows and does. */
export function useCounter({ accountId, defaultRegister, today, categories }: CounterPlace) {
  const keeper = useDraft(accountId);
  const { draft, now, change } = keeper;
  const register = draft.register ?? defaultRegister;
  const uploads = useUploads(draft.uploads, (ready) => change((was) => ({ ...was, uploads: ready })));
  const similar = useSimilar({
    register,
    form: draft.form,
    uploads: draft.uploads.map((upload) => upload.id),
  });
  const settleTypedSender = useSettledSender(keeper);
  const procedures = useProcedures();
  const procedureOf = (form: CounterForm) => {
    const { subRegister = null } = categories.find((one) => one.code === form.category) ?? {};
    return procedureOfPaper(procedures, { category: form.category, subRegister, direction: form.direction });
  };
  const submission = useSubmission({
    register,
    keeper,
    uploads,
    today,
    settleTypedSender,
    hasUnseenSimilar: similar.hasUnseen,
    procedureOf,
    toFields: () => {
      const { form, uploads: ready } = now();
      const category = categories.find((one) => one.code === form.category);
      const parts = { uploads: ready.map((upload) => upload.id), procedure: procedureOf(form) };
      return toRegistration(form, { ...parts, category, today });
    },
  });
  return {
    ...submission,
    draft,
    register,
    /** What the paper's procedure asks for; undefined while the list is not read. */
    procedure: procedureOf(draft.form),
    uploads,
    similar: similar.items,
    /** What is on its way is not changed under way. */
    changeForm: (update: (form: CounterForm) => CounterForm) => {
      if (!submission.sending) keeper.changeForm(update);
    },
    settleTypedSender,
    inDoubt: isInDoubt(draft) && !submission.sending,
    /** The register stays while it is not known whether the paper has a number in it. */
    chooseRegister: (code: string) => {
      if (!isInDoubt(now())) change((was) => ({ ...was, register: code }));
    },
    /** Empties the form, unless it is not known whether its paper has a number. */
    clear: () => {
      if (isInDoubt(now())) return false;
      for (const item of uploads.items) uploads.remove(item.key);
      submission.startNext(now().previous);
      return true;
    },
  };
}

export type Counter = ReturnType<typeof useCounter>;

/** Turns the typed sender into a known or a new party, also when the hands were faster than the list. */
function useSettledSender({ now, changeForm }: ReturnType<typeof useDraft>) {
  const queries = useQueryClient();
  return async () => {
    const { sender } = now().form;
    if (sender.text.trim() === '' || sender.party || sender.isNew) return;
    // Without an answer the sender counts as new: the server finds a known one by CNP or CUI again.
    const { items } = await fetchSuggestions(queries, sender.text).catch(() => ({ items: [] }));
    changeForm((form) => (form.sender === sender ? { ...form, sender: settleSender(sender, items) } : form));
  };
}
