import { demoCategories } from './demo-categories.ts';
import { demoNomenclature } from './demo-nomenclature.ts';
import { demoAccounts, demoPositions, demoSilentAccounts, demoStaff } from './demo-people.ts';
import { demoUnits } from './demo-units.ts';
import { demoVocabulary } from './demo-vocabulary.ts';
import type { Demonstration } from './demonstration.ts';

const plan: Demonstration['plan'] = {
  institution: {
    name: 'Primăria Municipiului Lunca Albă',
    shortName: 'Primăria Lunca Albă',
    council: 'Consiliul Local al Municipiului Lunca Albă',
    address: 'Str. Morii nr. 5, 927250 Lunca Albă',
    phone: '0200 000 120',
    email: 'registratura@lunca-alba.example',
    website: 'lunca-alba.example',
    openingHours: 'luni–vineri 08:00–16:30',
  },
  offices: [
    { code: 'sediu', name: 'Sediul central', address: 'Str. Morii nr. 5, Lunca Albă' },
    { code: 'ghiseul-2', name: 'Ghișeul 2', address: 'Str. Morii nr. 14, Lunca Albă' },
    { code: 'parcului', name: 'Ghișeul din Parcului', address: 'Str. Parcului nr. 1, Lunca Albă' },
    { code: 'das', name: 'Direcția de Asistență Socială', address: 'Str. Livezii nr. 22, Lunca Albă' },
  ],
  units: [...demoUnits],
  positions: [...demoPositions],
  staff: [...demoStaff],
  nomenclature: [...demoNomenclature],
  categories: [...demoCategories],
};

/** The town hall of Lunca Albă, the demonstration that needs no setting (`OPIS_DEMO=1`). */
export const townHallDemonstration: Demonstration = {
  plan,
  accounts: demoAccounts,
  silentAccounts: demoSilentAccounts,
  absences: [
    {
      by: 'sef',
      absent: 'raluca-stefania-iordachescu',
      substitute: 'sorin-nedelciu-parvu',
      from: -2,
      to: 9,
      reason: 'leave',
    },
    {
      by: 'inspector',
      absent: 'andrei-stanciulescu',
      substitute: 'raluca-stefania-iordachescu',
      from: 24,
      to: 34,
      reason: 'leave',
    },
  ],
  vocabulary: demoVocabulary,
  pastYear: true,
  addressee: 'Către Primăria Municipiului Lunca Albă',
  salutation: 'Doamnă/Domnule Primar,',
  routes: ['juridic', 'contabilitate', 'asistenta-sociala', 'urbanism'],
  desk: 'persoane-adulte',
};
