import { nearest } from './nearest.ts';

/** What a wrong name may have meant, to end a message with: the nearest name, or a list of the names there are. */
export function suggestName(name: string, candidates: readonly string[], plural: string): string {
  const near = nearest(name, candidates);
  return near === null ? `the ${plural} are ${listNames(candidates)}.` : `did you mean "${near}"?`;
}

/** Names for a message: the first ten in quotes, then how many more. */
export function listNames(names: readonly string[]): string {
  const shown = names
    .slice(0, 10)
    .map((name) => `"${name}"`)
    .join(', ');
  return names.length > 10 ? `${shown} and ${names.length - 10} more` : shown;
}
