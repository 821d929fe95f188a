import { createRoute, createRouter, lazyRouteComponent, type RouterHistory } from '@tanstack/react-router';
import { readBoardSearch } from '../features/board/board-search.ts';
import { readBookSearch } from '../features/book/book-search.ts';
import { readCaseSearch } from '../features/case-file/case-search.ts';
import { CounterScreen } from '../features/counter/counter-page.tsx';
import { readRuleSearch } from '../features/deadlines/rule-search.ts';
import { readEntrySearch } from '../features/entry/entry-search.ts';
import { readHistorySearch } from '../features/history/history-search.ts';
import { readInformationSearch } from '../features/information-requests/information-search.ts';
import { readLettersSearch } from '../features/letters/letters-search.ts';
import { readIntakeSearch } from '../features/mail-intake/intake-search.ts';
import { readOutgoingSearch } from '../features/outgoing-mail/outgoing-search.ts';
import { readPartiesSearch } from '../features/parties/parties-search.ts';
import { readPetitionReportSearch } from '../features/petitions/report-search.ts';
import { readReportSearch } from '../features/reports/report-search.ts';
import { readScansSearch } from '../features/scans/scans-search.ts';
import { readSearchAddress } from '../features/search/search-address.ts';
import { readTaskSearch } from '../features/tasks/task-queues.ts';
import { readWorksSearch } from '../features/works/works-search.ts';
import { administration } from './administration-routes.ts';
import { BrokenPage } from './broken-page.tsx';
import { root } from './root-route.ts';
import { StartPage } from './start-page.tsx';

