/**
 * Names that are unique and otherwise unchanged: the second `a` becomes `a (2)`, or the next number that no
 * column has. Names that differ in case only are different.
 */
export function uniqueNames(names: readonly string[]): string[] {
  const taken = new Set(names);
  const seen = new Set<string>();
  return names.map((name) => {
    if (!seen.has(name)) {
      seen.add(name);
      return name;
    }
    let number = 2;
    while (taken.has(`${name} (${number})`)) number++;
    const unique = `${name} (${number})`;
    taken.add(unique);
    return unique;
  });
}
