import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { type DefinitionNode, Kind, parse, print, visit } from 'graphql';

const FOLDER = join(import.meta.dirname, '../contract/operations');
const definitions = readdirSync(FOLDER).flatMap((file) => parse(readFileSync(join(FOLDER, file), 'utf8')).definitions);
const fragments = new Map(
  definitions.flatMap((definition) =>
    definition.kind === Kind.FRAGMENT_DEFINITION ? [[definition.name.value, definition] as const] : [],
  ),
);
const documents = new Map<string, string>();

export const operationNames = definitions.flatMap((definition) =>
  definition.kind === Kind.OPERATION_DEFINITION && definition.name ? [definition.name.value] : [],
);

/** An operation of the contract with the fragments that it uses, as a client sends it. */
export function operationDocument(name: string): string {
  let document = documents.get(name);
  if (!document) {
    const operation = definitions.find(
      (definition) => definition.kind === Kind.OPERATION_DEFINITION && definition.name?.value === name,
    );
    if (!operation) throw new Error(`The contract has no operation ${name}`);
    document = [...withFragments(operation)].map(print).join('\n\n');
    documents.set(name, document);
  }
  return document;
}

function withFragments(definition: DefinitionNode, found = new Set<DefinitionNode>([definition])): Set<DefinitionNode> {
  visit(definition, {
    FragmentSpread: ({ name }) => {
      const fragment = fragments.get(name.value);
      if (!fragment || found.has(fragment)) return;
      found.add(fragment);
      withFragments(fragment, found);
    },
  });
  return found;
}
