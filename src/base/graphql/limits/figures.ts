/** What one operation may ask for. docs/limits.md says it to clients; a test compares. */
export const LIMITS = {
  /** Of the document, comments aside; graphql-js stops parsing there. */
  tokens: 2_000,
  /** graphql-js stops validating there, so that a bad document can't be made to cost much or tell much. */
  validationErrors: 3,
  depth: 12,
  /** Below `__schema` and `__type`, which tools ask more deeply. */
  introspectionDepth: 20,
  aliases: 30,
  directives: 20,
  /** Fields in all, each fragment counted wherever it is spread; tools ask some 300 in introspection. */
  fields: 400,
  rootFields: { query: 20, mutation: 5, subscription: 1 },
  /** Sign-ups, sign-ins, refreshes: guesses can't be sent by the dozen. */
  credentialMutations: 1,
  cost: { anonymous: 5_000, signedIn: 10_000 },
} as const;