const start = createRoute({ getParentRoute: () => root, path: '/', component: StartPage });
const counter = createRoute({ getParentRoute: () => root, path: '/ghiseu', component: CounterScreen });
const registers = createRoute({
  getParentRoute: () => root,
  path: '/registre',
  component: lazyRouteComponent(() => import('../features/book/registers-page.tsx'), 'RegistersPage'),
});
const book = createRoute({
  getParentRoute: () => root,
  path: '/registre/$code',
  validateSearch: readBookSearch,
  component: lazyRouteComponent(() => import('../features/book/book-page.tsx'), 'BookPage'),
});
const entry = createRoute({
  getParentRoute: () => book,
  path: '/$year/$number',
  validateSearch: readEntrySearch,
  component: lazyRouteComponent(() => import('../features/entry/entry-panel.tsx'), 'EntryPanel'),
});
const history = createRoute({
  getParentRoute: () => root,
  path: '/registre/$code/istoric',
  validateSearch: readHistorySearch,
  component: lazyRouteComponent(() => import('../features/history/history-page.tsx'), 'HistoryPage'),
});
const reports = createRoute({
  getParentRoute: () => root,
  path: '/situatii',
  validateSearch: readReportSearch,
  component: lazyRouteComponent(() => import('../features/reports/reports-page.tsx'), 'ReportsPage'),
});
const unfinished = createRoute({
  getParentRoute: () => root,
  path: '/situatii/nerezolvate',
  component: lazyRouteComponent(() => import('../features/reports/unfinished-page.tsx'), 'UnfinishedPage'),
});
const board = createRoute({
  getParentRoute: () => root,
  path: '/serviciul-meu',
  validateSearch: readBoardSearch,
  component: lazyRouteComponent(() => import('../features/board/board-page.tsx'), 'BoardPage'),
});
const inbox = createRoute({
  getParentRoute: () => root,
  path: '/intrari',
  validateSearch: readWorksSearch,
  component: lazyRouteComponent(() => import('../features/works/works-page.tsx'), 'InboxPage'),
});
const works = createRoute({
  getParentRoute: () => root,
  path: '/lucrari',
  validateSearch: readWorksSearch,
  component: lazyRouteComponent(() => import('../features/works/works-page.tsx'), 'WorksPage'),
});
const assign = createRoute({
  getParentRoute: () => root,
  path: '/de-repartizat',
  component: lazyRouteComponent(() => import('../features/assign/assign-page.tsx'), 'AssignPage'),
});
const endorse = createRoute({
  getParentRoute: () => root,
  path: '/de-avizat',
  validateSearch: readTaskSearch,
  component: lazyRouteComponent(() => import('../features/tasks/tasks-page.tsx'), 'EndorsePage'),
});
const sign = createRoute({
  getParentRoute: () => root,
  path: '/de-semnat',
  validateSearch: readTaskSearch,
  component: lazyRouteComponent(() => import('../features/tasks/tasks-page.tsx'), 'SignPage'),
});
const papers = createRoute({
  getParentRoute: () => root,
  path: '/hartii',
  component: lazyRouteComponent(() => import('../features/papers/papers-page.tsx'), 'PapersPage'),
});
const clarify = createRoute({
  getParentRoute: () => root,
  path: '/de-clarificat',
  validateSearch: readTaskSearch,
  component: lazyRouteComponent(() => import('../features/tasks/tasks-page.tsx'), 'ClarifyPage'),
});
const caseFile = createRoute({
  getParentRoute: () => root,
  path: '/lucrari/$id',
  validateSearch: readCaseSearch,
  component: lazyRouteComponent(() => import('../features/case-file/case-file-page.tsx'), 'CaseFilePage'),
});
const petitioner = createRoute({
  getParentRoute: () => root,
  path: '/lucrari/$id/petent',
  component: lazyRouteComponent(() => import('../features/case-file/petitioner-page.tsx'), 'PetitionerPage'),
});
const masking = createRoute({
  getParentRoute: () => root,
  path: '/lucrari/$id/mascare/$document',
  component: lazyRouteComponent(() => import('../features/masking/mask-page.tsx'), 'MaskPage'),
});
const termSheet = createRoute({
  getParentRoute: () => root,
  path: '/lucrari/$id/termene/$termen',
  component: lazyRouteComponent(() => import('../features/deadlines/term-sheet-page.tsx'), 'TermSheetPage'),
});
const law = createRoute({
  getParentRoute: () => root,
  path: '/termene',
  component: lazyRouteComponent(() => import('../features/deadlines/law-page.tsx'), 'LawPage'),
});
const ruleSheet = createRoute({
  getParentRoute: () => root,
  path: '/termene/$regula',
  validateSearch: readRuleSearch,
  component: lazyRouteComponent(() => import('../features/deadlines/rule-sheet-page.tsx'), 'RuleSheetPage'),
});
const parties = createRoute({
  getParentRoute: () => root,
  path: '/persoane',
  validateSearch: readPartiesSearch,
  component: lazyRouteComponent(() => import('../features/parties/parties-page.tsx'), 'PartiesPage'),
});
const party = createRoute({
  getParentRoute: () => root,
  path: '/persoane/$id',
  component: lazyRouteComponent(() => import('../features/parties/party-page.tsx'), 'PartyPage'),
});
const duplicates = createRoute({
  getParentRoute: () => root,
  path: '/persoane/dubluri',
  component: lazyRouteComponent(() => import('../features/parties/duplicates-page.tsx'), 'DuplicatesPage'),
});
const merge = createRoute({
  getParentRoute: () => root,
  path: '/persoane/$id/uneste/$altul',
  component: lazyRouteComponent(() => import('../features/parties/merge-page.tsx'), 'MergePage'),
});
const scans = createRoute({
  getParentRoute: () => root,
  path: '/scanari',
  validateSearch: readScansSearch,
  component: lazyRouteComponent(() => import('../features/scans/scans-page.tsx'), 'ScansPage'),
});
const search = createRoute({
  getParentRoute: () => root,
  path: '/cautare',
  validateSearch: readSearchAddress,
  component: lazyRouteComponent(() => import('../features/search/search-page.tsx'), 'SearchPage'),
});
const emergency = createRoute({
  getParentRoute: () => root,
  path: '/urgenta',
  component: lazyRouteComponent(() => import('../features/emergency/emergency-page.tsx'), 'EmergencyPage'),
});
const emergencySheet = createRoute({
  getParentRoute: () => root,
  path: '/urgenta/$foaie',
  component: lazyRouteComponent(() => import('../features/emergency/sheet-page.tsx'), 'SheetPage'),
});
const system = createRoute({
  getParentRoute: () => root,
  path: '/sistem',
  component: lazyRouteComponent(() => import('../features/system/system-page.tsx'), 'SystemPage'),
});
const closing = createRoute({
  getParentRoute: () => root,
  path: '/registre/$code/inchidere/$an',
  component: lazyRouteComponent(() => import('../features/closing/closing-page.tsx'), 'ClosingPage'),
});
const members = createRoute({
  getParentRoute: () => root,
  path: '/registre/$code/numiti',
  component: lazyRouteComponent(() => import('../features/members/members-page.tsx'), 'MembersPage'),
});
const letter = createRoute({
  getParentRoute: () => root,
  path: '/adrese/$id',
  component: lazyRouteComponent(() => import('../features/letters/letter-page.tsx'), 'LetterPage'),
});
const letters = createRoute({
  getParentRoute: () => root,
  path: '/de-expediat',
  validateSearch: readLettersSearch,
  component: lazyRouteComponent(() => import('../features/letters/letters-page.tsx'), 'LettersPage'),
});
const outgoing = createRoute({
  getParentRoute: () => root,
  path: '/trimiteri',
  validateSearch: readOutgoingSearch,
  component: lazyRouteComponent(() => import('../features/outgoing-mail/outgoing-page.tsx'), 'OutgoingPage'),
});
/** Where citizens' pages send the staff: the sign-in, then the screen where the person works. */
const entrance = createRoute({
  getParentRoute: () => root,
  path: '/intrare',
  component: StartPage,
});
const profile = createRoute({
  getParentRoute: () => root,
  path: '/profil',
  component: lazyRouteComponent(() => import('../features/profile/profile-page.tsx'), 'ProfilePage'),
});

