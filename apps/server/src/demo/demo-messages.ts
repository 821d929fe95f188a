/** A message of the demonstration, as somebody invented wrote it. */
export type DemoMessage = {
  readonly from: string;
  readonly subject: string;
  readonly text: string;
  readonly headers?: readonly string[];
  readonly attachments?: readonly { readonly name: string; readonly type: string; readonly text: string }[];
};

/** One morning of a registry’s mailbox: petitions and what is none of them. `quoted`: a number of the register. */
export const demoMessages = (quoted: string): readonly DemoMessage[] => [
  {
    from: 'Florentina Mândruță <f.mandruta@posta.example>',
    subject: 'Cerere indemnizație lunară de hrană',
    text: 'Bună ziua,\n\nMă numesc Florentina Mândruță, locuiesc în Lunca Albă, str. Fântânii nr. 3. Solicit acordarea indemnizației lunare de hrană pentru fiul meu minor, pentru care am depus actele la ghișeu în luna mai.\n\nVă rog să îmi comunicați în scris stadiul dosarului și data de la care se face plata.\n\nVă mulțumesc,\nFlorentina Mândruță',
    attachments: [
      {
        name: 'cerere semnată.txt',
        type: 'text/plain',
        text: 'CERERE\n\nSubsemnata Florentina Mândruță, vă rog să aprobați indemnizația.',
      },
      { name: 'certificat.txt', type: 'text/plain', text: 'CERTIFICAT nr. 318' },
    ],
  },
  {
    from: 'George-Cristian Pătlăgeanu <gc.patlageanu@posta.example>',
    subject: 'nemulțumit de răspuns',
    text: `Bună ziua,\n\nNu sunt de acord cu răspunsul primit. Revin la nr. ${quoted} și cer o nouă verificare.\n\nG.-C. Pătlăgeanu`,
  },
  {
    from: 'Redacția „Gazeta Luncii” <redactia@gazeta-luncii.example>',
    subject: 'Solicitare în baza Legii 544/2001',
    text: 'Bună ziua,\n\nÎn baza Legii nr. 544/2001 vă rugăm să ne comunicați sumele cheltuite în acest an pentru întreținerea parcurilor.\n\nRedacția „Gazeta Luncii”',
  },
  {
    from: 'Birotica Luncii <facturi@birotica.example>',
    subject: 'Factura BL 1208 pentru luna octombrie',
    text: 'Bună ziua,\n\nVă transmitem atașat factura BL 1208.\n\nBirotica Luncii',
    attachments: [{ name: 'factura_BL1208.xml', type: 'application/xml', text: '<factura numar="BL1208"/>' }],
  },
  {
    from: 'Oferte Birotica <oferte@birotica.example>',
    subject: 'Reduceri la hârtie și tonere',
    text: 'Numai săptămâna aceasta: tonere cu 30 % mai ieftine. Dezabonare la cerere.',
    headers: ['List-Unsubscribe: <mailto:dezabonare@birotica.example>'],
  },
  {
    from: 'Tribunalul Lunca <arhiva@tribunalul-lunca.example>',
    subject: 'Citație',
    text: 'Se comunică citația în dosarul în care sunteți parte, pentru termenul din 14 ianuarie.',
    attachments: [{ name: 'citatie.txt', type: 'text/plain', text: 'CITAȚIE' }],
  },
  {
    from: 'Școala Gimnazială nr. 9 <secretariat@scoala9.example>',
    subject: 'Adresă privind transportul elevilor',
    text: 'Vă rugăm să ne comunicați programul microbuzelor școlare după vacanță.',
  },
  {
    from: 'Primăria Lunca Albă <registratura@lunca-a1ba.example>',
    subject: 'Urgent: confirmați plata',
    text: 'Vă rugăm să confirmați plata din documentul atașat.',
    attachments: [{ name: 'plata.pdf.exe', type: 'application/pdf', text: 'MZ' }],
  },
  {
    from: 'Mirela Ciobotaru-Știubei <m.ciobotaru@posta.example>',
    subject: 'programare audiență director',
    text: 'Bună ziua, doresc o audiență la director, pentru situația locuinței.',
  },
  {
    from: 'Haralambie Vrăbiescu <h.vrabiescu@posta.example>',
    subject: 'Răspuns automat: în concediu',
    text: 'Sunt în concediu până luni.',
    headers: ['Auto-Submitted: auto-replied'],
  },
  {
    from: 'Un angajat <integritate@posta.example>',
    subject: 'Avertizare în interes public',
    text: 'Vreau să fac o avertizare în interes public despre atribuirea unor lucrări fără licitație.',
  },
  { from: 'necunoscut@posta.example', subject: '', text: 'când se termină lucrările pe strada mea' },
];
