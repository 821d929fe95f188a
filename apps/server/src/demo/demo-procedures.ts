import type { DemoPaper } from './demo-papers.ts';
import type { Demonstration } from './demonstration.ts';
import { seededRandom } from './seeded-random.ts';

/**
 * Gives papers of the demonstration what their procedures ask for: some of the desk's requests are petitions, so that
 * terms run on what the inspector has; permits come with fields filled in and some of their documents.
 */
export function procedureChooser({ desk }: Pick<Demonstration, 'desk'>): (paper: DemoPaper) => DemoPaper {
  // A source of chance of its own: papers stay the same whatever procedure they follow.
  const random = seededRandom(20_261_122);
  return (paper) => {
    if (paper.category === desk && random.chance(0.4)) return { ...paper, procedure: 'petition' };
    if (paper.category === 'petitie' && random.chance(0.25)) return { ...paper, unit: desk };
    if (paper.category !== 'autorizatie-construire' && paper.category !== 'certificat-urbanism') return paper;
    const presented = ['cerere', ...['identitate', 'titlu', 'taxa'].filter(() => random.chance(0.7))];
    const fee = `${random.between(60, 900)}.00`;
    return {
      ...paper,
      presented,
      fields: { authorisedActivity: paper.subject, ...(presented.includes('taxa') && { fee }) },
    };
  };
}
