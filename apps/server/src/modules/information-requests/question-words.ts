/**
 * Words that requests have in common whatever they ask, folded (no diacritics, lower case): politeness, the law itself,
 * „the institution”, „copies of”, „the year”. Two requests are compared by what is left; with these words in, two polite
 * letters look more alike than two ways to ask one thing (decision 0275).
 */
export const formulaWords: readonly string[] = [
  ...'a ai al ale am ati au ca care cat cata cate cati ce cu cum de din dintre dumneavoastra dupa e este fi fost'.split(
    ' ',
  ),
  ...'i il in intre l la le li lor mi o ori pe pentru prin s sa sau se si sub sunt un una unei unui va catre'.split(
    ' ',
  ),
  ...'buna ziua stimata stimate doamna domn multumesc rog privind referitor baza temeiul conform cadrul'.split(
    ' ',
  ),
  ...'solicit solicita solicitam cer cere doresc imi ne comunicati comunicarea transmiteti furnizati puneti'.split(
    ' ',
  ),
  ...'dispozitie legea legii nr 544 2001 liberul acces informatii informatiile informatiilor interes'.split(
    ' ',
  ),
  ...'institutie institutia institutiei primarie primaria primariei directie directia directiei'.split(' '),
  ...'an anul anului anii luna lunii perioada data lista situatia situatie copie copia copii copiile'.split(
    ' ',
  ),
  ...'numar numarul'.split(' '),
];
