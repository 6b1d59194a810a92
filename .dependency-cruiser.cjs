/**
 * The one-way rule: a module knows those below it, never those beside or above it, and enters them through their index.ts.
 * @type {import('dependency-cruiser').IConfiguration}
 */
const RANKS = [
  ['identity'],
  ['skills'],
  ['people'],
  ['discussion'],
  ['posts', 'questions', 'availability'],
  ['practice', 'interviews'],
  ['mastery', 'search', 'notifications', 'moderation'],
];

/** base/, from the ground up; what stands in one line may not know each other. */
const BASE = [
  ['time'],
  ['calendar', 'config', 'errors', 'text', 'turns', 'workflow'],
  ['faults', 'logging'],
  ['database'],
  ['personal-data'],
  ['backup', 'jobs'],
  ['access', 'content', 'events', 'mail', 'push'],
  ['views'],
  ['graphql'],
  ['live'],
  ['http'],
];

const oneWay = (folder, ranks, prefix) =>
  ranks.flatMap((rank, index) =>
    rank.map((module) => ({
      name: `${prefix}${module}-knows-only-what-is-below`,
      severity: 'error',
      from: { path: `^src/${folder}${module}/` },
      to: {
        path: `^src/${folder}(${[...ranks.slice(index).flat()].filter((other) => other !== module).join('|') || 'none'})/`,
      },
    })),
  );

const modules = RANKS.flat();

module.exports = {
  forbidden: [
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true } },
    { name: 'base-knows-no-domain', severity: 'error', from: { path: '^src/base/' }, to: { path: '^src/(?!base/)' } },
    {
      name: 'domain-knows-no-wiring',
      severity: 'error',
      from: { path: `^src/(${modules.join('|')})/` },
      to: { path: '^src/(demo/|content-check/|[^/]+\\.ts$)' },
    },
    {
      name: 'enter-a-module-through-its-index',
      severity: 'error',
      from: { path: '^src/(base/[^/]+|[^/]+)/' },
      to: {
        path: '^src/(base/[^/]+|[^/]+)/.+',
        pathNot: ['^src/$1/', '^src/(base/[^/]+|[^/]+)/index\\.ts$', '^src/base/[^/]+\\.ts$'],
      },
    },
    {
      name: 'wiring-enters-modules-through-their-index',
      severity: 'error',
      from: { path: '^src/[^/]+\\.ts$' },
      to: {
        path: '^src/(base/[^/]+|[^/]+)/.+',
        pathNot: ['^src/(base/[^/]+|[^/]+)/index\\.ts$', '^src/base/[^/]+\\.ts$'],
      },
    },
    {
      name: 'the-service-runs-no-content',
      comment: 'The check runs the Python of the bank; nothing but its own command may load it.',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/content-check(/|\\.ts$)' },
      to: { path: '^src/content-check(/|\\.ts$)' },
    },
    {
      name: 'rules-are-pure',
      comment: 'Policies, workflows and placement are tables and functions: no Nest, no TypeORM.',
      severity: 'error',
      from: { path: '\\.(policy|workflow)\\.ts$|availability/placement\\.ts$' },
      to: { path: 'node_modules/(@nestjs|typeorm)' },
    },
    ...oneWay('', RANKS, ''),
    ...oneWay('base/', BASE, 'base-'),
  ],
  options: {
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    doNotFollow: { path: 'node_modules' },
    enhancedResolveOptions: { extensions: ['.ts', '.js'], mainFields: ['main', 'types'] },
  },
};
