import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import type { ApolloServerPlugin } from '@apollo/server';
import { type DefinitionNode, Kind, parse, print, visit } from 'graphql';

const EXAMPLES = join(import.meta.dirname, '../../../docs/examples');

/** What the page may load: itself, its own workers, and the API. Nothing from elsewhere. */
export const EXPLORER_CONTENT_POLICY =
  "default-src 'none'; script-src 'self' 'unsafe-inline' 'unsafe-eval' blob:; worker-src blob:; style-src 'self' 'unsafe-inline'; font-src data:; img-src 'self' data:; connect-src 'self' ws: wss:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

interface Example {
  readonly query: string;
  readonly variables: string;
}

/**
 * GraphiQL at /graphql for browsers, from an npm package that carries all it needs, with the operations of the
 * contract in tabs.
 */
export function explorerPlugin(): ApolloServerPlugin {
  return {
    serverWillStart: () =>
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
                defaultTabs: examples(),
                headers: JSON.stringify({ authorization: 'Bearer paste the accessToken of signIn here' }, null, 2),
              } as Parameters<typeof renderGraphiQL>[0]);
            },
          }),
      }),
  };
}

/** Each operation with the fragments that it uses, so that every tab runs by itself. */
function examples(): Example[] {
  const files = readdirSync(EXAMPLES).filter((file) => file.endsWith('.graphql')).sort();
  const documents = files.map((file) => ({ file, text: readFileSync(join(EXAMPLES, file), 'utf8') }));
  const variables = JSON.parse(readFileSync(join(EXAMPLES, 'variables.json'), 'utf8')) as Record<string, unknown>;
  const fragments = new Map<string, DefinitionNode>();
  for (const { text } of documents) {
    for (const definition of parse(text).definitions) if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments.set(definition.name.value, definition);
  }
  return documents.flatMap(({ text }) =>
    parse(text).definitions.flatMap((definition) => {
      if (definition.kind !== Kind.OPERATION_DEFINITION) return [];
      const used = [...fragmentsOf(definition, fragments)].map((name) => print(fragments.get(name) as DefinitionNode));
      return [{ query: [print(definition), ...used].join('\n\n'), variables: JSON.stringify(variables[definition.name?.value ?? ''] ?? {}, null, 2) }];
    }),
  );
}

function fragmentsOf(definition: DefinitionNode, fragments: ReadonlyMap<string, DefinitionNode>, found = new Set<string>()): Set<string> {
  visit(definition, {
    FragmentSpread: ({ name: { value: name } }) => {
      const fragment = fragments.get(name);
      if (found.has(name) || !fragment) return;
      found.add(name);
      fragmentsOf(fragment, fragments, found);
    },
  });
  return found;
}