const register544 = createRoute({
  getParentRoute: () => root,
  path: '/544',
  validateSearch: readInformationSearch,
  component: lazyRouteComponent(
    () => import('../features/information-requests/register-544-page.tsx'),
    'Register544Page',
  ),
});
const report544 = createRoute({
  getParentRoute: () => root,
  path: '/544/raport',
  validateSearch: readInformationSearch,
  component: lazyRouteComponent(
    () => import('../features/information-requests/report-544-page.tsx'),
    'Report544Page',
  ),
});
const verbal544 = createRoute({
  getParentRoute: () => root,
  path: '/544/verbal',
  component: lazyRouteComponent(
    () => import('../features/information-requests/verbal-page.tsx'),
    'VerbalPage',
  ),
});

const triage = createRoute({
  getParentRoute: () => root,
  path: '/triaj',
  component: lazyRouteComponent(() => import('../features/petitions/triage-page.tsx'), 'TriageListPage'),
});
const competentBodies = createRoute({
  getParentRoute: () => root,
  path: '/autoritati',
  component: lazyRouteComponent(() => import('../features/petitions/bodies-page.tsx'), 'CompetentBodiesPage'),
});
const tacitApprovals = createRoute({
  getParentRoute: () => root,
  path: '/aprobari-tacite',
  component: lazyRouteComponent(() => import('../features/tacit/tacit-page.tsx'), 'TacitPage'),
});
const petitionReport = createRoute({
  getParentRoute: () => root,
  path: '/petitii/raport',
  validateSearch: readPetitionReportSearch,
  component: lazyRouteComponent(() => import('../features/petitions/report-page.tsx'), 'PetitionReportPage'),
});

const mailIntake = createRoute({
  getParentRoute: () => root,
  path: '/e-mail',
  validateSearch: readIntakeSearch,
  component: lazyRouteComponent(() => import('../features/mail-intake/intake-page.tsx'), 'IntakePage'),
});
const intakeRules = createRoute({
  getParentRoute: () => root,
  path: '/e-mail/reguli',
  component: lazyRouteComponent(() => import('../features/mail-intake/rules-page.tsx'), 'IntakeRulesPage'),
});

const routeTree = root.addChildren([
  mailIntake,
  intakeRules,
  start,
  board,
  reports,
  unfinished,
  inbox,
  works,
  assign,
  triage,
  competentBodies,
  tacitApprovals,
  petitionReport,
  endorse,
  sign,
  clarify,
  papers,
  caseFile,
  petitioner,
  masking,
  termSheet,
  law,
  ruleSheet,
  counter,
  registers,
  book.addChildren([entry]),
  closing,
  letter,
  letters,
  outgoing,
  members,
  entrance,
  parties,
  party,
  duplicates,
  history,
  emergency,
  emergencySheet,
  merge,
  scans,
  search,
  system,
  register544,
  report544,
  verbal544,
  profile,
  administration,
]);

/** Every address of the console; what a list shows stands in the address. */
export function openRouter(history?: RouterHistory) {
  return createRouter({
    ...(history && { history }),
    routeTree,
    defaultPreload: 'intent',
    defaultErrorComponent: BrokenPage,
    scrollRestoration: false,
  });
}

declare module '@tanstack/react-router' {
  interface Register {
    router: ReturnType<typeof openRouter>;
  }
}
