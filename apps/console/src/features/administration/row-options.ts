import type { ChoiceOption } from '../../parts/choice-field.tsx';
import { useToday } from '../../parts/use-institution.ts';
import { postKey } from './row-form.ts';
import type { FieldSpec } from './row-specs.ts';
import { depthsOf } from './unit-depths.ts';
import { useOrganisation } from './use-organisation.ts';

/** What may be chosen in a field of this kind; undefined where people write freely. Closed ones are not offered. */
export function useRowOptions(kind: FieldSpec['kind']): readonly ChoiceOption[] | undefined {
  const { data } = useOrganisation();
  const today = useToday();
  if (data === undefined)
    return kind === 'unit' || kind === 'post' || kind === 'office' || kind === 'file' ? [] : undefined;
  const { units, offices, positions, nomenclature } = data.plan;
  const isOpen = (row: { closedOn: string | null }) => row.closedOn === null || row.closedOn > today;
  if (kind === 'unit') {
    const depths = depthsOf(units);
    return units
      .filter(isOpen)
      .map(({ code, name }) => ({ id: code, label: name, aside: code, depth: depths.get(code) ?? 0 }));
  }
  if (kind === 'office') return offices.filter(isOpen).map(({ code, name }) => ({ id: code, label: name }));
  if (kind === 'file')
    return nomenclature.map(({ code, title }) => ({ id: code, label: title, aside: code }));
  if (kind === 'post') {
    const open = new Map(units.filter(isOpen).map((unit) => [unit.code, unit.name]));
    return positions.flatMap((post) => {
      const unit = open.get(post.unit);
      return unit === undefined ? [] : [{ id: postKey(post), label: post.name, aside: unit }];
    });
  }
  return undefined;
}
