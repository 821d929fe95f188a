/** Subjects that companies, courts and public bodies send, and those of the institution itself (`intern`). */
export const bodySubjects: Readonly<Record<string, string>> = {
  'act-de-procedura': `
    Citație în dosarul nr. {dosar}
    Comunicare de hotărâre civilă, dosar nr. {dosar}
    Comunicare de sentință penală, dosar nr. {dosar}
    Comunicare de cerere de chemare în judecată, dosar nr. {dosar}
    Adresă de înființare a popririi, dosar de executare nr. {nr}/{an}
    Publicație de vânzare imobiliară, {strada} nr. {nr}
    Somație, dosar de executare nr. {nr}/{an}
    Adresă: solicitare de înscrisuri, dosar nr. {dosar}
    Ordonanță de clasare, dosar nr. {dosar}
    Încheiere de ședință, dosar nr. {dosar}
    Comunicare de întâmpinare, dosar nr. {dosar}
    Cerere de afișare a unei publicații de vânzare, {strada} nr. {nr}`,
  factura: `
    Factură: becuri și relee
    Factură: energie electrică, luna {luna}
    Factură: apă și canalizare, luna {luna}
    Factură: servicii de salubrizare, luna {luna}
    Factură: reparații pe {strada}
    Factură: hârtie, tonere și rechizite, luna {luna}
    Factură: hrană pentru cantina socială, luna {luna}
    Factură: servicii de pază, luna {luna}
    Factură: întreținerea spațiilor verzi din {zona}
    Factură: marcaje rutiere pe {strada}
    Factură: proiectare, modernizarea iluminatului pe {strada}
    Factură: transport adaptat, luna {luna}
    Factură: deszăpezire în {zona}`,
  contestatie: `
    Contestație împotriva deciziei de impunere pentru {strada} nr. {nr}
    Contestație la încadrarea în grad de handicap
    Contestație împotriva procesului-verbal de contravenție nr. {nr} din luna {luna}
    Contestație la rezultatul selecției dosarelor, concurs din luna {luna}
    Plângere prealabilă împotriva dispoziției nr. {nr}
    Contestație privind suspendarea ajutorului din luna {luna}
    Contestație la procedura de achiziție pentru {domeniu}
    Plângere prealabilă împotriva certificatului de urbanism pentru {strada} nr. {nr}
    Contestație privind atribuirea locului de parcare de pe {strada}
    Contestație împotriva somației de plată nr. {nr}
    Contestație la grila de îngrijire din luna {luna}`,
  adresa: `
    Confirmarea debitului pentru {nr} beneficiari
    Listă cu {nr} beneficiari suspendați în luna {luna}
    Solicitare de raport: pregătirea pentru iarnă
    Solicitare de anchetă socială pentru o familie din {zona}
    Confirmare de domiciliu
    Comunicare privind transportul elevilor din {zona}
    Invitație la ședința de lucru din luna {luna}
    Solicitare de date privind {domeniu}
    Avertizare meteorologică și măsuri de luat
    Propunere: trecere de pietoni pe {strada}
    Cerere de reparare a gardului dinspre {strada}
    Adresă privind lucrările programate pe {strada}
    Comunicare de debit achitat, luna {luna}
    Solicitare de punct de vedere privind {domeniu}`,
  'raport-subventie': `
    Raport lunar de subvenție, luna {luna}
    Raport lunar de subvenție, luna {luna}, centrul din {zona}
    Raport de activitate pe anul {an}
    Decont al cheltuielilor din luna {luna}
    Decont al cheltuielilor din luna {luna}, locuințe protejate
    Listă a beneficiarilor de servicii sociale, luna {luna}
    Cerere de subvenție pentru anul care urmează
    Completare a dosarului de subvenție cu acte din luna {luna}
    Notificare privind schimbarea coordonatorului centrului din {zona}
    Propunere de parteneriat pentru servicii în {zona}`,
  oferta: `
    Ofertă pentru {domeniu}
    Ofertă de preț: mobilier de birou
    Ofertă de preț: scanere și imprimante de etichete
    Ofertă pentru reparații pe {strada}
    Ofertă pentru amenajarea unui loc de joacă în {zona}
    Clarificări la oferta pentru {domeniu}
    Ofertă de vânzare: teren extravilan lângă {zona}
    Ofertă de servicii de consultanță pentru {domeniu}
    Ofertă de preț: lucrări de marcaje pe {strada}
    Prelungirea valabilității ofertei pentru {domeniu}`,
  intern: `
    Notă internă: programul cu publicul în luna {luna}
    Notă internă: planificarea concediilor pe luna {luna}
    Referat de necesitate: scaune pentru ghișeu
    Referat de necesitate: hârtie pentru etichete, luna {luna}
    Referat de specialitate privind {domeniu}
    Raport de activitate al serviciului, luna {luna}
    Proces-verbal de predare-primire a dosarelor din {an}
    Proces-verbal de verificare în teren, {strada} nr. {nr}
    Notă de constatare privind {domeniu}
    Proces-verbal al comisiei de selecționare pentru dosarele din {an}
    Informare privind petițiile soluționate în luna {luna}
    Sesizare din oficiu: starea carosabilului de pe {strada}`,
};
