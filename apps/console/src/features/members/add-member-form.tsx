import type { RegisterMembers } from '@opis/contracts';
import { Button, Field } from '@opis/ui';
import { type FormEvent, useState } from 'react';
import { ChoiceField } from '../../parts/choice-field.tsx';
import { FailureBand } from '../../parts/problem-view.tsx';
import { useText } from '../../parts/text.tsx';
import { useColleagues } from '../substitutions/use-substitutions.ts';
import { useChangeMembers } from './use-change-members.ts';

type AddMemberFormProps = { register: string; named: RegisterMembers['items'] };

/** Names one more of those who work here. */
export function AddMemberForm({ register, named }: AddMemberFormProps) {
  const t = useText();
  const colleagues = useColleagues().data?.items ?? [];
  const [chosen, setChosen] = useState<string | null>(null);
  const naming = useChangeMembers(register, { named: true, onDone: () => setChosen(null) });
  const known = new Set(named.map(({ staffId }) => staffId));
  const options = colleagues
    .filter(({ staffId }) => !known.has(staffId))
    .map(({ staffCode, displayName, unit }) => ({
      id: staffCode,
      label: displayName,
      ...(unit && { aside: unit }),
    }));
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const person = options.find(({ id }) => id === chosen);
    if (person && !naming.isPending) naming.mutate({ staffCode: person.id, name: person.label });
  };
  return (
    <form className="sheet members-add" noValidate onSubmit={submit}>
      {naming.error && <FailureBand error={naming.error} />}
      <Field id="member" label={t('members.who')} hint={t('members.who-hint')}>
        {(control) => (
          <ChoiceField
            control={control}
            label={t('members.who')}
            options={options}
            value={chosen}
            onChange={setChosen}
          />
        )}
      </Field>
      <Button kind="primary" type="submit" icon="add" aria-disabled={chosen === null || naming.isPending}>
        {t('members.add')}
      </Button>
    </form>
  );
}
