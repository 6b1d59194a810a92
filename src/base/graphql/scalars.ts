import { GraphQLError, GraphQLScalarType, Kind, type ValueNode } from 'graphql';

import { formatInstant, isTimeZone, parseUsualInstant, Temporal } from '../time/index.js';

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
/** RFC 3339, with any offset and up to nine digits of a second. */
const DATE_TIME = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{1,9})?(Z|[+-]\d{2}:\d{2})$/;
const LOCAL_TIME = /^([01]\d|2[0-3]):[0-5]\d$|^24:00$/;

/**
 * A scalar that travels as text.
 * @param parse gives the internal value, or undefined for a text that isn't one
 */
function textScalar(
  name: string,
  expected: string,
  parse: (text: string) => unknown,
  serialize: (value: unknown) => string = String,
): GraphQLScalarType {
  const read = (value: unknown, node?: ValueNode): unknown => {
    const parsed = typeof value === 'string' ? parse(value) : undefined;
    if (parsed === undefined)
      throw new GraphQLError(`${name} must be ${expected}`, {
        ...(node && { nodes: node }),
        extensions: { code: 'BAD_USER_INPUT' },
      });
    return parsed;
  };
  return new GraphQLScalarType({
    name,
    serialize,
    parseValue: read,
    parseLiteral: (node) => read(node.kind === Kind.STRING ? node.value : undefined, node),
  });
}

function attempt<Value>(parse: () => Value): Value | undefined {
  try {
    return parse();
  } catch {
    return undefined;
  }
}

/** PostgreSQL's timestamptz reaches further, but nothing here happens outside these years. */
function parseInstant(text: string): Temporal.Instant | undefined {
  if (!DATE_TIME.test(text)) return undefined;
  const usual = parseUsualInstant(text);
  if (usual) return usual;
  const instant = attempt(() => Temporal.Instant.from(text));
  const year = instant && instant.toZonedDateTimeISO('UTC').year;
  return year !== undefined && year >= 1900 && year <= 2999
    ? instant?.round({ smallestUnit: 'microsecond', roundingMode: 'floor' })
    : undefined;
}

function parseDate(text: string): Temporal.PlainDate | undefined {
  const date = /^\d{4}-\d{2}-\d{2}$/.test(text) ? attempt(() => Temporal.PlainDate.from(text)) : undefined;
  return date && date.year >= 1900 && date.year <= 2999 ? date : undefined;
}

/** The internal values are Temporal.Instant, Temporal.PlainDate and text. */
export const SCALARS: Readonly<Record<string, GraphQLScalarType>> = {
  DateTime: textScalar(
    'DateTime',
    'an instant such as 2026-11-01T05:30:00Z (RFC 3339, years 1900 to 2999)',
    parseInstant,
    (value) => (value instanceof Temporal.Instant ? formatInstant(value) : String(value)),
  ),
  LocalDate: textScalar('LocalDate', 'a date such as 2026-11-01 (years 1900 to 2999)', parseDate),
  LocalTime: textScalar('LocalTime', 'a time of day such as 09:30, or 24:00', (text) =>
    LOCAL_TIME.test(text) ? text : undefined,
  ),
  TimeZone: textScalar('TimeZone', 'an IANA time zone such as Europe/Berlin', (text) =>
    isTimeZone(text) ? text : undefined,
  ),
  UUID: textScalar('UUID', 'a UUID', (text) => (UUID.test(text) ? text.toLowerCase() : undefined)),
  URL: textScalar('URL', 'an http:// or https:// address', (text) =>
    /^https?:\/\//i.test(text) && URL.canParse(text) ? text : undefined,
  ),
};
