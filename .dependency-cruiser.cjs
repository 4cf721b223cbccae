// The import rules of docs/ARCHITECTURE.md. Each folder may import only what its row says.
const folder = (name, allowed, comment) => ({
  name: `${name}-imports`,
  comment,
  severity: 'error',
  from: { path: `^${name}/` },
  to: {
    path: '^(domain|contracts|workflows|activities|database|src|web|test|scripts)/',
    pathNot: `^(${[name, ...allowed].join('|')})/`,
  },
});

module.exports = {
  forbidden: [
    folder('domain', [], 'the law knows nobody: pure functions only'),
    folder('contracts/processes', ['domain'], 'what client and workflow say to each other'),
    folder('contracts/http', ['contracts/processes', 'domain'], 'what browser and API say to each other'),
    folder(
      'workflows',
      ['contracts/processes', 'domain'],
      'workflow code is replayed: no SQL, no HTTP, no activity code',
    ),
    folder('activities', ['contracts', 'domain', 'database'], 'the hands: reached only through the worker'),
    folder('database', ['domain'], 'the memory does not know who asks'),
    folder('web', ['contracts/http', 'domain'], 'the window: what it knows of the server, the API tells it'),
    {
      name: 'web-models-are-pure',
      comment: 'what a page shows is computed without a page, a component or a request',
      severity: 'error',
      from: { path: '^web/models/', pathNot: '\\.test\\.ts$' },
      to: { pathNot: '^(web/models|domain|contracts/http)|/api/schema' },
    },
    {
      name: 'web-asks-by-its-api',
      comment: 'web/api is the only way to the server',
      severity: 'error',
      from: { path: '^web/', pathNot: '^web/api/' },
      to: { path: 'node_modules/(openapi-fetch|eventsource-client)/' },
    },
    folder('src', ['contracts', 'domain', 'database', 'activities', 'workflows'], 'the counter'),
    {
      name: 'activities-only-from-worker',
      comment: 'src/worker is the only place that wires activities and workflows',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/worker/' },
      to: { path: '^(activities|workflows)/' },
    },
    {
      name: 'domain-is-pure',
      comment: 'no framework, no driver, no clock in the law; data packages are named here',
      severity: 'error',
      from: { path: '^domain/' },
      to: { dependencyTypes: ['npm', 'npm-dev', 'core'], pathNot: 'node_modules/(chinese-days)/' },
    },
    {
      name: 'workflows-npm',
      comment: 'only Temporal inside the sandbox',
      severity: 'error',
      from: { path: '^workflows/' },
      to: {
        dependencyTypes: ['npm', 'npm-dev', 'core'],
        pathNot: 'node_modules/@temporalio/(workflow|common)/',
      },
    },
    {
      name: 'no-circular',
      comment: 'a cycle has no top',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'no-orphan-tests',
      comment: 'nothing imports a test',
      severity: 'error',
      from: { pathNot: '^test/' },
      to: { path: '^test/' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(dist|coverage)/' },
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: { extensions: ['.ts', '.js', '.mjs', '.json', '.vue'] },
  },
};
