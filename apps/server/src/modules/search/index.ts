export { searchTexts } from './documents/search-texts.ts';
export { followLedger, type IndexDeps } from './follow-ledger.ts';
export { readIndexLag } from './index-store.ts';
export { rebuildIndex } from './rebuild-index.ts';
export { searchCommands } from './search-commands.ts';
export { type SearchDeps, searchEntries } from './search-entries.ts';
export { documentMarksRoutes, messageSearchRoutes, searchRoutes } from './search-routes.ts';
export { type Indexer, startIndexer } from './start-indexer.ts';
export { type UnitList, unitList } from './unit-words.ts';
