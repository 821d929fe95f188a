/** Subjects that citizens bring, by category, one a line; words in braces are filled in (`demo-subjects.ts`). */
export const citizenSubjects: Readonly<Record<string, string>> = {
  petitie: `
    Reluarea plății indemnizației de însoțitor pentru mama sa
    Stadiul cererii de indemnizație lunară de hrană pentru minor
    Nemulțumire față de programul cantinei sociale
    Nemulțumire față de răspunsul primit la cererea anterioară
    Repararea trotuarului de pe {strada}, în dreptul nr. {nr}
    Zgomotul produs noaptea de un local de pe {strada}
    Reamplasarea containerelor de deșeuri de pe {strada}
    Montarea unor limitatoare de viteză pe {strada}
    Refacerea marcajului trecerii de pietoni de pe {strada}
    Programul de lucru al ghișeului de taxe și impozite
    Schimbarea asistentului personal
    Majorarea orelor de îngrijire la domiciliu
    Amenajarea unui loc de joacă în {zona}
    Prelungirea programului de transport public în {zona}
    Desființarea unui stâlp degradat de pe {strada}`,
  sesizare: `
    Iluminat public stins pe {strada}
    Groapă în carosabil pe {strada}, în dreptul nr. {nr}
    Canalizare înfundată pe {strada} nr. {nr}
    Deșeuri abandonate în {zona}
    Câini fără stăpân în {zona}
    Copac uscat, cu risc de cădere, pe {strada} nr. {nr}
    Capac de canal lipsă pe {strada}
    Autovehicul abandonat pe {strada}
    Construcție ridicată fără autorizație pe {strada} nr. {nr}
    Arderea resturilor vegetale în {zona}
    Ocuparea abuzivă a domeniului public pe {strada} nr. {nr}
    Semafor defect la intersecția cu {strada}
    Absențe repetate de la școală ale unor elevi din {zona}
    Bancă ruptă și coș de gunoi lipsă în {zona}`,
  'informatii-publice': `
    Cheltuielile cu {domeniu} în anul {an}
    Cheltuielile cu {domeniu} în anul {an}, pe luni și pe furnizori
    Contractele încheiate pentru {domeniu} în anul {an}
    Numărul autorizațiilor de construire emise în anul {an}
    Lista contractelor de achiziție publică încheiate în anul {an}
    Numărul locurilor libere în centrele sociale
    Numărul asistenților personali angajați în anul {an}
    Procesele-verbale ale ședințelor consiliului local din luna {luna}
    Numărul petițiilor primite și soluționate în anul {an}
    Organigrama și statul de funcții aprobate pentru anul {an}
    Sumele plătite pentru publicitate în anul {an}
    Planul anual al achizițiilor publice pentru anul {an}
    Studiul de trafic întocmit pentru {strada}`,
  adeverinta: `
    Adeverință de venit
    Adeverință pentru perioada {an}–2025
    Adeverință privind beneficiile sociale primite în anul {an}
    Adeverință că nu primește ajutor social
    Adeverință pentru bursă socială, anul școlar care urmează
    Adeverință privind încadrarea în grad de handicap
    Adeverință pentru scutirea de la plata rovinietei
    Adeverință privind indemnizația de însoțitor, luna {luna}
    Adeverință pentru casa de pensii, perioada lucrată până în {an}
    Adeverință privind alocația de stat a copilului, luna {luna}
    Adeverință de vechime ca asistent personal, din {an}
    Adeverință pentru compania de electricitate, {strada} nr. {nr}`,
  audienta: `
    Audiență la primar: starea drumului de pe {strada}
    Audiență la viceprimar: colectarea deșeurilor din {zona}
    Audiență la viceprimar: locurile de parcare de pe {strada}
    Audiență la arhitectul-șef: documentația pentru {strada} nr. {nr}
    Audiență la directorul Direcției de Asistență Socială: un dosar respins
    Audiență la secretarul general: un dosar de fond funciar
    Audiență la primar: racordarea la canalizare pe {strada}
    Audiență la viceprimar: iluminatul din {zona}
    Audiență la directorul Direcției Fiscale: eșalonarea unei datorii
    Audiență la primar: propuneri pentru {zona}`,
  'beneficiu-social': `
    Cerere de venit minim de incluziune
    Cerere de ajutor pentru încălzirea locuinței, {strada} nr. {nr}
    Cerere de alocație de susținere a familiei
    Cerere de ajutor de urgență după un incendiu pe {strada}
    Cerere de indemnizație de însoțitor
    Cerere de indemnizație lunară de hrană
    Cerere de stimulent educațional pentru grădiniță
    Cerere de indemnizație pentru creșterea copilului
    Declarație de schimbare a veniturilor din luna {luna}
    Declarație de schimbare a domiciliului pe {strada} nr. {nr}
    Cerere de încetare a plății din luna {luna}
    Completare a dosarului cu acte din luna {luna}
    Cerere de transfer al drepturilor din altă localitate, din luna {luna}`,
  'persoane-adulte': `
    Reluarea plății indemnizației de însoțitor
    Transfer la alt centru de zi
    Prelungirea contractului de asistent personal, din luna {luna}
    Reevaluare înainte de termen
    Rezilierea contractului de servicii sociale, din luna {luna}
    Transport adaptat la recuperare, de două ori pe săptămână
    Gratuitate la transportul urban pentru însoțitor
    Card de parcare pentru persoane cu dizabilități, {strada} nr. {nr}
    Admiterea în centrul de zi din {zona}
    Schimbarea asistentului personal, din luna {luna}
    Concediu de odihnă al asistentului personal, luna {luna}
    Copii de pe grila de evaluare
    Admiterea într-o locuință protejată din {zona}`,
  'persoane-varstnice': `
    Loc în căminul pentru persoane vârstnice
    Îngrijire la domiciliu, {strada} nr. {nr}
    Contestarea grilei de îngrijire
    Majorarea orelor de îngrijire din luna {luna}
    Masă caldă la domiciliu, {strada} nr. {nr}
    Înscriere la Clubul Pensionarilor din {zona}
    Tichete sociale pentru persoane vârstnice, luna {luna}
    Externare fără aparținători
    Anchetă socială pentru internare, {strada} nr. {nr}
    Întreruperea îngrijirii la domiciliu în luna {luna}`,
  'certificat-fiscal': `
    Certificat de atestare fiscală pentru vânzarea unui apartament de pe {strada} nr. {nr}
    Certificat de atestare fiscală pentru radierea unui autoturism
    Certificat de atestare fiscală pentru succesiune
    Certificat de atestare fiscală pentru participarea la o licitație
    Certificat de atestare fiscală pentru un credit ipotecar
    Certificat de atestare fiscală pentru terenul de pe {strada} nr. {nr}
    Certificat de atestare fiscală pentru notar, {strada} nr. {nr}
    Certificat de atestare fiscală pentru subvenție, anul {an}`,
  'declaratie-impunere': `
    Declarație de impunere pentru locuința de pe {strada} nr. {nr}
    Declarație de impunere pentru terenul din {zona}
    Declarație de impunere pentru un autoturism
    Declarație de impunere pentru o remorcă
    Declarație privind schimbarea suprafeței clădirii de pe {strada} nr. {nr}
    Declarație de scoatere din evidență a unui autoturism din {an}
    Declarație privind scutirea de la impozit, {strada} nr. {nr}
    Declarație privind închirierea imobilului de pe {strada} nr. {nr}`,
  'certificat-urbanism': `
    Certificat de urbanism pentru construirea unei locuințe pe {strada} nr. {nr}
    Certificat de urbanism pentru alipirea a două parcele din {zona}
    Certificat de urbanism pentru un garaj pe {strada} nr. {nr}
    Certificat de urbanism pentru branșament de gaze, {strada} nr. {nr}
    Certificat de urbanism pentru împrejmuire, {strada} nr. {nr}
    Certificat de urbanism pentru dezmembrare, {strada} nr. {nr}
    Certificat de urbanism pentru extinderea unei case de pe {strada} nr. {nr}
    Prelungirea certificatului de urbanism pentru {strada} nr. {nr}`,
  'autorizatie-construire': `
    Autorizație de construire pentru locuință, {strada} nr. {nr}
    Autorizație de construire pentru anexă gospodărească, {strada} nr. {nr}
    Autorizație de construire pentru panouri solare, {strada} nr. {nr}
    Autorizație de construire pentru branșament de apă, {strada} nr. {nr}
    Autorizație de desființare a construcției de pe {strada} nr. {nr}
    Prelungirea autorizației de construire pentru {strada} nr. {nr}
    Anunț de începere a lucrărilor pe {strada} nr. {nr}
    Recepția la terminarea lucrărilor pe {strada} nr. {nr}`,
  'loc-parcare': `
    Loc de parcare de reședință pe {strada} nr. {nr}
    Prelungirea abonamentului de parcare de pe {strada}
    Loc de parcare pentru persoană cu dizabilități, {strada} nr. {nr}
    Schimbarea locului de parcare de pe {strada} nr. {nr}
    Renunțare la locul de parcare de pe {strada}
    Schimbarea numărului de înmatriculare pe abonamentul din {zona}
    Contestarea atribuirii unui loc de parcare pe {strada}
    Abonament de parcare în {zona}`,
  'rol-agricol': `
    Adeverință de rol agricol
    Adeverință de rol agricol pentru subvenție, anul {an}
    Adeverință privind terenul arabil din {zona}
    Atestat de producător
    Carnet de comercializare a produselor agricole
    Declarație privind animalele deținute, luna {luna}
    Înscrierea unui contract de arendă din {an}
    Adeverință privind suprafețele lucrate în anul {an}
    Adeverință de rol agricol pentru succesiune, {strada} nr. {nr}
    Modificarea rolului agricol după partaj, {strada} nr. {nr}`,
  'stare-civila': `
    Duplicat al certificatului de naștere
    Duplicat al certificatului de căsătorie din {an}
    Extras multilingv de pe actul de naștere
    Transcrierea certificatului de naștere emis în străinătate
    Schimbarea numelui pe cale administrativă
    Programare pentru oficierea căsătoriei, luna {luna}
    Livret de familie
    Adeverință de celibat, luna {luna}
    Rectificarea unui act de stare civilă din {an}
    Mențiune de divorț din {an}
    Anexa 24 pentru succesiune, {strada} nr. {nr}
    Viză de reședință pe {strada} nr. {nr}`,
};
