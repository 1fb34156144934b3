import { garbledPattern, windowsCharacters } from '../profile/text-flaw.ts';
import { quoteText } from '../shared/sql.ts';

/** Bytes that Windows-1252 leaves undefined. */
const undefinedBytes = new Set([0x81, 0x8d, 0x8f, 0x90, 0x9d]);
/** The bytes that Windows-1252 reads as `windowsCharacters`, as hexadecimal digits. */
const windowsBytes = Array.from({ length: 0x20 }, (_, i) => 0x80 + i)
  .filter((byte) => !undefinedBytes.has(byte))
  .map((byte) => byte.toString(16));
/** What a byte of 0x80 and more can have been read as. */
const readBytes = `[\\x{80}-\\x{FF}${windowsCharacters}]+`;

/**
 * SQL for the text `x` with UTF-8 that was read as Latin-1 or Windows-1252 read as UTF-8. Runs of such characters are
 * read anew on their own; one that is no UTF-8 stays as it is.
 */
export function redecodedSql(x: string): string {
  const runs = quoteText(readBytes);
  const isGarbled = (text: string) => `regexp_matches(${text}, ${quoteText(garbledPattern)})`;
  const read = `CASE WHEN ${isGarbled('p[2]')} THEN coalesce(TRY(decode(unhex(${bytesOf('p[2]')}))), p[2]) ELSE p[2] END`;
  const pieces = `list_zip(regexp_split_to_array(${x}, ${runs}), regexp_extract_all(${x}, ${runs}))`;
  const mended = `array_to_string(list_transform(${pieces}, lambda p: coalesce(p[1], '') || coalesce(${read}, '')), '')`;
  return `CASE WHEN ${isGarbled(x)} THEN ${mended} ELSE ${x} END`;
}

/** SQL for the bytes that a run was read from, as hexadecimal digits. */
function bytesOf(run: string): string {
  const names = [...windowsCharacters].map(quoteText).join(', ');
  const known = `map([${names}], [${windowsBytes.map(quoteText).join(', ')}])`;
  const byte = `CASE WHEN unicode(c) < 256 THEN printf('%02x', unicode(c)) ELSE ${known}[c] END`;
  return `array_to_string(list_transform(string_split(${run}, ''), lambda c: ${byte}), '')`;
}
