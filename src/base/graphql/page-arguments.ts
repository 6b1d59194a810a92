import {
  type DocumentNode,
  getArgumentValues,
  getDirectiveValues,
  type GraphQLField,
  GraphQLIncludeDirective,
  type GraphQLSchema,
  GraphQLSkipDirective,
  isInterfaceType,
  isObjectType,
  TypeInfo,
  visit,
  visitWithTypeInfo,
} from 'graphql';

import { checkPage, chosenOrder, placeOf, takesPages, type ViewReader } from '../views/index.js';

/**
 * Checks the pages of every connection that an operation asks for, before anything is executed: a mutation whose answer
 * can't be read must not have happened.
 * @throws ApiError BAD_USER_INPUT
 */
export function checkPages(
  schema: GraphQLSchema,
  document: DocumentNode,
  variables: Readonly<Record<string, unknown>>,
  reader: ViewReader,
): void {
  const types = new TypeInfo(schema);
  visit(
    document,
    visitWithTypeInfo(types, {
      Field: (node) => {
        const left =
          getDirectiveValues(GraphQLSkipDirective, node, variables)?.if === true ||
          getDirectiveValues(GraphQLIncludeDirective, node, variables)?.if === false;
        if (left) return false;
        const field = types.getFieldDef();
        const parent = types.getParentType();
        if (!field || !takesPages(field) || !(isObjectType(parent) || isInterfaceType(parent))) return undefined;
        const values = getArgumentValues(field, node, variables);
        const parents = isInterfaceType(parent)
          ? schema.getPossibleTypes(parent).map(({ name }) => name)
          : [parent.name];
        const failures = parents.map((name) =>
          failureOf(() =>
            checkPage(
              placeOf(name, field.name, orderName(reader, name, field, values)),
              values,
              node,
              reader.cursorKey,
            ),
          ),
        );
        if (failures.every(Boolean)) throw failures[0] as Error;
        return undefined;
      },
    }),
  );
}

function orderName(
  reader: ViewReader,
  parent: string,
  field: GraphQLField<unknown, unknown>,
  values: Record<string, unknown>,
): string {
  const source = reader.registry.field(parent, field.name);
  return source?.kind === 'connection' ? chosenOrder(reader.registry, source, field, values).name : '';
}

function failureOf(check: () => void): Error | undefined {
  try {
    check();
    return undefined;
  } catch (error) {
    return error as Error;
  }
}
