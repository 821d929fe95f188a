/** Splits a list written for reading: names between commas, on as many lines as it takes. */
const list = (text: string): readonly string[] =>
  text
    .split(',')
    .map((name) => name.trim())
    .filter(Boolean);

/** Invented family names; nobody in particular. */
export const familyNames = list(`
  Vădineanu, Prundaru, Bârsănescu, Țepeluș, Sântimbreanu, Mândruță, Zăgănescu, Călugăreanu, Drăgănoiu, Măcriș,
  Hriscu, Pătlăgeanu, Frunzăverde, Jurubiță, Hațeganu-Pop, Tăbârcă, Șerpoianu, Cocârlă, Mătăsaru, Băltăgeanu,
  Turturică, Oprescu-Vlad, Lăpușan, Țurcanu-Miron, Tănăsescu-Rusu, Lupșe, Șchiopu, Cojocărița, Jitărașu, Săsărman,
  Bălănescu, Iftimiuc, Rîșnoveanu, Țîrleanu, Hârșan, Păcurariu, Grigoraș-Olar, Codreș, Bujoreanu, Fântânaru,
  Ghiocel, Brânzaru, Căldărușan, Dorobăț, Pârjolea, Răchițeanu, Stejăroiu, Ulmeanu, Vrânceanu-Dima, Zăvoianu,
  Ariciu, Bostănaru, Cerneanu, Dealeanu, Făgădar, Gârleanu, Hulubaș, Izvoreanu, Lunguleasa, Mălăieș,
  Negruțiu, Ologeanu, Păduraru, Roșcovan, Sălcianu, Șindrilaru, Teișanu, Ursăchescu, Văcăreanu, Zmeurică,
  Alunaru, Bordeianu, Cânepă, Drobotă, Fărcășanu, Ghindaru, Hobincu, Lăstun, Mierlaru, Nisipeanu,
  Oțetea-Barbu, Plăieșu, Răzoare, Scorțaru, Șoimaru, Trestianu, Urzicaru, Viezure, Zăpodeanu, Albăstroiu,
  Brădățan, Cireșaru, Dumbrăveanu, Făinaru, Gălușcă, Hangiu, Lemnaru, Mușețel, Nucșoreanu, Obogeanu,
  Prisăcaru, Rogojan, Sitaru, Șipoteanu, Toporaș, Vânătoru-Iacob, Zărnescu, Bârzaru, Coșbuceanu, Dârstaru,
  Frăsineanu, Gorunescu, Ienupăr, Lăcrămioara-Popa, Moșneagu, Pietrosu, Rădășan, Săveanu-Munte, Șuvițaru, Țarălungă`);

export const womenNames = list(`
  Elena-Gabriela, Nicoleta, Paraschiva, Florentina, Anca, Maria-Alexandra, Rodica, Ecaterina, Sanda, Virginia,
  Lucreția, Ana-Maria, Ștefania, Veronica, Smaranda, Daria, Ioana, Mihaela, Cristina, Roxana, Adina, Domnica, Aurica,
  Lăcrămioara, Camelia, Liliana, Teodora, Antonia, Bianca, Sorina, Felicia, Zoe, Eugenia, Marcela, Ramona, Denisa,
  Iulia, Georgiana, Steluța, Petruța`);

export const menNames = list(`
  Vasile, Ilie, Petre, Dumitru, Gheorghe, Costin, Emil, Petru-Iosif, Iulian, Valeriu, Pavel, Liviu, Zaharia, Bogdan,
  Tudor, Ștefan, Cătălin, Marian, Nicolae, Florin, Cosmin, Horia, Laurențiu, Sebastian, Remus, Victor, Daniel, Grigore,
  Aurel, Mircea, Sergiu, Toma, Vlad-Andrei, Constantin, Ion, Doru, Filip, Eugen, Rareș, Alexandru`);

export const streetNames = list(`
  Str. Teilor, Str. Fântânii, Str. Salcâmilor, Str. Plopilor, Str. Morii, Str. Livezii, Str. Gării, Str. Școlii,
  Str. Parcului, Str. Viilor, Str. Luncii, Str. Izvorului, Str. Pieței, Str. Cimitirului Vechi, Str. Zorilor,
  Str. Nucului, Str. Digului, Str. Podului, Str. Câmpului, Str. Bisericii Albe, Str. Măcieșului, Str. Rândunicii,
  Str. Trandafirilor, Str. Stadionului, Str. Abatorului Vechi, Bd. Unirii, Bd. Lunca Mare, Aleea Castanilor,
  Aleea Mesteacănului, Piața Primăriei`);

/** Streets as one says them after „pe” and „de pe”. */
export const streetPhrases = list(`
  strada Teilor, strada Fântânii, strada Salcâmilor, strada Plopilor, strada Morii, strada Livezii, strada Gării,
  strada Școlii, strada Parcului, strada Viilor, strada Luncii, strada Izvorului, strada Zorilor, strada Nucului,
  strada Digului, strada Podului, strada Câmpului, strada Rândunicii, strada Trandafirilor, bulevardul Unirii,
  bulevardul Lunca Mare, aleea Castanilor, aleea Mesteacănului`);

/** Parts of the town as one says them after „în” and „din”. */
export const zonePhrases = list(`
  cartierul Lunca Mare, cartierul Zăvoi, cartierul Moara Veche, zona gării, zona pieței, zona Școlii nr. 4,
  zona stadionului`);
