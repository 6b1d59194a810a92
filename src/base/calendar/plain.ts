// C0 and C1 controls, and the separators that some readers take for the end of a line.
const CONTROLS = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u2028\u2029]/g;
/** Half of a character, which UTF-8 can't write. */
const LONE_HALF = /\p{Cs}/gu;
/** What may stand in a mail address without being quoted in a calendar. */
const ADDRESS = /^[^\s"<>()[\]\\,;:\p{Cc}\p{Cs}\u2028\u2029]+@[^\s"<>()[\]\\,;:\p{Cc}\p{Cs}\u2028\u2029]+$/u;

/** Text that people typed, without what could end a line early. Lines of their own remain. */
export function plainLines(text: string): string {
  return text.replace(/\r\n?/g, '\n').replace(CONTROLS, '').replace(LONE_HALF, '\ufffd');
}

/** The same on one line. */
export function plainLine(text: string): string {
  return plainLines(text).replace(/\s+/g, ' ').trim();
}

/** A name as a parameter, which knows no escapes: quotes become apostrophes, and so on. */
export function plainName(text: string): string {
  return plainLine(text).replaceAll('"', "'").replaceAll('\\', '/');
}

/** @throws Error for what is no mail address */
export function plainAddress(address: string): string {
  if (!ADDRESS.test(address)) throw new Error('A calendar can’t hold this mail address');
  return address;
}
