/**
 * Words that say nothing of a document: articles, prepositions, conjunctions, pronouns and auxiliary verbs of Romanian,
 * folded. Short on purpose: a word that could name something (*mare*, *oameni*, *cerere*) is not among them, and a word
 * that only stands in most papers is kept, since the index bears it.
 */
export const stopWords: ReadonlySet<string> = new Set(
  `a acea aceasta aceea aceeasi acei aceia acel acela acele acelasi acelea acest acesta aceste acestea acestei acestia
  acestor acestora acestui ai aia al ala ale alea am ar are as asupra asta astfel atat ati au avea aveau avem aveti ca
  cand care carei caror carora carui cat ce cea ceea cei cel cele celor ci cine cu cum da daca dar de deci decat deja din
  dintr dintre doar dumneavoastra dupa e ea ei el ele era eram erau este eu exista fara fi fie fiecare fiind fost hai i ia
  ii il im imi in intr intre insa isi iti l la le li lor lui mai mea mei mele meu mi ne ni nici niste noastra noastre
  nostri nostru nu o or ori pe pentru peste pot prin privind sa sai sale sau se si sub sunt suntem ta tale tau te ti toate
  tot toti totusi tu un una unde unei unele unii unor unora unui unul va vi voastra voastre vor vostru vreo vreun`
    .split(/\s+/)
    .filter(Boolean),
);
