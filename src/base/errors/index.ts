export { ApiError, notFound, requestError } from './api-error.js';
export { CATALOGUE, type ErrorCode, isErrorCode } from './catalogue.js';
export { type FieldCode, type FieldProblem, invalid, InvalidInput, Refusal, type RefusalCode } from './refusal.js';
export { integer, line, markdown, slugs, timeZone, validate, webAddress } from './input.js';
