const statementHeads = [
  /^\s*SELECT\s/,
  /^\s*INSERT\s+(OR\s+\w+\s+)?INTO\s/,
  /^\s*UPDATE\s+\S+\s+SET\s/,
  /^\s*DELETE\s+FROM\s/,
  /^\s*COPY\s+\S+\s+(TO|FROM)\s|^\s*COPY\s*\(/,
  /^\s*WITH\s+\S+\s+AS\s*\(/,
  /^\s*(PRAGMA|ATTACH|DESCRIBE)\s/,
  /^\s*(CREATE|DROP|ALTER)\s+(OR\s+REPLACE\s+)?(TEMP(ORARY)?\s+|UNIQUE\s+)?(TABLE|VIEW|INDEX|MACRO|SEQUENCE)\s/,
];

/**
 * Heuristic: a text is SQL when it opens with a statement in capitals, or holds SELECT … FROM anywhere.
 * Fragments such as a lone expression are not seen; keywords in lower case are taken for prose.
 */
export function looksLikeSql(text: string): boolean {
  return statementHeads.some((head) => head.test(text)) || /\bSELECT\b[\s\S]+\bFROM\b/.test(text);
}
