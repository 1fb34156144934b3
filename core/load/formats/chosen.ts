import { CoreError } from '../../errors.ts';
import { nearest } from '../../shared/nearest.ts';

/** The sheet or table to read: the one that is wanted, else the first. Throws TABLE_UNKNOWN and TABLE_EMPTY. */
export function chosen(options: {
  kind: 'sheet' | 'table';
  names: readonly string[];
  wanted: string | undefined;
  file: string;
}): string {
  const { kind, names, wanted, file } = options;
  const [first] = names;
  if (first === undefined) {
    throw new CoreError('TABLE_EMPTY', `${file} has no ${kind}; choose another file.`);
  }
  if (wanted === undefined || names.includes(wanted)) return wanted ?? first;
  const close = nearest(wanted, [...names]);
  const known = names.slice(0, 20).join(', ');
  throw new CoreError(
    'TABLE_UNKNOWN',
    `${file} has no ${kind} "${wanted}"; ${close ? `did you mean "${close}"?` : `there are ${known}.`}`,
    { details: { [kind]: wanted } },
  );
}
