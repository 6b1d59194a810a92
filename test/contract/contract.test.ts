import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

import { expect, test } from '@jest/globals';
import { buildASTSchema, type GraphQLNamedType, isEnumType, isInputObjectType, isInterfaceType, isObjectType, isUnionType, parse, validate } from 'graphql';

import { operationDocument, operationNames } from '../harness/operations.js';
import { LATER } from './later.js';

const folder = join(import.meta.dirname, '../../schema');
const schema = buildASTSchema(
  parse(
    readdirSync(folder)
      .filter((file) => file.endsWith('.graphql'))
      .sort()
      .map((file) => readFileSync(join(folder, file), 'utf8'))
      .join('\n'),
  ),
);

test.each(operationNames.filter((name) => !LATER.includes(name)))('%s fits the schema', (name) => {
  expect(validate(schema, parse(operationDocument(name))).map(({ message }) => message)).toEqual([]);
});

test('what is said to come later is not there yet', () => {
  expect(LATER.filter((name) => validate(schema, parse(operationDocument(name))).length === 0)).toEqual([]);
});

const own = Object.values(schema.getTypeMap()).filter(({ name }) => !name.startsWith('__'));

test('everything in the schema is described', () => {
  const undescribed: string[] = [];
  const note = (name: string, description: string | null | undefined) => {
    if (!description) undescribed.push(name);
  };
  for (const type of own) {
    if (!['Boolean', 'Int', 'Float', 'String', 'ID'].includes(type.name)) note(type.name, type.description ?? (['Query', 'Mutation'].includes(type.name) ? 'root' : ''));
    if (isObjectType(type) || isInterfaceType(type)) {
      for (const field of Object.values(type.getFields())) {
        note(`${type.name}.${field.name}`, field.description);
        for (const arg of field.args) note(`${type.name}.${field.name}(${arg.name})`, arg.description);
      }
    }
    if (isInputObjectType(type)) for (const field of Object.values(type.getFields())) note(`${type.name}.${field.name}`, field.description);
    if (isEnumType(type)) for (const value of type.getValues()) note(`${type.name}.${value.name}`, value.description);
  }
  expect(undescribed).toEqual([]);
});

test('every mutation takes one input, or nothing where there is nothing to say, and answers with a union of a success and refusals, Refused among them', () => {
  for (const { name, args, type } of Object.values(schema.getMutationType()?.getFields() ?? {})) {
    const result = type as GraphQLNamedType;
    const Name = `${name.slice(0, 1).toUpperCase()}${name.slice(1)}`;
    const taken = args.map((arg) => `${arg.name}: ${String(arg.type)}`);
    expect([name, taken]).toEqual([name, taken.length === 0 ? [] : [`input: ${Name}Input!`]]);
    expect([name, String(type)]).toEqual([name, `${Name}Result`]);
    if (!isUnionType(result)) throw new Error(name);
    // A sign-in may have a second step to come.
    const [success, ...refusals] = result.getTypes().filter((type) => type.name !== 'SecondFactorRequired');
    expect(success?.getInterfaces().map((type) => type.name)).not.toContain('Refusal');
    for (const refusal of refusals) expect([refusal.name, refusal.getInterfaces().map((type) => type.name)]).toEqual([refusal.name, ['Refusal']]);
    expect([name, refusals.map((type) => type.name)]).toEqual([name, expect.arrayContaining(['Refused'])]);
  }
});

test('connections have their usual form, and names say nothing of how they are made', () => {
  for (const type of own) {
    expect(type.name).not.toMatch(/Dto|ObjectType|Entity|Type$/);
    if (isObjectType(type) && type.name.endsWith('Connection')) expect([type.name, Object.keys(type.getFields()).filter((field) => field !== 'facets')]).toEqual([type.name, ['edges', 'nodes', 'pageInfo', 'totalCount']]);
    if (isInputObjectType(type)) expect([type.name, type.name.endsWith('Input') || type.name.endsWith('Filter')]).toEqual([type.name, true]);
    if (isInputObjectType(type)) for (const field of Object.values(type.getFields())) expect(isInputObjectType(field.type) && field.type === type).toBe(false);
  }
});
