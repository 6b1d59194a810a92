export { CurrentViewer } from './current-viewer.js';
export { EXPLORER_CONTENT_POLICY } from './explorer.js';
export { ApiModule } from './graphql.module.js';
export { TrustedDocuments, UnfitDocumentError } from './trusted-documents.js';
export { GraphQLRoute } from './graphql-route.js';
export { answeredContext, type GraphQLContext } from './context.js';
export { READ_AS, type Result } from './idempotency.js';
export { InTurn, OwnTransaction } from './mutation.interceptor.js';
