import type { CloseOutcome } from '@opis/contracts';

/** What heads write on papers of the demonstration; the named ones are kept as models. */
export const demoResolutionModels = [
  { name: 'Spre soluționare', text: 'Spre soluționare.' },
  { name: 'Răspundeți', text: 'Vă rog să pregătiți răspunsul în termenul legal.' },
  { name: 'Spre știință', text: 'Spre știință și conformare.' },
  { name: 'Verificați pe teren', text: 'Vă rog să verificați pe teren și să încheiați o notă.' },
] as const;

export const demoResolutions: readonly string[] = [
  ...demoResolutionModels.map(({ text }) => text),
  'Vă rog verificați și propuneți un răspuns până vineri.',
  'Pentru analiză. Discutăm luni.',
  'Vă rog să cereți și punctul de vedere al Compartimentului Juridic.',
];

export const demoReturnReasons: readonly string[] = [
  'Nu este de competența compartimentului. Propun Beneficii Sociale.',
  'Lipsește certificatul de încadrare; petentul a fost anunțat.',
  'Am o lucrare în care sunt parte; rog să fie dată altui coleg.',
];

export const demoNotes: readonly string[] = [
  'Am vorbit la telefon cu petenta; aduce actul lipsă joi.',
  'Dosarul vechi este la arhivă, l-am cerut.',
  'De așteptat hotărârea comisiei.',
  'Adresa s-a schimbat; de trimis răspunsul la cea nouă.',
  'Verificat în evidențe: plata s-a reluat luna trecută.',
];

/** How works of the demonstration end when nothing was sent. */
export const demoOutcomes: readonly { outcome: CloseOutcome; text?: string }[] = [
  { outcome: 'for-information' },
  { outcome: 'filed', text: 'Lămurit la ghișeu.' },
  { outcome: 'other', text: 'Eliberată adeverința, ridicată personal.' },
];
