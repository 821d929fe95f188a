import type { OrganisationPlanInput } from '@opis/contracts';

/** An invented person: given name, family name, unit, post, office, and a title when it says more than the post. */
export type DemoPerson = readonly [
  givenName: string,
  familyName: string,
  unit: string,
  post: string,
  office: string,
  title?: string,
];

type Staffing = Required<Pick<OrganisationPlanInput, 'positions' | 'staff'>>;

/** Posts and people; each post has the seats that are taken and, if it does not lead, one more. */
export function staffOf(people: readonly DemoPerson[], leading: ReadonlySet<string>): Staffing {
  const taken = Map.groupBy(people, ([, , unit, post]) => `${unit}/${post}`);
  const positions = [...taken.values()].flatMap((holders) => {
    const [, , unit, name] = holders[0] ?? ['', '', '', ''];
    const leads = leading.has(name);
    return unit === '' ? [] : [{ unit, name, leads, seats: leads ? 1 : holders.length + 1 }];
  });
  const staff = people.map(([givenName, familyName, unit, post, office, title]) => ({
    code: toStaffCode(givenName, familyName),
    givenName,
    familyName,
    title: title ?? post.toLowerCase(),
    position: { unit, name: post },
    office,
    email: `${toStaffCode(givenName, familyName)}@lunca-alba.example`,
    activeFrom: '2021-03-01',
  }));
  return { positions, staff };
}

/** The mark of an invented person, made of their name. */
export function toStaffCode(...names: string[]): string {
  return names.join('-').normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase();
}
