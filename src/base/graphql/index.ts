export { CurrentViewer } from './current-viewer.js';
export { EXPLORER_CONTENT_POLICY } from './explorer.js';
export { ApiModule } from './graphql.module.js';
export { answerKnownQueries } from './graphql-route.js';
export { KnownQueries } from './known-queries.js';
export type { GraphQLContext } from './context.js';
export { READ_AS, type Result } from './idempotency.js';
export { InTurn, OwnTransaction } from './mutation.interceptor.js';
