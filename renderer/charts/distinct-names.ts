/**
 * Names that tell the models of a run apart: the second of the same name gets a 2, and so on. Keyed by the
 * learner's key.
 */
export function distinctNames(
  learners: readonly { readonly key: string; readonly name: string }[],
): ReadonlyMap<string, string> {
  const taken = new Set<string>();
  return new Map(
    learners.map(({ key, name }) => {
      const distinct = distinctName(name, taken);
      taken.add(distinct);
      return [key, distinct];
    }),
  );
}

/** The name itself, or with the first number from 2 on that makes it new. */
export function distinctName(name: string, taken: ReadonlySet<string>): string {
  if (!taken.has(name)) return name;
  let number = 2;
  while (taken.has(`${name} ${number}`)) number++;
  return `${name} ${number}`;
}
