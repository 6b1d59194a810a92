/** Codes of the expected answers "no"; see schema/base.graphql. */
export type RefusalCode =
  | 'INVALID_INPUT'
  | 'EMAIL_TAKEN'
  | 'EMAIL_NOT_VERIFIED'
  | 'BAD_CREDENTIALS'
  | 'SESSION_ENDED'
  | 'REAUTH_REQUIRED'
  | 'LINK_INVALID'
  | 'CHALLENGE_INVALID'
  | 'TOO_MANY_ATTEMPTS'
  | 'SLOT_TAKEN'
  | 'OUTSIDE_AVAILABILITY'
  | 'NOTICE_TOO_SHORT'
  | 'LIMIT_REACHED'
  | 'NOT_ALLOWED_NOW'
  | 'STALE'
  | 'IDEMPOTENCY_MISMATCH';

/**
 * An expected "no". A verb throws it, so that nothing of its transaction remains; the client gets it as the mutation's
 * result, of the type `typeName`.
 */
export class Refusal extends Error {
  override readonly name = 'Refusal';

  /** @param carried gives the fields of a refusal type beside code and message, once the transaction is undone */
  constructor(
    readonly code: RefusalCode,
    message: string,
    readonly typeName: string = 'Refused',
    private readonly carried: () => object | Promise<object> = () => ({}),
  ) {
    super(message);
  }

  async toResult(): Promise<Record<string, unknown>> {
    return { __typename: this.typeName, code: this.code, message: this.message, ...(await this.carried()) };
  }
}

export type FieldCode =
  'REQUIRED' | 'TOO_SHORT' | 'TOO_LONG' | 'MALFORMED' | 'UNKNOWN' | 'OUT_OF_RANGE' | 'NOT_UNIQUE' | 'CONFLICT';

export interface FieldProblem {
  /** From the input's field inward, for example ['hours', '0', 'start']. */
  readonly path: readonly string[];
  readonly code: FieldCode;
  readonly message: string;
}

/** What is told of an input that is wrong all over. */
const MOST_FIELDS = 20;

export class InvalidInput extends Refusal {
  constructor(readonly fields: readonly FieldProblem[]) {
    super('INVALID_INPUT', told(fields), 'InvalidInput', () => ({ fields: fields.slice(0, MOST_FIELDS) }));
  }
}

function told(fields: readonly FieldProblem[]): string {
  return fields
    .slice(0, MOST_FIELDS)
    .map(({ message }) => message)
    .join(' ');
}

export function invalid(path: readonly string[], code: FieldCode, message: string): InvalidInput {
  return new InvalidInput([{ path, code, message }]);
}
