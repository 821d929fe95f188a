/** Subjects that only institutions of social assistance receive; braces as in the other lists. */
export const socialSubjects: Readonly<Record<string, string>> = {
  'copil-familie': `
    Sesizare privind un copil nesupravegheat, {zona}
    Sesizare privind absențe repetate de la școală, {zona}
    Cerere de consiliere pentru părinți, {zona}
    Cerere de loc la centrul de zi, luna {luna}
    Cerere de anchetă socială pentru încredințarea minorului, dosar nr. {dosar}
    Raport de monitorizare a planului de servicii, luna {luna}
    Cerere de adeverință pentru tabăra din luna {luna}
    Solicitare de sprijin material pentru familie, {strada} nr. {nr}`,
  'transport-adaptat': `
    Cerere de transport adaptat pentru luna {luna}
    Cerere de transport la recuperare, {strada} nr. {nr}
    Schimbarea orei de transport, {zona}
    Renunțare la cursele din luna {luna}
    Sesizare privind o cursă neefectuată, {zona}
    Cerere de însoțitor pentru transport, {strada} nr. {nr}`,
};
