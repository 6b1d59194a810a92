/** What graphql-js repeats of what it was given. */
const REPEATED: readonly (readonly [RegExp, string])[] = [
  [/( cannot represent [\w -]*value): [\s\S]*$/, '$1'],
  // Variable "$input" got invalid value { password: ... } at "input.email"; String cannot ...
  [/( got invalid value)[\s\S]*?( at "[\w.[\]]+")?(; [^;]*)$/, '$1$2$3'],
  [/(Expected value of type "[^"]+"), found [\s\S]*$/, '$1'],
  [/(found (?:Block)?String) "[\s\S]*$/, '$1'],
];

/** A message without the values that it repeats: what was sent may be a password, and answers are kept by proxies and trackers. */
export function withoutValues(message: string): string {
  return REPEATED.reduce((rest, [form, replacement]) => rest.replace(form, replacement), message);
}
