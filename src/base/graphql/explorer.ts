import type { ApolloServerPlugin } from '@apollo/server';

import { explorerExamples } from './explorer-examples.js';

/** What the page may load: itself, its own workers, and the API. Nothing from elsewhere. */
export const EXPLORER_CONTENT_POLICY =
  "default-src 'none'; script-src 'self' 'unsafe-inline' 'unsafe-eval' blob:; worker-src blob:; style-src 'self' 'unsafe-inline'; font-src data:; img-src 'self' data:; connect-src 'self' ws: wss:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/**
 * GraphiQL at /graphql for browsers, from an npm package that carries all it needs, with the operations of the
 * contract in tabs.
 */
export function explorerPlugin(): ApolloServerPlugin {
  return {
    serverWillStart: ({ schema }) =>
      Promise.resolve({
        renderLandingPage: () =>
          Promise.resolve({
            html: async () => {
              // Nine megabytes of page: loaded when somebody looks at it.
              const { renderGraphiQL } = await import('@graphql-yoga/render-graphiql');
              return renderGraphiQL({
                title: 'Sevenfold API',
                endpoint: '/graphql',
                subscriptionsProtocol: 'WS',
                shouldPersistHeaders: true,
                defaultTabs: explorerExamples(schema),
              });
            },
          }),
      }),
  };
}
