import type { CaseFileRow, ReturnPlaces } from '@opis/contracts';
import { Field } from '@opis/ui';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { listReturnPlaces } from '../../../api/read-case-file.ts';
import { ChoiceField } from '../../../parts/choice-field.tsx';
import { useText } from '../../../parts/text.tsx';
import { caseFileKeys } from '../keep-case-file.ts';
import type { ActDialogProps } from './act-dialog-props.ts';
import { TextDialog } from './text-dialog.tsx';

/** T: back with the reason, to who had it last; of one file, also to any who had it earlier. */
export function ReturnDialog(props: ActDialogProps) {
  const t = useText();
  const { rows } = props;
  const places = useReturnPlaces(rows.length === 1 ? rows[0] : undefined);
  const [chosen, setChosen] = useState<string | null>(null);
  const earlier = places.filter(({ usual }) => !usual);
  const usual = places.find((place) => place.usual);
  const place = earlier.find((each) => keyOf(each) === chosen);
  const field = earlier.length > 0 && (
    <Field id="act-back-to" label={t('return.to')} hint={t('return.to-hint')}>
      {(control) => (
        <ChoiceField
          control={control}
          label={t('return.to')}
          options={earlier.map((each) => ({
            id: keyOf(each),
            label: nameOf(each) ?? t('return.registry'),
            ...(each.person && each.unit && { aside: each.unit.shortName }),
          }))}
          value={chosen}
          onChange={setChosen}
          placeholder={(usual && nameOf(usual)) ?? t('return.registry')}
        />
      )}
    </Field>
  );
  return (
    <TextDialog {...props} kind="return" more={{ fields: place ? { to: toTarget(place) } : {}, field }} />
  );
}

type Place = ReturnPlaces['items'][number];

const keyOf = ({ unit, person }: Place) => `${unit?.id ?? ''} ${person?.id ?? ''}`;
const nameOf = ({ unit, person }: Place) => person?.name ?? unit?.name;
const toTarget = ({ unit, person }: Place) => ({
  unit: unit?.code ?? null,
  ...(person && { person: person.id }),
});

function useReturnPlaces(file: CaseFileRow | undefined): readonly Place[] {
  const id = file?.id ?? '';
  const { data } = useQuery({
    queryKey: caseFileKeys.returnPlaces(id),
    queryFn: ({ signal }) => listReturnPlaces(id, signal),
    enabled: file !== undefined,
  });
  return data?.items ?? [];
}
