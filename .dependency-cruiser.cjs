// Who may know whom. Modules lie in floors: each may know those named before it, through their index.ts, never the reverse.
const floors = [
  'events',
  'organisation',
  'identity',
  'substitutions',
  'notices',
  'parties',
  'documents',
  'file-processing',
  'deadlines',
  'long-works',
  'registry',
  'case-files',
  'signatures',
  'masking',
  'letters',
  'outgoing-mail',
  'petitions',
  'information-requests',
  'tacit-approval',
  'scans',
  'incoming-mail',
  'search',
  'reporting',
  'live',
  'operations',
  'administration',
];

const server = '^apps/server/src';
const modules = `${server}/modules`;

/** One rule a floor: what lies above it is out of reach. */
const floorRules = floors.slice(0, -1).map((floor, at) => ({
  name: `${floor}-knows-no-floor-above`,
  comment: `${floor} lies below: what it must set in motion above goes through a subscriber wired in compose.ts`,
  severity: 'error',
  // A test may set a whole scene; the product may not.
  from: { path: `${modules}/${floor}/`, pathNot: '\\.test\\.tsx?$' },
  to: { path: `${modules}/(${floors.slice(at + 1).join('|')})/` },
}));

module.exports = {
  forbidden: [
    ...floorRules,
    {
      name: 'modules-stand-on-a-floor',
      comment: 'a new module takes its place in the list of floors',
      severity: 'error',
      from: { path: `${modules}/` },
      to: { path: `${modules}/(?!(${floors.join('|')})/)` },
    },
    {
      name: 'modules-meet-at-the-door',
      comment: 'another module is known through its index.ts alone',
      severity: 'error',
      from: { path: `${modules}/([^/]+)/` },
      to: { path: `${modules}/`, pathNot: [`${modules}/$1/`, `${modules}/[^/]+/index\\.ts$`] },
    },
    {
      name: 'composition-uses-the-door',
      comment: 'what builds the product knows modules through their index.ts alone',
      severity: 'error',
      from: { path: `${server}/`, pathNot: `${modules}/` },
      to: { path: `${modules}/`, pathNot: `${modules}/[^/]+/index\\.ts$` },
    },
    {
      name: 'platform-knows-no-module',
      severity: 'error',
      from: { path: `${server}/platform/` },
      to: { path: `${server}/`, pathNot: `${server}/platform/` },
    },
    {
      name: 'modules-know-no-composition',
      severity: 'error',
      from: { path: `${modules}/` },
      to: { path: `${server}/`, pathNot: [`${modules}/`, `${server}/platform/`] },
    },
    {
      name: 'nobody-imports-the-server',
      comment: 'a browser must never be sent a line of it',
      severity: 'error',
      from: { path: '^(apps/(?!server/)|packages/)' },
      to: { path: '^apps/server/' },
    },
    {
      name: 'packages-import-no-app',
      severity: 'error',
      from: { path: '^packages/' },
      to: { path: '^apps/' },
    },
    {
      name: 'contracts-stand-alone',
      severity: 'error',
      from: { path: '^packages/contracts/' },
      to: { path: '^(packages/(?!contracts/)|apps/)' },
    },
    {
      name: 'no-input-output-in-packages',
      comment: 'contracts, ui and portal pages run in browsers too and are functions of what they are given',
      severity: 'error',
      from: { path: '^packages/[^/]+/src/', pathNot: '\\.test\\.tsx?$' },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'product-imports-no-test',
      severity: 'error',
      from: { path: '^(apps|packages)/[^/]+/src/', pathNot: '\\.test\\.tsx?$' },
      to: { path: '(\\.test\\.tsx?$|^apps/[^/]+/test/|^e2e/)' },
    },
    {
      name: 'no-cycles',
      comment: 'two files that need each other while they load; a type alone needs nothing',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    { name: 'nothing-unresolved', severity: 'error', from: {}, to: { couldNotResolve: true } },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)(dist|data)/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    moduleSystems: ['es6', 'cjs'],
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
      extensions: ['.ts', '.tsx', '.mjs', '.js', '.json'],
    },
    progress: { type: 'none' },
  },
};
