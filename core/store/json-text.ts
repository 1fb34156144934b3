const mark = '$number';

/** JSON text in which NaN, infinities and -0 survive, as `{"$number": "NaN"}`. Absent members are left out. */
export function toJsonText(value: unknown): string {
  return JSON.stringify(value, (_key, member: unknown) => {
    if (typeof member !== 'number') return member;
    if (Number.isFinite(member) && !Object.is(member, -0)) return member;
    return { [mark]: Object.is(member, -0) ? '-0' : String(member) };
  });
}

/** The value that `toJsonText` was given. */
export function fromJsonText(text: string): unknown {
  return JSON.parse(text, (_key, member: unknown) => {
    if (typeof member !== 'object' || member === null || !(mark in member)) return member;
    return Number(member[mark]);
  });
}
