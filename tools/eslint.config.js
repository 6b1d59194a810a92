import graphql from '@graphql-eslint/eslint-plugin';
import { defineConfig } from 'eslint/config';
import tseslint from 'typescript-eslint';

const NOW = 'Time comes from the injected Clock (src/base/time).';
const ENVIRONMENT = 'Settings come from Config (src/base/config).';

export default defineConfig(
  { ignores: ['**/node_modules/**', 'dist/**', '.data/**', '**/*.d.ts', 'bench/**'] },
  {
    files: ['src/**/*.ts', 'test/**/*.ts'],
    extends: [tseslint.configs.strictTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: `${import.meta.dirname}/..` } },
    rules: {
      '@typescript-eslint/no-extraneous-class': 'off', // a Nest module is a class with a decorator
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true, allowNullish: true }],
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
      '@typescript-eslint/no-unnecessary-type-parameters': 'off',
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      '@typescript-eslint/no-misused-spread': 'off', // code points are what we count
      '@typescript-eslint/no-unsafe-class-instance-assignment': 'off', // interfaces of libraries that are declared as classes
      '@typescript-eslint/use-unknown-in-catch-callback-variable': 'off',
      '@typescript-eslint/no-unsafe-enum-comparison': 'off',
      '@typescript-eslint/no-unsafe-enum-assignment': 'off', // type oids are open numbers
      'no-restricted-syntax': [
        'error',
        { selector: "CallExpression[callee.object.name='Date'][callee.property.name='now']", message: NOW },
        { selector: "NewExpression[callee.name='Date'][arguments.length=0]", message: NOW },
        { selector: "MemberExpression[object.name='Temporal'][property.name='Now']", message: NOW },
        { selector: "MemberExpression[object.name='process'][property.name='env']", message: ENVIRONMENT },
        {
          selector: "CallExpression[callee.property.name='orderBy']",
          message: 'An order built from text is an injection: write the SQL.',
        },
        { selector: "Identifier[name='forwardRef']", message: 'Modules go one way.' },
      ],
    },
  },
  {
    files: [
      'src/base/time/**',
      'src/backup.ts',
      'src/content-export.ts',
      'src/grant.ts',
      'src/main.ts',
      'src/restore.ts',
      'src/trust.ts',
      'src/worker.ts',
      'src/base/database/embedded/**',
    ],
    rules: { 'no-restricted-syntax': 'off' },
  },
  {
    files: ['test/**/*.ts'],
    rules: {
      'no-restricted-syntax': 'off',
      '@typescript-eslint/no-unsafe-assignment': 'off', // expect.any and its kind are any
    },
  },
  {
    files: ['schema/**/*.graphql'],
    languageOptions: { parser: graphql.parser, parserOptions: { graphQLConfig: { schema: 'schema/*.graphql' } } },
    plugins: { '@graphql-eslint': graphql },
    rules: {
      '@graphql-eslint/naming-convention': [
        'error',
        {
          types: 'PascalCase',
          FieldDefinition: 'camelCase',
          InputValueDefinition: 'camelCase',
          Argument: 'camelCase',
          EnumValueDefinition: 'UPPER_CASE',
          DirectiveDefinition: 'camelCase',
        },
      ],
      '@graphql-eslint/no-typename-prefix': 'error',
      '@graphql-eslint/require-description': [
        'error',
        { types: true, FieldDefinition: true, InputValueDefinition: true, EnumValueDefinition: true },
      ],
      '@graphql-eslint/require-deprecation-reason': 'error',
      '@graphql-eslint/require-deprecation-date': 'off',
      '@graphql-eslint/unique-enum-value-names': 'error',
    },
  },
);
